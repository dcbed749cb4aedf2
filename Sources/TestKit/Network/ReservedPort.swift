import Glibc

/// A port on 127.0.0.1 for a server that has to be told one: nobody else is given it for as long as this value lives, not
/// even while the server is away. A connection to it is refused then.
///
/// It is bound, and shared by `SO_REUSEADDR`: a server that sets this as well, as nearly all do, may listen on it. Who looks
/// for a free port, here or in another process, finds it taken.
package final class ReservedPort: Sendable {
    package let number: UInt16
    private let descriptor: Int32

    /// Takes a port of ``PortRange``.
    package init() throws(LoopbackError) {
        // Shared only once it is bound: before, another's shared port would do, too.
        (descriptor, number) = try LoopbackSocket.bound()
        var on: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
    }

    deinit { close(descriptor) }
}
