import Glibc

/// A port on 127.0.0.1 that accepts connections for as long as this value lives, and says nothing on them: the system
/// takes them, and nobody reads.
package final class SilentPort {
    package let number: UInt16
    private let descriptor: Int32

    /// Takes a port of ``PortRange``.
    package init() throws {
        (descriptor, number) = try LoopbackSocket.listen()
    }

    deinit { close(descriptor) }
}
