import Glibc

/// TCP sockets on 127.0.0.1, unless another address of this machine is named.
package enum LoopbackSocket {
    /// Listens on a port of ``PortRange``.
    ///
    /// - Parameters:
    ///   - host: an IPv4 address in figures.
    ///   - backlog: connections that may wait to be accepted.
    static func listen(
        on host: String = "127.0.0.1", backlog: Int32 = 128
    ) throws(LoopbackError) -> (descriptor: Int32, port: UInt16) {
        let socket = try bound(on: host)
        guard Glibc.listen(socket.descriptor, backlog) == 0 else {
            let code = errno
            close(socket.descriptor)
            throw LoopbackError(code: code)
        }
        makeNonBlocking(socket.descriptor)
        return socket
    }

    /// Connects; on loopback this answers at once. Nil when nobody listens.
    static func connect(to port: UInt16) -> Int32? {
        let descriptor = socket(AF_INET, tcp, 0)
        guard descriptor >= 0 else { return nil }
        var address = address(port)
        let code = withSocketAddress(&address) { Glibc.connect(descriptor, $0, $1) }
        guard code == 0 else {
            close(descriptor)
            return nil
        }
        makePrompt(descriptor)
        return descriptor
    }

    /// Non-blocking, and small writes go out at once.
    static func makePrompt(_ descriptor: Int32) {
        makeNonBlocking(descriptor)
        var on: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
    }

    static func makeNonBlocking(_ descriptor: Int32) {
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    }

    private static let tcp = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)

    /// A port of our own on which nobody listens yet.
    static func bound(on host: String = "127.0.0.1") throws(LoopbackError) -> (descriptor: Int32, port: UInt16) {
        let descriptor = socket(AF_INET, tcp, 0)
        guard descriptor >= 0 else { throw LoopbackError(code: errno) }
        var code = EADDRINUSE
        for _ in 0..<PortRange.attempts where code == EADDRINUSE {
            let port = PortRange.next()
            var address = address(port)
            guard inet_pton(AF_INET, host, &address.sin_addr) == 1 else {
                code = EADDRNOTAVAIL
                break
            }
            if withSocketAddress(&address, { bind(descriptor, $0, $1) }) == 0 { return (descriptor, port) }
            code = errno
        }
        close(descriptor)
        throw LoopbackError(code: code)
    }

    private static func address(_ port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        return address
    }

    private static func withSocketAddress(
        _ address: inout sockaddr_in, _ body: (UnsafeMutablePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }
}

/// The system refused a socket, a pipe or a thread; nothing listens.
package struct LoopbackError: Error, Hashable {
    /// The system's error number.
    package let code: Int32
}
