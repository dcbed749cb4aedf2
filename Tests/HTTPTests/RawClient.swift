import Glibc

/// A client that sends whatever it is told, and never blocks.
final class RawClient {
    struct ConnectError: Error {}

    private let descriptor: Int32
    private var bytes: [UInt8] = []
    private var ended = false

    /// - Parameter source: where it comes from, as 127.0.0.x. Default: 1.
    init(port: UInt16, source: UInt32 = 1) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        let isConnected =
            Self.call(bind, descriptor, Self.loopback(source, port: 0))
            && Self.call(connect, descriptor, Self.loopback(1, port: port))
        guard isConnected else {
            close(descriptor)
            throw ConnectError()
        }
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
    }

    private static func loopback(_ host: UInt32, port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = (UInt32(0x7F00_0000) + host).bigEndian
        return address
    }

    private static func call(
        _ function: (Int32, UnsafePointer<sockaddr>?, socklen_t) -> Int32, _ descriptor: Int32, _ address: sockaddr_in
    ) -> Bool {
        withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                function(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }

    deinit { close(descriptor) }

    func send(_ text: String) {
        _ = Array(text.utf8).withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
    }

    /// Whether the server has closed the connection; keeps what came before.
    func hasEnded() -> Bool {
        var chunk = [UInt8](repeating: 0, count: 4096)
        while !ended {
            let count = read(descriptor, &chunk, chunk.count)
            if count > 0 {
                bytes.append(contentsOf: chunk[..<count])
            } else if count == 0 || errno != EAGAIN {
                ended = true
            } else {
                break
            }
        }
        return ended
    }

    /// Sends a request and waits until the text has arrived or the server has closed the connection.
    func exchange(_ text: String, until expected: String) async -> String {
        send(text)
        _ = await eventually { self.hasEnded() || self.received().contains(expected) }
        return received()
    }

    func received() -> String { String(decoding: bytes, as: UTF8.self) }
}
