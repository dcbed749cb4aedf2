internal import Threads

/// A small server for what operators and probes read: health, metrics, pages.
///
/// `GET` and `HEAD` of exact paths, answered by handlers that must be quick: one thread of the library serves all
/// connections. Plain HTTP without authentication; put it on an inner address.
package final class HTTPServer: Sendable {
    /// Answers a request at once, on the server's thread: it must not block.
    package typealias Handler = @Sendable (HTTPServerRequest) -> HTTPServerResponse

    /// Limits of one server.
    package struct Configuration: Sendable {
        /// Connections at once. One more takes the place of another: of those from the address with most of them the
        /// one that has waited longest for a request. Default: 256.
        package var maxConnections: Int
        /// A connection on which nothing moves for so long is closed, in whole seconds. Default: 15 s.
        package var idleTimeout: Duration
        /// Memory of a connection in bytes, which bounds a request's line and headers. Default: 16 KiB, at least 4 KiB.
        package var maxRequestHeaderBytes: Int

        /// Every parameter has the default its property names.
        package init(
            maxConnections: Int = 256, idleTimeout: Duration = .seconds(15), maxRequestHeaderBytes: Int = 16 << 10
        ) {
            self.maxConnections = max(1, maxConnections)
            self.idleTimeout = max(.seconds(1), idleTimeout)
            self.maxRequestHeaderBytes = max(4 << 10, maxRequestHeaderBytes)
        }
    }

    /// The port it listens on; the one the system chose when 0 was asked for.
    package let port: UInt16
    private let daemon: Locked<ServerDaemon?>

    /// Starts to serve at once.
    ///
    /// - Parameters:
    ///   - host: an address of this machine or a name of one; `0.0.0.0` is every IPv4 address, `::` every address.
    ///   - port: 0 lets the system choose.
    ///   - routes: handlers by exact path, for example `/health/live`. Other paths are answered by 404 and a JSON body.
    /// - Throws: see `HTTPServerError`.
    package init(
        host: String, port: UInt16, configuration: Configuration = Configuration(), routes: [String: Handler]
    ) throws(HTTPServerError) {
        let listener = try ListeningSocket(host: host, port: port)
        self.port = listener.port
        daemon = Locked(try ServerDaemon(listener, configuration: configuration, router: Router(routes: routes)))
    }

    /// Closes the port and every connection, whatever is being sent, and returns when the thread has ended. May be
    /// called more than once; only the first call waits.
    package func stop() async {
        guard let daemon = daemon.withLock({ $0.take() }) else { return }
        // Ending the library's thread blocks until its handler has returned.
        guard let worker = try? WorkerThread(name: "http-server-end", { daemon.stop() }) else { return daemon.stop() }
        await worker.finished()
    }
}
