import HTTPClient
import TestKit
import Testing
import Threads

@Suite struct HTTPTransportTests {
    @Test("a request arrives as given and its answer comes back whole")
    func roundTrip() async throws {
        let received = Locked<StubLLMRequest?>(nil)
        let stub = try StubLLMServer { request in
            received.withLock { $0 = request }
            return .json(status: 201, headers: [("X-Request-Id", " abc ")], body: Array(#"{"é":1}"#.utf8))
        }
        let transport = try HTTPTransport.direct()
        let response = try await transport.send(
            .patient(
                method: .post, url: stub.completionsURL,
                headers: [("Authorization", "Bearer key"), ("Content-Type", "application/json"), ("X-Empty", "")],
                body: Array("ping\0pong".utf8)))

        #expect(response.status == 201)
        #expect(response.header("x-REQUEST-id") == "abc")
        #expect(response.header("absent") == nil)
        #expect(response.body == Array(#"{"é":1}"#.utf8))
        #expect(response.version == .http11)
        #expect(response.timing.total >= response.timing.firstByte)

        let request = try #require(received.withLock { $0 })
        #expect(request.method == "POST" && request.path == "/v1/chat/completions")
        #expect(request.body == Array("ping\0pong".utf8))
        #expect(request.header("authorization") == "Bearer key")
        #expect(request.headers.filter { $0.name.lowercased() == "content-type" }.map(\.value) == ["application/json"])
        #expect(request.header("x-empty") == "")
        #expect(request.header("expect") == nil)
        await transport.shutdown()
        await stub.stop()
    }

    @Test(
        "every method is sent by its name, with the body it takes",
        arguments: [
            (HTTPRequest.Method.get, ""), (.head, ""), (.post, "body"), (.put, "body"), (.patch, "body"),
            (.delete, "body"),
        ])
    func methods(method: HTTPRequest.Method, body: String) async throws {
        let received = Locked<StubLLMRequest?>(nil)
        let stub = try StubLLMServer { request in
            received.withLock { $0 = request }
            return .json(body: Array("[]".utf8))
        }
        let transport = try HTTPTransport.direct()
        let response = try await transport.send(
            .patient(method: method, url: stub.baseURL, body: Array("body".utf8)))
        #expect(response.status == 200)
        #expect(received.withLock { $0?.method } == method.rawValue)
        #expect(received.withLock { $0?.text } == body)
        await transport.shutdown()
        await stub.stop()
    }

    @Test("an empty POST is sent as such")
    func emptyBody() async throws {
        let received = Locked<StubLLMRequest?>(nil)
        let stub = try StubLLMServer { request in
            received.withLock { $0 = request }
            return .json(body: [])
        }
        let transport = try HTTPTransport.direct()
        let response = try await transport.send(.patient(method: .post, url: stub.baseURL))
        #expect(response.body.isEmpty)
        #expect(received.withLock { $0?.header("content-length") } == "0")
        #expect(received.withLock { $0?.header("content-type") } == nil)
        await transport.shutdown()
        await stub.stop()
    }

    @Test("an error status and a redirect are answers")
    func statuses() async throws {
        let stub = try StubLLMServer { request in
            request.path.hasSuffix("moved")
                ? .json(status: 307, headers: [("Location", "/elsewhere")], body: [])
                : .json(status: 429, headers: [("Retry-After", "3")], body: [])
        }
        let transport = try HTTPTransport.direct()
        let limited = try await transport.send(.patient(url: stub.baseURL))
        #expect(limited.status == 429 && limited.header("retry-after") == "3")
        let moved = try await transport.send(.patient(url: stub.baseURL + "/moved"))
        #expect(moved.status == 307 && moved.header("location") == "/elsewhere")
        #expect(stub.statistics.calls == 2)
        await transport.shutdown()
        await stub.stop()
    }

    @Test("one connection carries one request after the other")
    func reuse() async throws {
        let stub = try StubLLMServer { _ in .completion("yes") }
        let transport = try HTTPTransport.direct()
        for _ in 0..<20 { _ = try await transport.send(.patient(method: .post, url: stub.completionsURL)) }
        #expect(stub.statistics.connections == 1)
        let statistics = transport.statistics
        #expect(statistics.connectionsOpened == 1 && statistics.connectionsReused == 19)
        #expect(statistics.completed == 20 && statistics.inFlight == 0)
        await transport.shutdown()
        await stub.stop()
    }

    @Test("a connection the server closed after an answer is replaced")
    func closedConnection() async throws {
        let stub = try StubLLMServer { _ in .json(headers: [("Connection", "close")], body: []) }
        let transport = try HTTPTransport.direct()
        for _ in 0..<5 { _ = try await transport.send(.patient(url: stub.baseURL)) }
        #expect(stub.statistics.connections == 5 && transport.statistics.connectionsOpened == 5)
        await transport.shutdown()
        await stub.stop()
    }

    @Test("300 slow requests are in flight at once, and their connections are kept for the next 300")
    func concurrent() async throws {
        let arrived = Locked(0)
        let stub = try StubLLMServer { request in
            arrived.withLock { $0 += 1 }
            let echo = StubLLMReply.json(body: request.body)
            return request.number < 300 ? .when({ arrived.withLock { $0 } >= 300 }, echo) : echo
        }
        let transport = try HTTPTransport.direct(maxConnectionsPerHost: 300)
        for _ in 0..<2 {
            try await withThrowingDiscardingTaskGroup { group in
                for number in 0..<300 {
                    group.addTask {
                        let response = try await transport.send(
                            .patient(method: .post, url: stub.completionsURL, body: Array("\(number)".utf8)))
                        #expect(String(decoding: response.body, as: UTF8.self) == "\(number)")
                    }
                }
            }
        }
        #expect(stub.statistics.calls == 600)
        #expect(stub.statistics.maxInFlight == 300)
        #expect(stub.statistics.connections <= 300)
        #expect(transport.statistics.connectionsReused >= 300)
        await transport.shutdown()
        await stub.stop()
    }

    @Test("more requests than connections wait for a free one")
    func connectionLimit() async throws {
        let stub = try StubLLMServer { _ in .completion("yes", delay: .milliseconds(5)) }
        let transport = try HTTPTransport.direct(maxConnectionsPerHost: 3)
        try await withThrowingDiscardingTaskGroup { group in
            for _ in 0..<40 {
                group.addTask { _ = try await transport.send(.patient(method: .post, url: stub.completionsURL)) }
            }
        }
        #expect(stub.statistics.calls == 40)
        #expect(stub.statistics.maxInFlight <= 3 && stub.statistics.connections <= 3)
        await transport.shutdown()
        await stub.stop()
    }

    @Test("over plain HTTP a burst does not wait for the first answer")
    func coldBurst() async throws {
        let stub = try StubLLMServer { request in request.path == "/v1/slow" ? .hang : .json(body: []) }
        let transport = try HTTPTransport.direct()
        let slow = Task { try await transport.send(.patient(url: stub.baseURL + "/slow")) }
        #expect(await eventually { stub.statistics.inFlight == 1 })
        _ = try await transport.send(.patient(url: stub.baseURL + "/fast"))
        slow.cancel()
        _ = await slow.result
        await transport.shutdown()
        await stub.stop()
    }

    @Test("after shutdown a request is refused, and one in flight ends")
    func shutdown() async throws {
        let stub = try StubLLMServer { _ in .hang }
        let transport = try HTTPTransport.direct()
        let task = Task { try await transport.send(.patient(url: stub.baseURL)) }
        #expect(await eventually { stub.statistics.inFlight == 1 })
        await transport.shutdown()
        await #expect(throws: HTTPError.shutDown) { try await task.value }
        await #expect(throws: HTTPError.shutDown) { try await transport.send(.patient(url: stub.baseURL)) }
        #expect(await eventually { stub.statistics.abandoned == 1 })
        await transport.shutdown()
        await stub.stop()
    }
}

extension HTTPRequest {
    /// A request that no busy machine keeps waiting for too long
    static func patient(
        method: Method = .get, url: String, headers: [(name: String, value: String)] = [], body: [UInt8] = [],
        timeout: Duration = .seconds(300), connectTimeout: Duration = .seconds(300), maxResponseBytes: Int = 8 << 20,
        addresses: AddressPolicy = .any
    ) -> HTTPRequest {
        HTTPRequest(
            method: method, url: url, headers: headers, body: body, timeout: timeout, connectTimeout: connectTimeout,
            maxResponseBytes: maxResponseBytes, addresses: addresses)
    }
}

extension HTTPTransport {
    /// A transport that no proxy setting of the machine can lead astray.
    static func direct(
        maxConnectionsPerHost: Int = 256, certificateAuthorities: String? = nil
    ) throws -> HTTPTransport {
        try HTTPTransport(
            configuration: Configuration(
                maxConnectionsPerHost: maxConnectionsPerHost, certificateAuthorities: certificateAuthorities,
                proxy: .none))
    }
}
