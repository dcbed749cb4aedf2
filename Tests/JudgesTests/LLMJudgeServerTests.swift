import Evaluation
import HTTPClient
import Judges
import TestKit
import Testing
import Threads

/// The judge over real sockets, against a server with the faults real ones have.
struct LLMJudgeServerTests {
    private let quick = RetryPolicy(
        firstPause: .milliseconds(2), longestPause: .milliseconds(10), deadline: .seconds(3600))

    private func withServer(
        concurrency: Int = 8, retry: RetryPolicy? = nil, callTimeout: Duration = .seconds(300),
        _ respond: @escaping @Sendable (StubLLMRequest) -> StubLLMReply,
        _ body: (LLMJudge, StubLLMServer, JudgeResources) async throws -> Void
    ) async throws {
        let server = try StubLLMServer(respond: respond)
        let transport = try HTTPTransport(configuration: HTTPTransport.Configuration(proxy: .none))
        let (judge, shared) = try makeJudge(
            transport, baseURL: server.baseURL, concurrency: concurrency, retry: retry ?? quick,
            callTimeout: callTimeout, clock: ContinuousClock())
        try await body(judge, server, shared)
        await transport.shutdown()
        await server.stop()
    }

    @Test("a question is answered over a socket, with the key where it belongs")
    func answer() async throws {
        let authorization = Locked<String?>(nil)
        try await withServer { request in
            authorization.withLock { $0 = request.header("authorization") }
            return .completion(#"{"ok":true}"#)
        } _: { judge, _, _ in
            let answer = try await judge.answer(safetyTask, repair: nil)
            #expect(answer.text == #"{"ok":true}"#)
        }
        #expect(authorization.withLock { $0 } == "Bearer \(canaryKey.value)")
    }

    @Test(
        "every fault of a server is tried four times and ends in its own error",
        arguments: [
            (StubLLMReply.reset, JudgeError.Code.unavailable),
            (.truncatedBody(sent: 10, declared: 1000), .unavailable),
            (.garbage(Array("SMTP ready\r\n".utf8)), .unavailable),
            (.json(status: 500, body: Array("oops".utf8)), .unavailable),
            (.json(body: Array(#"{"choices":[{"message":{"con"#.utf8)), .malformed),
        ])
    func faults(reply: StubLLMReply, code: JudgeError.Code) async throws {
        try await withServer { _ in
            reply
        } _: { judge, server, _ in
            let error = try #require(await failure(of: judge))
            #expect(error.code == code)
            #expect(error.usage.calls == 4)
            // libcurl may repeat a call over a new connection when a kept one is reset before a byte came.
            #expect(server.statistics.calls >= 4)
        }
    }

    @Test("a server that never answers is given four times the time-out")
    func hang() async throws {
        // A busy machine may not bring a call to the server in time, which is another fault: then it has more time.
        for timeout in [Duration.seconds(2), .seconds(20), .seconds(120)] {
            var calls = 0
            try await withServer(callTimeout: timeout) { _ in
                .hang
            } _: { judge, server, _ in
                let error = try #require(await failure(of: judge))
                calls = server.statistics.calls
                guard calls >= 4 || timeout == .seconds(120) else { return }
                #expect(calls == 4)
                #expect(error.code == .timedOut)
                #expect(error.message.contains("4 calls"))
            }
            if calls >= 4 { return }
        }
    }

    @Test("a port that nobody listens on is unavailable, and no call has reached a judge")
    func refused() async throws {
        let port = try DeafPort()
        let transport = try HTTPTransport(configuration: HTTPTransport.Configuration(proxy: .none))
        let (judge, _) = try makeJudge(
            transport, baseURL: "http://127.0.0.1:\(port.number)/v1", retry: quick, clock: ContinuousClock())
        let error = try #require(await failure(of: judge))
        #expect(error.code == .unavailable)
        #expect(error.usage.calls == 0)
        await transport.shutdown()
        withExtendedLifetime(port) {}
    }

    @Test("a storm of 429 loses no question, and fewer calls are in flight in it")
    func storm() async throws {
        let end = ContinuousClock.now + .milliseconds(600)
        let refusals = Locked(0)
        let retry = RetryPolicy(firstPause: .milliseconds(20), longestPause: .milliseconds(200))
        try await withServer(concurrency: 16, retry: retry) { _ in
            guard ContinuousClock.now < end else { return .completion(#"{"ok":true}"#, delay: .milliseconds(2)) }
            refusals.withLock { $0 += 1 }
            return .json(
                status: 429, headers: [("retry-after-ms", "40")],
                body: ChatCompletion.error("slow down", type: "requests", code: "rate_limit_exceeded"))
        } _: { judge, server, shared in
            let answered = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<80 { group.addTask { await failure(of: judge) == nil } }
                var count = 0
                for await success in group where success { count += 1 }
                return count
            }
            #expect(answered == 80)
            #expect(shared.limiter.statistics.inFlight == 0)
            #expect(server.statistics.maxInFlight <= 16)
            // Unbounded, 80 questions would be refused every 40 ms; as one they knock a few times each round.
            #expect(refusals.withLock { $0 } < 200)
        }
    }

    @Test("a storm that meets 256 calls in flight costs them and a few probes")
    func fullStorm() async throws {
        let begin = 400
        let width = 256
        let end = Locked<ContinuousClock.Instant?>(nil)
        let refusals = Locked(0)
        let patient = RetryPolicy(firstPause: .milliseconds(100), longestPause: .seconds(1))
        try await withServer(concurrency: width, retry: patient) { request in
            let isOver = end.withLock { end in
                // The first of the storm wait until as many are in flight as can be.
                if request.number == begin + width - 1 { end = .now + .seconds(2) }
                return end.map { $0 <= .now } ?? (request.number < begin)
            }
            guard !isOver else { return .completion(#"{"ok":true}"#, delay: .milliseconds(50)) }
            refusals.withLock { $0 += 1 }
            let refusal = StubLLMReply.json(
                status: 429, body: ChatCompletion.error("slow down", type: "requests", code: "rate_limit_exceeded"))
            return .when({ end.withLock { $0 != nil } }, refusal)
        } _: { judge, server, shared in
            let answered = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<1500 { group.addTask { await failure(of: judge) == nil } }
                return await group.reduce(0) { $1 ? $0 + 1 : $0 }
            }
            #expect(answered == 1500)
            #expect(server.statistics.calls <= 1500 * 13 / 10, "\(server.statistics.calls) calls")
            #expect(server.statistics.maxInFlight == width)
            #expect(refusals.withLock { $0 } >= width, "the storm met calls in flight")
            #expect(shared.limiter.statistics.inFlight == 0 && shared.limiter.statistics.waiting == 0)
        }
    }

    @Test("thirty per cent of 429 loses no question")
    func randomRefusals() async throws {
        try await withServer(concurrency: 8) { request in
            request.number % 10 < 3
                ? .json(status: 429, body: ChatCompletion.error("slow down", type: "requests"))
                : .completion(#"{"ok":true}"#)
        } _: { judge, _, _ in
            await withTaskGroup(of: JudgeError?.self) { group in
                for _ in 0..<60 { group.addTask { await failure(of: judge) } }
                for await error in group { #expect(error == nil) }
            }
        }
    }

    @Test("cancelling ends a call, a pause and the wait for a place at once")
    func cancellation() async throws {
        try await withServer(concurrency: 1) { _ in
            .hang
        } _: { judge, server, shared in
            let calling = Task { await failure(of: judge) }
            #expect(await eventually { server.statistics.calls == 1 })
            let waiting = Task { await failure(of: judge) }
            calling.cancel()
            waiting.cancel()
            #expect(await calling.value?.code == .cancelled)
            #expect(await waiting.value?.code == .cancelled)
            #expect(shared.limiter.statistics.inFlight == 0)
        }
        let patient = RetryPolicy(longestRetryAfter: .seconds(7200), deadline: .seconds(9000))
        try await withServer(retry: patient) { _ in
            .json(status: 429, headers: [("Retry-After", "3600")], body: [])
        } _: { judge, _, shared in
            let pausing = Task { await failure(of: judge) }
            #expect(await eventually { shared.limiter.statistics.pausedFor > .zero })
            pausing.cancel()
            #expect(await pausing.value?.code == .cancelled)
        }
    }
}
