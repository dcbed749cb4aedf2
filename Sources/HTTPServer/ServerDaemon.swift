private import CMicrohttpd
private import CShims
import Glibc
private import Threads

/// The library's daemon and what its thread calls back into.
///
/// `@unchecked Sendable`: the pointer is passed to the library alone, and `stop` takes it away under a lock.
final class ServerDaemon: @unchecked Sendable {
    private let daemon: Locked<UnsafeMutableRawPointer?>
    // The library holds an unowned reference, so this has to live until the daemon has stopped.
    private let responder: Responder

    init(
        _ listener: ListeningSocket, configuration: HTTPServer.Configuration, router: Router
    ) throws(HTTPServerError) {
        let responder = Responder(router: router)
        let seconds = UInt32(clamping: configuration.idleTimeout.components.seconds)
        let daemon = shim_mhd_start(
            listener.descriptor, handleRequest, Unmanaged.passUnretained(responder).toOpaque(),
            UInt32(clamping: configuration.maxConnections), seconds, configuration.maxRequestHeaderBytes)
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
