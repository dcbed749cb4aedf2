import Evaluation
import HTTPClient
import Judges
import TestKit
import Testing
import Threads

struct JudgeCircuitTests {
    /// A selector with a circuit, whose judge answers as `status` says.
    private struct Bench {
        let clock = LeapingClock()
        let changes = EventLog()
        let status = Locked(200)
        let body = Locked("no")
        let transport: ScriptedTransport
        let circuit: JudgeCircuit
        let selector: JudgeSelector

        init() {
            let status = status
            let body = body
            transport = ScriptedTransport { _, _ in
                let code = status.withLock { $0 }
                return .success(code == 200 ? completion() : .text(code, body.withLock { $0 }))
            }
            let changes = changes
            circuit = JudgeCircuit(clock: JudgeClock(clock)) { outage in changes.note(outage?.code.rawValue ?? "closed")
            }
            selector = JudgeSelector(
                settings: JudgeSettings(
                    baseURL: "https://llm.example.com/v1", key: canaryKey, model: "house-model",
                    allowedBaseURLs: ["https://other.example.com/v1"], models: ["second-model"]),
                shared: JudgeResources(
                    transport: transport, concurrency: 4, clock: JudgeClock(clock),
                    randomness: JudgeRandomness(chance: { 1 })),
                circuit: circuit)
        }

        func ask(_ override: JudgeOverride? = nil) async -> JudgeError? {
            await failure(of: selector.judge(for: override))
        }
    }

    @Test(
        "a refused key opens it with its first call; then nothing is asked, and every question ends in the same error")
    func refusedKey() async throws {
        let bench = Bench()
        bench.status.withLock { $0 = 401 }
        for _ in 0..<5 { #expect(await bench.ask()?.code == .unauthorized) }
        #expect(bench.transport.requests.count == 1)
        #expect(bench.changes.all == ["JUDGE_UNAUTHORIZED"])
    }

    @Test("an outage opens it, but a question that has begun keeps all its tries")
    func outage() async throws {
        let bench = Bench()
        bench.status.withLock { $0 = 503 }
        #expect(await bench.ask()?.code == .unavailable)
        #expect(bench.transport.requests.count == 4)
        #expect(bench.circuit.outage?.code == .unavailable)
        #expect(await bench.ask()?.usage.calls == 0)
        #expect(bench.transport.requests.count == 4)
    }

    @Test("a text that the provider does not like opens nothing, however often it is asked about")
    func flaggedText() async throws {
        let bench = Bench()
        bench.status.withLock { $0 = 403 }
        bench.body.withLock {
            $0 =
                #"{"code":"permission-denied","error":"Content violates usage guidelines. API key ID: 1, Failed check: SAFETY_CHECK_TYPE_BIO"}"#
        }
        for _ in 0..<5 {
            #expect(await bench.ask()?.code == .refused)
            try await bench.clock.sleep(for: .seconds(1))
        }
        #expect(bench.transport.requests.count == 5)
        #expect(bench.changes.all.isEmpty)
    }

    @Test("a 403 without a reason opens it when three in a row span a second; one that names the key does at once")
    func forbidden() async throws {
        let bench = Bench()
        bench.status.withLock { $0 = 403 }
        bench.body.withLock { $0 = "<html><body>Access denied</body></html>" }
        for _ in 0..<3 { #expect(await bench.ask()?.code == .unauthorized) }
        #expect(bench.changes.all.isEmpty, "all in one moment")
        bench.status.withLock { $0 = 200 }
        #expect(await bench.ask() == nil)
        bench.status.withLock { $0 = 403 }
        for _ in 0..<2 { _ = await bench.ask() }
        try await bench.clock.sleep(for: .seconds(1))
        #expect(bench.changes.all.isEmpty)
        #expect(await bench.ask()?.code == .unauthorized)
        #expect(bench.changes.all == ["JUDGE_UNAUTHORIZED"])

        let named = Bench()
        named.status.withLock { $0 = 403 }
        named.body.withLock { $0 = #"{"error":{"message":"The API key lacks a scope"}}"# }
        _ = await named.ask()
        #expect(named.changes.all == ["JUDGE_UNAUTHORIZED"])
    }

    @Test("another model's 403 without a reason says nothing about the configured one")
    func forbiddenModel() async throws {
        let bench = Bench()
        bench.status.withLock { $0 = 403 }
        for _ in 0..<5 {
            #expect(await bench.ask(JudgeOverride(model: "second-model"))?.code == .unauthorized)
            try await bench.clock.sleep(for: .seconds(1))
        }
        #expect(bench.changes.all.isEmpty)
    }

    @Test("a probe is one small question when it is due, and its answer lets everybody ask again")
    func probe() async throws {
        let bench = Bench()
        bench.status.withLock { $0 = 402 }
        _ = await bench.ask()
        let judge = try #require(bench.selector.judge() as? LLMJudge)
        await judge.probeIfDue()
        #expect(bench.transport.requests.count == 1, "not due yet")
        try await bench.clock.sleep(for: .seconds(1))
        await judge.probeIfDue()
        #expect(bench.transport.requests.count == 2)
        #expect(bench.circuit.outage?.code == .quotaExhausted)
        bench.status.withLock { $0 = 200 }
        try await bench.clock.sleep(for: .seconds(2))
        await judge.probeIfDue()
        #expect(bench.circuit.outage == nil)
        #expect(bench.changes.all == ["JUDGE_QUOTA_EXHAUSTED", "closed"])
        #expect(await bench.ask() == nil)
        await judge.probeIfDue()
        #expect(bench.transport.requests.count == 4, "nothing is probed while it is closed")
    }

    @Test("a probe that is turned away is no answer; the reason says so, and everybody's next call waits as long")
    func busyProbe() async throws {
        let bench = Bench()
        bench.status.withLock { $0 = 503 }
        _ = await bench.ask()
        let judge = try #require(bench.selector.judge() as? LLMJudge)
        bench.status.withLock { $0 = 429 }
        try await bench.clock.sleep(for: .seconds(1))
        #expect(bench.selector.traffic.pausedFor == .zero)
        await judge.probeIfDue()
        let outage = try #require(bench.circuit.outage)
        #expect(outage.code == .unavailable, "requests go on waiting for its end")
        #expect(outage.message.contains("JUDGE_RATE_LIMITED"), "\(outage.message)")
        #expect(bench.changes.all == ["JUDGE_UNAVAILABLE", "JUDGE_UNAVAILABLE"], "whoever reports it is told")
        #expect(bench.selector.traffic.pausedFor > .zero)
        bench.status.withLock { $0 = 200 }
        try await bench.clock.sleep(for: .seconds(16))
        await judge.probeIfDue()
        #expect(bench.circuit.outage == nil)
    }

    @Test("keys and endpoints that requests bring, and other models' refusals, open nothing")
    func overrides() async throws {
        let bench = Bench()
        bench.status.withLock { $0 = 401 }
        let foreign: [JudgeOverride] = [
            JudgeOverride(apiKey: Secret("theirs")), JudgeOverride(baseURL: "https://other.example.com/v1"),
            JudgeOverride(model: "second-model"),
        ]
        for override in foreign { #expect(await bench.ask(override)?.code == .unauthorized) }
        let second = bench.selector.judge().variant(JudgeVariant(model: "second-model"))
        #expect(await failure(of: second)?.code == .unauthorized)
        #expect(bench.changes.all.isEmpty)
        #expect(foreign.map { bench.selector.isBehindCircuit($0) } == [false, false, true])
        #expect(bench.selector.isBehindCircuit(nil))
        _ = await bench.ask()
        #expect(bench.changes.all.count == 1)
        bench.status.withLock { $0 = 200 }
        #expect(await bench.ask(foreign[0]) == nil, "who brings a key is not held up")
    }

    @Test(
        "what the question or the traffic is to blame for opens nothing",
        arguments: [400, 404, 413, 422, 429])
    func noOutage(status: Int) async throws {
        let bench = Bench()
        bench.status.withLock { $0 = status }
        for _ in 0..<3 { _ = await bench.ask() }
        #expect(bench.changes.all.isEmpty)
    }
}
