import Evaluation
import HTTPClient
import JSON
import Judges
import TestKit
import Testing
import Threads

/// Judges that stand in for one another, each at a provider that answers as it is told to.
struct JudgeChainTests {
    private struct Bench {
        let clock = LeapingClock()
        let changes = EventLog()
        let away = Locked<[String: Int]>([:])
        let reason = Locked("no permission")
        let transport: ScriptedTransport
        let circuits: CircuitGroup
        let selector: JudgeSelector

        init(_ change: (inout JudgeSettings) -> Void = { _ in }) {
            let away = away
            let reason = reason
            transport = ScriptedTransport { _, request in
                let status = away.withLock { away in away.first { request.url.contains($0.key) }?.value }
                if let status {
                    return .success(.text(status, #"{"message":"\#(reason.withLock { $0 })"}"#))
                }
                return .success(
                    request.url.contains("anthropic")
                        ? .text(
                            200,
                            #"{"model":"claude-x","content":[{"type":"text","text":"{}"}],"stop_reason":"end_turn"}"#)
                        : completion())
            }
            let changes = changes
            circuits = CircuitGroup(count: 3, clock: JudgeClock(clock)) { outage in
                changes.note(outage?.code.rawValue ?? "back")
            }
            var settings = JudgeSettings(
                baseURL: "https://llm.example.com/v1", key: canaryKey, model: "house-model", models: ["second"])
            settings.accounts[.anthropic] = .init(key: Secret("key-of-anthropic"))
            settings.accounts[.ollama] = .init(endpoint: Endpoint("http://10.0.0.2:11434"))
            settings.fallbacks = ["anthropic/claude-x", "ollama/qwen"]
            change(&settings)
            selector = JudgeSelector(
                settings: settings,
                shared: JudgeResources(
                    transport: transport, concurrency: 4, clock: JudgeClock(clock),
                    randomness: JudgeRandomness(chance: { 1 })),
                circuit: circuits.circuits.first, fallbackCircuits: Array(circuits.circuits.dropFirst()))
        }

        func set(_ host: String, _ status: Int?) { away.withLock { $0[host] = status } }

        /// A result of one metric, which lacks its score when the judge has no answer.
        func evaluate(
            _ override: JudgeOverride? = nil, except others: Set<String> = [], replyWithin: Duration? = nil
        ) async throws -> EvaluationResult {
            let origin = selector.origin(campaign: "c", replyWithin: replyWithin)
            return try await selector.chain(for: override, origin: origin).evaluate(except: others) {
                judge async throws(CancellationError) in
                var result = EvaluationResult(evaluationID: "e", campaignID: "c", judge: judge.identity)
                do throws(JudgeError) {
                    result.usage = try await judge.answer(safetyTask, repair: nil).usage
                } catch {
                    result.usage = error.usage
                    result.outcomes = [
                        MetricOutcome(
                            key: "toxicity", metricID: "toxicity", status: .judgeFailed, direction: .higherIsBetter,
                            threshold: 0.5, reason: "Not judged", error: error)
                    ]
                }
                return result
            }
        }

        var hosts: [String] {
            transport.requests.map { $0.url.split(separator: "/").dropFirst().first.map(String.init) ?? "?" }
        }
    }

    @Test("that a model is away which a metric names says nothing about the judge")
    func others() async throws {
        let bench = Bench()
        bench.set("llm.example.com", 401)
        #expect(try await bench.evaluate(except: ["toxicity"]).judge?.model == "house-model")
        #expect(Set(bench.hosts) == ["llm.example.com"])
    }

    @Test("while the first judge is there nobody stands in for it")
    func present() async throws {
        let bench = Bench()
        let result = try await bench.evaluate()
        #expect(result.judge?.model == "house-model" && result.fallbackFrom == nil)
        #expect(bench.hosts == ["llm.example.com"])
    }

    @Test(
        "when its provider refuses everybody or is away, the next one judges, and the result says for whom",
        arguments: [401, 402, 403, 503])
    func fallsBack(status: Int) async throws {
        let bench = Bench()
        bench.set("llm.example.com", status)
        let result = try await bench.evaluate()
        #expect(result.judge?.provider == "anthropic" && result.judge?.model == "claude-x")
        #expect(result.fallbackFrom?.model == "house-model")
        #expect(result.outcomes.isEmpty)
        #expect(result.usage.calls == bench.transport.requests.count, "what the first one did cost is counted")
        let before = bench.transport.requests.count
        #expect(try await bench.evaluate().judge?.provider == "anthropic")
        #expect(bench.hosts.dropFirst(before) == ["api.anthropic.com"], "its circuit is open, it is not asked again")
        #expect(bench.changes.all.isEmpty, "intake goes on")
        #expect(bench.circuits.standIn != nil)
        let written = ResultEncoder().object(
            for: result, timing: .init(queued: nil, judge: 1, total: 1))["judge"]?["fallback_from"]
        #expect(written == "openai/house-model")
    }

    @Test("when it turns one question away without a reason, the next one judges that, and it is asked again")
    func unexplained() async throws {
        let bench = Bench()
        bench.set("llm.example.com", 403)
        bench.reason.withLock { $0 = "Forbidden" }
        let result = try await bench.evaluate()
        #expect(result.judge?.provider == "anthropic" && result.outcomes.isEmpty)
        #expect(bench.circuits.standIn == nil)
        bench.set("llm.example.com", nil)
        #expect(try await bench.evaluate().fallbackFrom == nil)
    }

    @Test("a text that its provider's filter refuses is shown to nobody else, and fails")
    func flagged() async throws {
        let bench = Bench()
        bench.set("llm.example.com", 403)
        bench.reason.withLock { $0 = "Your input was flagged for violence" }
        let result = try await bench.evaluate()
        #expect(result.outcomes.first?.error?.code == .refused && result.fallbackFrom == nil)
        #expect(bench.hosts == ["llm.example.com"])
        #expect(bench.circuits.standIn == nil)
    }

    @Test(
        "one that turns everything away until the time is over is stood in for, if the client has time for another's answer"
    )
    func tooBusy() async throws {
        func busy(_ change: (inout JudgeSettings) -> Void = { _ in }) -> Bench {
            let bench = Bench(change)
            bench.set("llm.example.com", 429)
            return bench
        }
        let bench = busy()
        func now(_ bench: Bench) -> Duration {
            bench.selector.origin(campaign: "c", replyWithin: .zero).deadline ?? .zero
        }
        let start = now(bench)
        let result = try await bench.evaluate()
        #expect(now(bench) - start > .seconds(100), "it was waited for")
        #expect(result.judge?.provider == "anthropic" && result.fallbackFrom?.model == "house-model")
        #expect(result.outcomes.isEmpty)
        #expect(bench.circuits.standIn == nil, "it is there: the next request asks it first")

        // For a client it is waited for as long as one question has, however long that client waits.
        let waiting = busy()
        let begin = now(waiting)
        #expect(try await waiting.evaluate(replyWithin: .seconds(1000)).fallbackFrom != nil)
        let patience = now(waiting) - begin
        #expect(patience > .seconds(20) && patience < .seconds(60))
        for (left, standsIn) in [(Duration.seconds(10), true), (.seconds(2), false)] {
            let bench = busy()
            let result = try await bench.evaluate(replyWithin: patience + left)
            #expect((result.fallbackFrom != nil) == standsIn, "\(left)")
            #expect(result.outcomes.first?.error?.code == (standsIn ? nil : .rateLimited), "\(left)")
        }
        #expect(try await busy().evaluate(replyWithin: .seconds(-1)).fallbackFrom != nil, "nobody waits any more")
        // A client's own account may be a small one.
        let mine = try await busy { $0.fallsBackForClients = true }.evaluate(JudgeOverride(apiKey: Secret("mine")))
        #expect(mine.outcomes.first?.error?.code == .rateLimited && mine.fallbackFrom == nil)
    }

    @Test("a fault of the request's own is nobody else's business", arguments: [400, 404, 413, 422])
    func requestsFault(status: Int) async throws {
        let bench = Bench()
        bench.set("llm.example.com", status)
        let result = try await bench.evaluate()
        #expect(result.outcomes.first?.error?.code == .rejected)
        #expect(result.fallbackFrom == nil && bench.hosts == ["llm.example.com"])
    }

    @Test("only when all are away the service is, with the first judge's reason; the first to be back ends it")
    func allAway() async throws {
        let bench = Bench()
        for host in ["llm.example.com", "anthropic", "10.0.0.2"] { bench.set(host, 401) }
        let result = try await bench.evaluate()
        #expect(result.judge?.model == "house-model" && result.outcomes.first?.error?.code == .unauthorized)
        #expect(result.fallbackFrom == nil && result.usage.calls == 3)
        #expect(bench.changes.all == ["JUDGE_UNAUTHORIZED"])
        #expect(bench.circuits.standIn == nil)
        let count = bench.transport.requests.count
        #expect(try await bench.evaluate().outcomes.first?.error?.code == .unauthorized)
        #expect(bench.transport.requests.count == count, "nobody is asked")

        #expect(bench.selector.probedJudges.map(\.identity.model) == ["house-model", "claude-x", "qwen"])
        bench.set("anthropic", nil)
        try await bench.clock.sleep(for: .seconds(2))
        for judge in bench.selector.probedJudges { await judge.probeIfDue() }
        #expect(bench.changes.all == ["JUDGE_UNAUTHORIZED", "back"])
        #expect(try await bench.evaluate().judge?.provider == "anthropic")
        bench.set("llm.example.com", nil)
        try await bench.clock.sleep(for: .seconds(20))
        for judge in bench.selector.probedJudges { await judge.probeIfDue() }
        #expect(try await bench.evaluate().fallbackFrom == nil, "the first one is asked again")
    }

    @Test("who brings a key or chooses a model gets that judge or none, unless the operator pays for clients")
    func clients() async throws {
        let mine = JudgeOverride(apiKey: Secret("mine"))
        let bench = Bench()
        bench.set("llm.example.com", 401)
        #expect(try await bench.evaluate(mine).outcomes.first?.error?.code == .unauthorized)
        #expect(try await bench.evaluate(JudgeOverride(model: "second")).outcomes.first?.error != nil)
        #expect(!bench.hosts.contains("api.anthropic.com"))
        let generous = Bench { $0.fallsBackForClients = true }
        generous.set("llm.example.com", 401)
        #expect(
            try await generous.evaluate(mine).outcomes.first?.error?.code == .unauthorized,
            "that its key is refused is the request's fault")
        generous.set("llm.example.com", 503)
        let result = try await generous.evaluate(mine)
        #expect(result.judge?.provider == "anthropic")
        let keys = generous.transport.requests.flatMap { $0.headers.filter { $0.value.contains("mine") } }
        #expect(keys.allSatisfy { $0.name == "Authorization" }, "a client's key goes nowhere else")
        let places = generous.transport.requests.filter { $0.headers.contains { $0.value.contains("mine") } }.map(\.url)
        #expect(Set(places).count == 1)
    }

    @Test("a judge that stands in is as sure as it can be, not as the one it stands in for")
    func competence() {
        let bench = Bench { settings in
            settings.accounts[.ollama] = .init(endpoint: Endpoint("http://10.0.0.2:11434"))
            settings.fallbacks = ["ollama/qwen2.5:0.5b"]
        }
        let links = bench.selector.chain().links
        #expect(links.map(\.judge.identity.form) == [.structured, .binary])
        #expect(links[1].judge.capability.certaintyLimit <= links[0].judge.capability.certaintyLimit)
    }

    @Test("judges that cannot be asked are named before anything is asked")
    func problems() {
        var settings = JudgeSettings(key: canaryKey, model: "m")
        settings.fallbacks = ["gpt-x", "anthropic/c", "ollama/q", "azure/d", "google/g"]
        let problems = settings.fallbackProblems
        #expect(problems.count == 4)
        for word in [
            "ANTHROPIC_API_KEY", "OLLAMA_BASE_URL", "AZURE_OPENAI_ENDPOINT", "GOOGLE_API_KEY or GEMINI_API_KEY",
        ] {
            #expect(problems.contains { $0.contains(word) }, "\(word)")
        }
        settings.baseURL = "https://gateway.example.com/v1"
        settings.accounts[.anthropic] = .init(key: Secret("k"))
        settings.fallbacks = ["openai/gpt-x", "anthropic/c"]
        #expect(settings.fallbackProblems.isEmpty)
    }
}
