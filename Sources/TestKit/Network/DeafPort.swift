import Glibc

/// A port on 127.0.0.1 that refuses connections for as long as this value lives, because it is taken and nobody listens.
///
/// A port that was merely free a moment ago may belong to another test's server by now.
package final class DeafPort {
    package let number: UInt16
    private let descriptor: Int32

    /// Takes a port of ``PortRange``.
    package init() throws {
        (descriptor, number) = try LoopbackSocket.bound()
    }

    deinit { close(descriptor) }
}
