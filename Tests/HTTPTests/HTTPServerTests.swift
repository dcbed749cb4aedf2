import Glibc
import HTTPClient
import HTTPServer
import TestKit
import Testing
import Threads

@Suite struct HTTPServerTests {
    private static func start(
        port: UInt16 = 0, configuration: HTTPServer.Configuration = .patient(),
        routes: [String: HTTPServer.Handler] = [:]
    ) throws -> HTTPServer {
        var routes = routes
        routes["/health/live"] = { _ in .json(#"{"status":"ok"}"#) }
        return try HTTPServer(host: "127.0.0.1", port: port, configuration: configuration, routes: routes)
    }

    @Test("a route answers with its body, type and the headers every response has")
    func route() async throws {
        let server = try Self.start()
        let transport = try HTTPTransport.direct()
        let response = try await transport.send(.patient(url: server.url + "/health/live"))
        #expect(response.status == 200)
        #expect(String(decoding: response.body, as: UTF8.self) == #"{"status":"ok"}"#)
        #expect(response.header("content-type") == "application/json")
        #expect(response.header("x-content-type-options") == "nosniff")
        #expect(response.header("cache-control") == "no-store")
        await transport.shutdown()
        await server.stop()
    }

    @Test("a handler sees path, query and headers, decoded")
    func request() async throws {
        let seen = Locked<HTTPServerRequest?>(nil)
        let server = try Self.start(routes: [
            "/a b": { request in
                seen.withLock { $0 = request }
                return .text("é", status: 202)
            }
        ])
        let transport = try HTTPTransport.direct()
        let response = try await transport.send(
            .patient(url: server.url + "/a%20b?x=1%262&flag&x=2", headers: [("X-Key", "v")]))
        #expect(response.status == 202 && response.body == Array("é".utf8))
        let request = try #require(seen.withLock { $0 })
        #expect(request.method == .get && request.path == "/a b")
        #expect(request.argument("x") == "1&2" && request.argument("flag") == "" && request.argument("none") == nil)
        #expect(request.query.map(\.value) == ["1&2", "", "2"])
        #expect(request.header("x-key") == "v")
        await transport.shutdown()
        await server.stop()
    }

    @Test(
        "paths match exactly; all others are 404 with a JSON body", arguments: ["/", "/health", "/health/live/", "/x"])
    func notFound(path: String) async throws {
        let server = try Self.start()
        let transport = try HTTPTransport.direct()
        let response = try await transport.send(.patient(url: server.url + path))
        #expect(response.status == 404)
        #expect(response.header("content-type") == "application/json")
        #expect(String(decoding: response.body, as: UTF8.self) == #"{"error":"not found"}"#)
        #expect(response.header("x-content-type-options") == "nosniff")
        await transport.shutdown()
        await server.stop()
    }

    @Test("methods that would change something are 405", arguments: [HTTPRequest.Method.post, .put, .patch, .delete])
    func methodNotAllowed(method: HTTPRequest.Method) async throws {
        let called = Locked(false)
        let server = try Self.start(routes: [
            "/page": { _ in
                called.withLock { $0 = true }
                return .text("")
            }
        ])
        let transport = try HTTPTransport.direct()
        for body in [[], [UInt8](repeating: 0x20, count: 100)] {
            let response = try await transport.send(
                .patient(method: method, url: server.url + "/page", body: body))
            #expect(response.status == 405)
            #expect(response.header("allow") == "GET, HEAD")
        }
        #expect(!called.withLock { $0 })
        await transport.shutdown()
        await server.stop()
    }

    @Test(
        "a request is refused before its body is read",
        arguments: [
            ("POST", "Content-Length: 1000000000", "405"), ("POST", "Transfer-Encoding: chunked", "405"),
            ("DELETE", "Content-Length: 1000000000", "405"), ("GET", "Content-Length: 1000000000", "413"),
            ("GET", "Transfer-Encoding: chunked", "413"),
        ])
    func refusedEarly(method: String, header: String, status: String) async throws {
        let server = try Self.start()
        let client = try RawClient(port: server.port)
        client.send("\(method) /health/live HTTP/1.1\r\nHost: x\r\n\(header)\r\n\r\n")
        #expect(await eventually { client.hasEnded() })
        #expect(client.received().hasPrefix("HTTP/1.1 \(status) "))
        await server.stop()
    }

    @Test("HEAD has the headers of GET and no body")
    func head() async throws {
        let server = try Self.start()
        let transport = try HTTPTransport.direct()
        let response = try await transport.send(.patient(method: .head, url: server.url + "/health/live"))
        #expect(response.status == 200 && response.body.isEmpty)
        #expect(response.header("content-length") == "15")
        await transport.shutdown()
        await server.stop()
    }

    @Test("a response no client could read is a 500", arguments: [("X-Key", "a\r\nSet-Cookie: b"), ("X Key", "a")])
    func invalidResponse(name: String, value: String) async throws {
        let server = try Self.start(routes: [
            "/bad": { _ in HTTPServerResponse(contentType: "text/plain", headers: [(name, value)], body: []) },
            "/worse": { _ in HTTPServerResponse(status: 42, contentType: "text/plain", body: []) },
        ])
        let transport = try HTTPTransport.direct()
        for path in ["/bad", "/worse"] {
            let response = try await transport.send(.patient(url: server.url + path))
            #expect(response.status == 500 && response.header("set-cookie") == nil)
        }
        await transport.shutdown()
        await server.stop()
    }

    @Test("a handler decides about caching and sends large bodies whole")
    func largeBody() async throws {
        let body = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let server = try Self.start(routes: [
            "/page": { _ in
                HTTPServerResponse(contentType: "text/html", headers: [("Cache-Control", "max-age=60")], body: body)
            }
        ])
        let transport = try HTTPTransport.direct()
        let response = try await transport.send(.patient(url: server.url + "/page"))
        #expect(response.body == body)
        #expect(response.headers.filter { $0.name.lowercased() == "cache-control" }.map(\.value) == ["max-age=60"])
        await transport.shutdown()
        await server.stop()
    }

    @Test("more connections than allowed are served one after the other")
    func manyConnections() async throws {
        let server = try Self.start(configuration: .patient(maxConnections: 16))
        let transports = try (0..<4).map { _ in try HTTPTransport.direct(maxConnectionsPerHost: 3) }
        try await withThrowingDiscardingTaskGroup { group in
            for number in 0..<400 {
                group.addTask {
                    let response = try await transports[number % 4].send(
                        .patient(url: server.url + "/health/live"))
                    #expect(response.status == 200)
                }
            }
        }
        for transport in transports { await transport.shutdown() }
        await server.stop()
    }

    @Test("a request's headers over the limit are refused")
    func largeHeaders() async throws {
        let server = try Self.start(configuration: .patient(maxRequestHeaderBytes: 4096))
        let transport = try HTTPTransport.direct()
        let response = try await transport.send(
            .patient(
                url: server.url + "/health/live", headers: [("X-Key", String(repeating: "x", count: 8000))]))
        #expect((400...499).contains(response.status))
        await transport.shutdown()
        await server.stop()
    }

    @Test("a connection on which nothing moves is closed")
    func idle() async throws {
        let server = try Self.start(configuration: .init(idleTimeout: .seconds(1)))
        let client = try RawClient(port: server.port)
        client.send("GET /health/live HTTP/1.1\r\nHost:")
        #expect(await eventually { client.hasEnded() })
        await server.stop()
    }

    @Test("a port in use is told apart from a host that is not ours")
    func bindFailures() async throws {
        let server = try Self.start()
        let port = server.port
        #expect(throws: HTTPServerError.addressInUse(host: "127.0.0.1", port: port)) {
            try HTTPServer(host: "127.0.0.1", port: port, routes: [:])
        }
        for host in ["192.0.2.1", "not a host"] {
            do throws(HTTPServerError) {
                _ = try HTTPServer(host: host, port: 0, routes: [:])
                Issue.record("started on \(host)")
            } catch {
                guard case .invalidHost(host, _) = error else { Issue.record("\(error)"); return }
            }
        }
        await server.stop()
    }

    @Test("after stop nothing is answered, and the port is free again")
    func stop() async throws {
        let reserved = try ReservedPort()
        let port = reserved.number
        let server = try Self.start(port: port)
        let transport = try HTTPTransport.direct()
        _ = try await transport.send(.patient(url: server.url + "/health/live"))
        await server.stop()
        await server.stop()
        await #expect(throws: HTTPError.self) {
            try await transport.send(.patient(url: server.url + "/health/live"))
        }
        let next = try HTTPServer(host: "127.0.0.1", port: port, routes: [:])
        #expect(next.port == port)
        await next.stop()
        await transport.shutdown()
        withExtendedLifetime(reserved) {}
    }
}

extension HTTPServer.Configuration {
    /// On a busy machine a client keeps the server waiting for longer than it may by default.
    static func patient(maxConnections: Int = 256, maxRequestHeaderBytes: Int = 16 << 10) -> Self {
        Self(
            maxConnections: maxConnections, idleTimeout: .seconds(600), maxRequestHeaderBytes: maxRequestHeaderBytes)
    }
}

extension HTTPServer {
    fileprivate var url: String { "http://127.0.0.1:\(port)" }
}
