import Evaluation
import HTTPClient
import JSON
import Judges
import TestKit
import Testing
import Threads

@Suite("Mistakes that other evaluators are known for, in asking a judge")
struct KnownMistakeTests {
    private func withServer(
        concurrency: Int = 8, _ respond: @escaping @Sendable (StubLLMRequest) -> StubLLMReply,
        _ body: (LLMJudge, StubLLMServer) async throws -> Void
    ) async throws {
        let server = try StubLLMServer(respond: respond)
        let transport = try HTTPTransport(configuration: HTTPTransport.Configuration(proxy: .none))
        let (judge, _) = try makeJudge(
            transport, baseURL: server.baseURL, concurrency: concurrency,
            retry: RetryPolicy(firstPause: .milliseconds(2), longestPause: .milliseconds(10)),
            clock: ContinuousClock())
        try await body(judge, server)
        await transport.shutdown()
        await server.stop()
    }

    private static let clean = #"{"reasoning":"","harm":[],"none":true}"#

    private func evaluated(_ judge: LLMJudge) async throws -> EvaluationResult {
        try await Evaluator().evaluate(
            EvaluationRequest(
                id: "e", subject: .testCase(TestCase(input: "q", actualOutput: "The tower opens at nine.")),
                metrics: [MetricRequest("toxicity")]), judge: judge)
    }

    @Test("2. Eighteen questions one after the other need one connection, not eighteen")
    func connections() async throws {
        try await withServer { _ in
            .completion(Self.clean)
        } _: { judge, server in
            let start = ContinuousClock.now
            for _ in 0..<18 { _ = try await judge.answer(safetyTask, repair: nil) }
            #expect(server.statistics.calls == 18)
            #expect(server.statistics.connections <= Self.uses(since: start))
        }
    }

    @Test("2. Questions at once need no more connections than are in flight")
    func connectionsAtOnce() async throws {
        try await withServer(concurrency: 4) { _ in
            .completion(Self.clean, delay: .milliseconds(5))
        } _: { judge, server in
            let start = ContinuousClock.now
            await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<54 { group.addTask { await failure(of: judge) == nil } }
                for await isAnswered in group { #expect(isAnswered) }
            }
            #expect(server.statistics.calls == 54)
            #expect(server.statistics.connections <= 4 * Self.uses(since: start))
        }
    }

    /// How many connections one after the other a place may need: libcurl does not use one again that was idle for 118 s,
    /// as it is between two turns of a task on a machine that is busy enough.
    private static func uses(since start: ContinuousClock.Instant) -> Int {
        1 + Int(start.duration(to: .now) / .seconds(100))
    }

    @Test("4. An answer that is no JSON is asked for once more, with what is wrong with it")
    func invalidJSON() async throws {
        let bodies = Locked<[String]>([])
        try await withServer { request in
            let isFirst = bodies.withLock {
                $0.append(String(decoding: request.body, as: UTF8.self))
                return $0.count == 1
            }
            return .completion(isFirst ? #"{"reasoning":"","harm":[,]"# : Self.clean)
        } _: { judge, server in
            let result = try await evaluated(judge)
            #expect(result.outcomes.first?.status == .scored)
            #expect(server.statistics.calls == 2)
            #expect(bodies.withLock { $0.last?.contains("not JSON") } == true)
        }
    }

    @Test("4. A judge that refuses has refused; it did not write bad JSON")
    func refusal() async throws {
        let body =
            #"{"choices":[{"message":{"role":"assistant","content":null,"refusal":"I cannot."},"#
            + #""finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":1}}"#
        try await withServer { _ in
            .json(body: Array(body.utf8))
        } _: { judge, _ in
            let result = try await evaluated(judge)
            #expect(result.outcomes.first?.error?.code == .refused)
            #expect(result.error?.code == "JUDGE_REFUSED")
        }
    }

    @Test("4. A 429 is waited out for as long as the server asks")
    func retryAfter() async throws {
        let refusedAt = Locked<ContinuousClock.Instant?>(nil)
        try await withServer { _ in
            guard refusedAt.withLock({ $0 == nil }) else { return .completion(Self.clean) }
            refusedAt.withLock { $0 = .now }
            return .json(
                status: 429, headers: [("retry-after", "1")],
                body: ChatCompletion.error("slow down", type: "requests", code: "rate_limit_exceeded"))
        } _: { judge, server in
            let result = try await evaluated(judge)
            #expect(result.outcomes.first?.status == .scored)
            #expect(server.statistics.calls == 2)
            let refused = try #require(refusedAt.withLock { $0 })
            let next = try #require(server.statistics.arrivals.last)
            #expect(refused.duration(to: next) > .milliseconds(900))
        }
    }
}
