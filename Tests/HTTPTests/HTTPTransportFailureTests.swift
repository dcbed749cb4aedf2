import HTTPClient
import TestKit
import Testing
import Threads

@Suite struct HTTPTransportFailureTests {
    /// The error of one request to a stub that replies so.
    ///
    /// - Parameter arrived: told how many requests the stub has received. Default: nobody.
    private func failure(
        _ reply: StubLLMReply, timeout: Duration = .seconds(300), maxResponseBytes: Int = 1 << 20,
        arrived: (Int) -> Void = { _ in }
    ) async throws -> HTTPError? {
        let stub = try StubLLMServer { _ in reply }
        let transport = try HTTPTransport.direct()
        let request = HTTPRequest.patient(
            method: .post, url: stub.completionsURL, timeout: timeout, maxResponseBytes: maxResponseBytes)
        var failure: HTTPError?
        do throws(HTTPError) { _ = try await transport.send(request) } catch { failure = error }
        #expect(transport.statistics.inFlight == 0)
        arrived(stub.statistics.calls)
        await transport.shutdown()
        await stub.stop()
        return failure
    }

    /// The error of one request whose time is over while the stub has it: it is given more time where a busy machine did
    /// not bring it there.
    private func failure(
        _ reply: StubLLMReply, shortestTimeout: Duration
    ) async throws -> HTTPError? {
        var timeout = shortestTimeout
        while true {
            var calls = 0
            let failure = try await failure(reply, timeout: timeout) { calls = $0 }
            if calls > 0 || timeout > .seconds(120) { return failure }
            timeout *= 4
        }
    }

    @Test("a server that never answers is a timeout, after which the request may have been executed")
    func timeout() async throws {
        let error = try #require(try await failure(.hang, shortestTimeout: .milliseconds(200)))
        #expect(error == .timedOut)
        #expect(error.isRetryable && error.mayHaveBeenExecuted)
    }

    @Test("the timeout holds while an answer trickles in")
    func slowTimeout() async throws {
        let drips = [[UInt8]](repeating: [0x20], count: 100_000)
        let error = try await failure(
            .slow(chunks: drips, interval: .milliseconds(20)), shortestTimeout: .milliseconds(300))
        #expect(error == .timedOut)
    }

    @Test("an answer in pieces within the timeout is put together")
    func slow() async throws {
        let stub = try StubLLMServer { _ in
            .slow(chunks: [Array("one ".utf8), Array("two ".utf8), Array("three".utf8)], interval: .milliseconds(2))
        }
        let transport = try HTTPTransport.direct()
        let response = try await transport.send(.patient(url: stub.baseURL))
        #expect(String(decoding: response.body, as: UTF8.self) == "one two three")
        await transport.shutdown()
        await stub.stop()
    }

    @Test("a reset connection is reported as lost")
    func reset() async throws {
        let error = try #require(try await failure(.reset))
        guard case .connectionLost = error else { Issue.record("\(error)"); return }
        #expect(error.isRetryable && error.mayHaveBeenExecuted)
    }

    @Test("a body shorter than declared is not an answer")
    func truncated() async throws {
        #expect(try await failure(.truncatedBody(sent: 10, declared: 100)) == .truncatedBody)
    }

    @Test(
        "a body over the limit ends the transfer, declared or not",
        arguments: [StubLLMReply.json(body: [UInt8](repeating: 0x20, count: 5000)), .endless])
    func tooLarge(reply: StubLLMReply) async throws {
        let error = try #require(try await failure(reply, maxResponseBytes: 4999))
        #expect(error == .responseTooLarge)
        #expect(!error.isRetryable)
    }

    @Test("a body of exactly the limit is an answer")
    func atTheLimit() async throws {
        #expect(try await failure(.json(body: [UInt8](repeating: 0x20, count: 5000)), maxResponseBytes: 5000) == nil)
    }

    @Test("headers without end are cut off")
    func headersTooLarge() async throws {
        let line = "X-Filler: \(String(repeating: "x", count: 1000))\r\n"
        let head = "HTTP/1.1 200 OK\r\n" + String(repeating: line, count: 80)
        #expect(try await failure(.garbage(Array(head.utf8))) == .responseTooLarge)
    }

    @Test("bytes that are not HTTP are malformed")
    func garbage() async throws {
        let error = try #require(try await failure(.garbage(Array("220 ready\r\n\r\n".utf8))))
        guard case .malformedResponse = error else { Issue.record("\(error)"); return }
    }

    @Test("a closed port is a connection error and nothing was executed")
    func refused() async throws {
        let port = try DeafPort()
        let transport = try HTTPTransport.direct()
        do throws(HTTPError) {
            _ = try await transport.send(.patient(url: "http://127.0.0.1:\(port.number)/"))
            Issue.record("answered")
        } catch {
            guard case .connect = error else { Issue.record("\(error)"); return }
            #expect(error.isRetryable && !error.mayHaveBeenExecuted)
        }
        await transport.shutdown()
        withExtendedLifetime(port) {}
    }

    @Test("no free connection within the timeout is a connection error: nothing was sent")
    func noFreeConnection() async throws {
        let stub = try StubLLMServer { _ in .hang }
        let transport = try HTTPTransport.direct(maxConnectionsPerHost: 1)
        let holder = Task { try await transport.send(.patient(url: stub.baseURL)) }
        #expect(await eventually { stub.statistics.inFlight == 1 })
        do throws(HTTPError) {
            _ = try await transport.send(.patient(url: stub.baseURL, timeout: .milliseconds(100)))
            Issue.record("answered")
        } catch {
            #expect(error == .connect("no connection was free in time"))
        }
        #expect(stub.statistics.calls == 1 && stub.statistics.inFlight == 1)
        holder.cancel()
        _ = await holder.result
        await transport.shutdown()
        await stub.stop()
    }

    @Test(
        "an address that cannot be meant is refused",
        arguments: [
            "", "localhost/v1", "ftp://host/", "file:///etc/passwd", "http://", "http:///path", "http://ho st/",
            "http://host/\r\nX: y", "http://host:99999/", "http://[::1/",
        ])
    func invalidURL(url: String) async throws {
        let transport = try HTTPTransport.direct()
        do throws(HTTPError) {
            _ = try await transport.send(.patient(url: url))
            Issue.record("answered")
        } catch {
            guard case .invalidURL = error else { Issue.record("\(error)"); return }
            #expect(!error.isRetryable && !error.mayHaveBeenExecuted)
        }
        await transport.shutdown()
    }

    @Test(
        "a header that would smuggle in another is refused, and its value not repeated",
        arguments: [
            ("X-Key", "secret\r\nHost: evil"), ("X-Key", "secret\n"), ("X-Key", "sec\0ret"), ("X Key", "a"), ("", "a"),
            ("X-Key:", "a"), ("X-Key\r\nY", "a"),
        ])
    func headerInjection(name: String, value: String) async throws {
        let stub = try StubLLMServer { _ in .json(body: []) }
        let transport = try HTTPTransport.direct()
        await #expect(throws: HTTPError.invalidHeader(name: name)) {
            try await transport.send(.patient(url: stub.baseURL, headers: [(name, value)]))
        }
        #expect(stub.statistics.connections == 0)
        await transport.shutdown()
        await stub.stop()
    }

    @Test("cancelling the task ends the transfer at once")
    func cancel() async throws {
        let stub = try StubLLMServer { _ in .hang }
        let transport = try HTTPTransport.direct()
        let task = Task { try await transport.send(.patient(url: stub.baseURL)) }
        #expect(await eventually { stub.statistics.inFlight == 1 })
        task.cancel()
        await #expect(throws: HTTPError.cancelled) { try await task.value }
        #expect(await eventually { stub.statistics.abandoned == 1 })
        #expect(transport.statistics.inFlight == 0)
        await transport.shutdown()
        await stub.stop()
    }

    @Test("a task that is cancelled already sends nothing")
    func cancelledBefore() async throws {
        let stub = try StubLLMServer { _ in .json(body: []) }
        let transport = try HTTPTransport.direct()
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await transport.send(.patient(url: stub.baseURL))
        }
        await #expect(throws: HTTPError.cancelled) { try await task.value }
        #expect(stub.statistics.connections == 0 && transport.statistics.completed == 0)
        await transport.shutdown()
        await stub.stop()
    }

    @Test("cancelling at any moment ends every request, with an answer or as cancelled")
    func cancelStorm() async throws {
        let stub = try StubLLMServer { _ in .completion("yes", delay: .milliseconds(3)) }
        let transport = try HTTPTransport.direct()
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<200 {
                let task = Task { try await transport.send(.patient(url: stub.completionsURL)) }
                group.addTask {
                    if number % 3 == 0 { try? await Task.sleep(for: .milliseconds(number % 10)) }
                    if number % 4 != 0 { task.cancel() }
                    switch await task.result {
                    case .success(let response): #expect(response.status == 200)
                    case .failure(let error): #expect(error as? HTTPError == .cancelled)
                    }
                }
            }
        }
        #expect(transport.statistics.inFlight == 0)
        await transport.shutdown()
        await stub.stop()
    }
}
