private import CMicrohttpd
private import CShims
import Glibc
private import Threads

/// The library's daemon and what its thread calls back into.
///
/// `@unchecked Sendable`: the pointer is passed to the library alone, and `stop` takes it away under a lock.
final class ServerDaemon: @unchecked Sendable {
    private let daemon: Locked<UnsafeMutableRawPointer?>
    /// What the library accepts above the limit while it closes what had to go; it stops to listen when it is full.
    private static let reserve = 32
    // The library holds an unowned reference, so this has to live until the daemon has stopped.
    private let responder: Responder

    init(
        _ listener: ListeningSocket, configuration: HTTPServer.Configuration, router: Router
    ) throws(HTTPServerError) {
        let responder = Responder(router: router, maxConnections: configuration.maxConnections)
        let seconds = UInt32(clamping: configuration.idleTimeout.components.seconds)
        let callbacks = shim_mhd_callbacks(
            context: Unmanaged.passUnretained(responder).toOpaque(), request: handleRequest,
            completed: handleCompletion, connection: handleConnection)
        let daemon = shim_mhd_start(
            listener.descriptor, callbacks, UInt32(clamping: configuration.maxConnections + Self.reserve), seconds,
            configuration.maxRequestHeaderBytes)
        guard let daemon else {
            close(listener.descriptor)
            throw .notStarted
        }
        self.responder = responder
        self.daemon = Locked(UnsafeMutableRawPointer(daemon))
    }

    deinit { stop() }

    /// Blocks until the library's thread has ended; then nothing calls back any more.
    func stop() {
        let daemon = daemon.withLock { $0.take() }
        if let daemon { MHD_stop_daemon(OpaquePointer(daemon)) }
    }
}
