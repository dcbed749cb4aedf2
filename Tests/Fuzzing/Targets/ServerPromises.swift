import Glibc
import HTTPServer

/// Whatever arrives at the port: each connection gets HTTP or is closed, and the next one is served.
struct ServerPromises: Sendable {
    private let server: HTTPServer

    init() throws {
        server = try HTTPServer(
            host: "127.0.0.1", port: 0, configuration: .init(idleTimeout: .seconds(300)),
            routes: [
                "/livez": { _ in .json("{}") },
                "/echo": { request in
                    let length = request.headers.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count }
                    return .text("\(request.query.count) \(request.argument("x")?.count ?? 0) \(length)")
                },
            ])
    }

    func check(_ bytes: [UInt8]) throws(BrokenPromise) {
        let answer = exchange(bytes, patience: timeval(tv_sec: 0, tv_usec: 20_000))
        let probe = exchange(Array("GET /livez HTTP/1.0\r\n\r\n".utf8), patience: timeval(tv_sec: 300, tv_usec: 0))
        guard let answer, let probe else { throw BrokenPromise(description: "the port cannot be reached") }
        let text = String(decoding: answer, as: UTF8.self)
        try promise(text.isEmpty || text.hasPrefix("HTTP/1."), "what came back is not HTTP: \(text.prefix(40))")
        try promise(String(decoding: probe, as: UTF8.self).hasPrefix("HTTP/1.1 200 "), "the probe fails")
    }

    /// Sends all of it and reads until the end or a silence; nil without a connection. Whether more would come of a
    /// request that is not complete is the server's to know.
    private func exchange(_ bytes: [UInt8], patience: timeval) -> [UInt8]? {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        // Thousands of connections a second would leave as many ports waiting: closed, they are free at once.
        var reset = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &reset, socklen_t(MemoryLayout<linger>.size))
        var limit = patience
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = server.port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let code = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard code == 0 else { return nil }
        _ = bytes.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        shutdown(descriptor, Int32(SHUT_WR))
        var answer: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = read(descriptor, &chunk, chunk.count)
            guard count > 0 else { return answer }
            answer += chunk[..<count]
        }
    }
}
