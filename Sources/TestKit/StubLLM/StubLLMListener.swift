import Glibc

/// A listening socket on a random port of 127.0.0.1. The loop closes it.
struct StubLLMListener: Sendable {
    let descriptor: Int32
    let port: UInt16

    init() throws(StubLLMServer.StartError) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw StubLLMServer.StartError(code: errno) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                bind(descriptor, generic, length) == 0 && listen(descriptor, 1024) == 0
                    && getsockname(descriptor, generic, &length) == 0
            }
        }
        guard listening else {
            let code = errno
            close(descriptor)
            throw StubLLMServer.StartError(code: code)
        }
        Self.makeNonBlocking(descriptor)
        self.descriptor = descriptor
        port = UInt16(bigEndian: address.sin_port)
    }

    /// The next connection in line, not blocking; nil when none waits.
    func accept() -> Int32? {
        let connection = Glibc.accept(descriptor, nil, nil)
        guard connection >= 0 else { return nil }
        Self.makeNonBlocking(connection)
        var yes: Int32 = 1
        setsockopt(
            connection, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout.size(ofValue: yes)))
        return connection
    }

    private static func makeNonBlocking(_ descriptor: Int32) {
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    }
}
