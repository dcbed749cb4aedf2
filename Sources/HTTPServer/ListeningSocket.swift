import Glibc

/// A bound and listening TCP socket. Whoever takes `descriptor` closes it.
struct ListeningSocket {
    let descriptor: Int32
    let port: UInt16

    init(host: String, port: UInt16) throws(HTTPServerError) {
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_PASSIVE
        var found: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(host, String(port), &hints, &found)
        guard code == 0, let address = found else {
            throw .invalidHost(host, reason: String(cString: gai_strerror(code)))
        }
        defer { freeaddrinfo(address) }
        let descriptor = socket(address.pointee.ai_family, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw Self.failure(errno, host, port) }
        do throws(HTTPServerError) {
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
            _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
            Self.setOption(descriptor, SOL_SOCKET, SO_REUSEADDR, 1)
            // `::` means every address, IPv4 ones too.
            if address.pointee.ai_family == AF_INET6 { Self.setOption(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, 0) }
            guard bind(descriptor, address.pointee.ai_addr, address.pointee.ai_addrlen) == 0,
                listen(descriptor, 1024) == 0
            else { throw Self.failure(errno, host, port) }
            self.port = try Self.boundPort(descriptor, host, port)
        } catch {
            close(descriptor)
            throw error
        }
        self.descriptor = descriptor
    }

    private static func boundPort(_ descriptor: Int32, _ host: String, _ port: UInt16) throws(HTTPServerError) -> UInt16
    {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let code = withUnsafeMutablePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &length) }
        }
        guard code == 0 else { throw failure(errno, host, port) }
        // The port stands at the same place in the addresses of both families.
        return withUnsafeBytes(of: storage) { bytes in
            UInt16(bigEndian: bytes.load(fromByteOffset: 2, as: UInt16.self))
        }
    }

    private static func setOption(_ descriptor: Int32, _ level: Int32, _ name: Int32, _ value: Int32) {
        var value = value
        setsockopt(descriptor, level, name, &value, socklen_t(MemoryLayout.size(ofValue: value)))
    }

    private static func failure(_ code: Int32, _ host: String, _ port: UInt16) -> HTTPServerError {
        switch code {
        case EADDRINUSE: .addressInUse(host: host, port: port)
        case EADDRNOTAVAIL: .invalidHost(host, reason: "not an address of this machine")
        default: .bind(host: host, port: port, reason: String(cString: strerror(code)))
        }
    }
}
