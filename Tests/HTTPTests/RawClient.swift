import Glibc

/// A client that sends whatever it is told, and never blocks.
final class RawClient {
    struct ConnectError: Error {}

    private let descriptor: Int32
    private var bytes: [UInt8] = []
    private var ended = false

    init(port: UInt16) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let code = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard code == 0 else { throw ConnectError() }
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
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

    func received() -> String { String(decoding: bytes, as: UTF8.self) }
}
