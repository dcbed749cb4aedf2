import HTTPServer
import Testing
import Threads

/// What arrives at an open port, over real sockets.
@Suite struct HTTPServerAttackTests {
    private static let probe = "GET /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"

    private static func start(
        configuration: HTTPServer.Configuration = .patient(), calls: Locked<Int> = Locked(0)
    ) throws -> HTTPServer {
        try HTTPServer(
            host: "127.0.0.1", port: 0, configuration: configuration,
            routes: [
                "/livez": { _ in
                    calls.withLock { $0 += 1 }
                    return .json("{}")
                }
            ])
    }

    @Test(
        "probes are answered while half-open connections take every place", arguments: ["", "GET /livez HTTP/1.1\r\nX"])
    func halfOpen(beginning: String) async throws {
        let server = try Self.start()
        var attackers: [RawClient] = []
        for number in 0..<300 {
            let client = try RawClient(port: server.port)
            client.send(beginning)
            attackers.append(client)
            guard number % 30 == 29 else { continue }
            let answer = try await RawClient(port: server.port).exchange(Self.probe, until: "{}")
            #expect(answer.hasPrefix("HTTP/1.1 200 "), "after \(number + 1) connections")
        }
        #expect(await eventually { attackers.count { $0.hasEnded() } >= 300 - 256 })
        await server.stop()
    }

    @Test("who floods the port takes places from himself alone")
    func fairness() async throws {
        let server = try Self.start(configuration: .patient(maxConnections: 32))
        let patient = try RawClient(port: server.port, source: 7)
        patient.send("GET /livez HTTP/1.1\r\n")
        var attackers: [RawClient] = []
        for _ in 0..<200 {
            let client = try RawClient(port: server.port, source: 8)
            client.send("GET")
            attackers.append(client)
        }
        #expect(await eventually { attackers.count { $0.hasEnded() } >= 200 - 32 })
        let answer = await patient.exchange("Host: x\r\nConnection: close\r\n\r\n", until: "{}")
        #expect(answer.hasPrefix("HTTP/1.1 200 "))
        await server.stop()
    }

    @Test("a request that trickles in is cut off for those that come")
    func trickle() async throws {
        let server = try Self.start(configuration: .patient(maxConnections: 4))
        let slow = try RawClient(port: server.port)
        slow.send("GET /livez HTTP/1.1\r\nX: ")
        var others: [RawClient] = []
        #expect(
            await eventually {
                slow.send("a")
                if let client = try? RawClient(port: server.port) { others.append(client) }
                return slow.hasEnded()
            })
        await server.stop()
    }

    @Test("headers without an end are refused at the limit")
    func endlessHeaders() async throws {
        let server = try Self.start(configuration: .patient(maxRequestHeaderBytes: 4096))
        for line in [String(repeating: "x", count: 20_000), String(repeating: "A: b\r\n", count: 4000)] {
            let client = try RawClient(port: server.port)
            client.send("GET /livez HTTP/1.1\r\nX: ")
            let answer = await client.exchange(line, until: "\r\n\r\n")
            #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 4"), "\(answer.prefix(60))")
        }
        await server.stop()
    }

    @Test("requests sent in one go are answered in order, up to the one that is refused")
    func pipelining() async throws {
        let calls = Locked(0)
        let server = try Self.start(calls: calls)
        let client = try RawClient(port: server.port)
        let get = "GET /livez HTTP/1.1\r\nHost: x\r\n\r\n"
        let answer = await client.exchange(
            get + "GET /none HTTP/1.1\r\nHost: x\r\n\r\n"
                + "POST /livez HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n"
                + get, until: "never")
        let statuses = answer.split(separator: "HTTP/1.1 ", omittingEmptySubsequences: true).map { $0.prefix(3) }
        #expect(statuses == ["200", "404", "405"])
        #expect(calls.withLock { $0 } == 1)
        await server.stop()
    }

    @Test(
        "no route is reached by anything but its own path and a method that reads",
        arguments: [
            "get /livez", "BREW /livez", "CONNECT /livez", "TRACE /livez", "OPTIONS *", "GETGET /livez", " GET /livez",
            "GET livez", "GET http://x/livez", "GET /../livez", "GET /x/../livez", "GET /%2e%2e/livez", "GET //livez",
            "GET /livez/", "GET /livez/.", "GET /livez;x", "GET /LIVEZ", "GET /livez%2f", "GET /livez%0d%0aX:%20y",
            "GET /livez#x", "GET \\livez",
        ])
    func strangePaths(line: String) async throws {
        let calls = Locked(0)
        let server = try Self.start(calls: calls)
        let client = try RawClient(port: server.port)
        let answer = await client.exchange("\(line) HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", until: "}")
        #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 4") || answer.hasPrefix("HTTP/1.1 5"), "\(answer)")
        #expect(calls.withLock { $0 } == 0)
        await server.stop()
    }

    @Test(
        "nothing a request says turns up in the response's headers",
        arguments: [
            "GET /livez HTTP/1.1\r\nHost: x\r\nX: a\nSet-Cookie: b\r\nConnection: close\r\n\r\n",
            "GET /livez HTTP/1.1\r\nHost: x\r\nX: a\r\n Set-Cookie: b\r\nConnection: close\r\n\r\n",
            "GET /livez?x=%0d%0aSet-Cookie:%20b HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
            "GET /%0d%0aSet-Cookie:%20b HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
            "GET /livez HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nTransfer-Encoding: chunked\r\n\r\nSet-Cookie: b\r\n\r\n",
            "GET /livez HTTP/1.1\r\nHost: x\r\nX: \u{0}Set-Cookie: b\r\nConnection: close\r\n\r\n",
        ])
    func injection(request: String) async throws {
        let server = try Self.start()
        let client = try RawClient(port: server.port)
        let answer = await client.exchange(request, until: "}")
        #expect(!answer.contains("Set-Cookie"))
        await server.stop()
    }
}
