import Evaluation
import Judges
import Redis
import TestKit
import Testing
import Threads

@testable import Service

/// An honest judge that counts its calls and waits for a sign before it answers, if it is given a gate.
private final class CountingJudge: ScopedJudge {
    let scope = VerdictScope(
        provider: "openai", endpoint: "https://llm.example.com/v1", model: "judge-1", key: Secret("sk-operator"))
    let identity = JudgeIdentity(provider: "openai", model: "judge-1")
    private let gate: AsyncSemaphore?
    private let counted = Locked(0)

    init(gate: AsyncSemaphore? = nil) { self.gate = gate }

    var calls: Int { counted.withLock { $0 } }

    func answer(_ task: JudgeTask, repair: String?) async throws(JudgeError) -> JudgeAnswer {
        counted.withLock { $0 += 1 }
        if let gate {
            do { try await gate.wait() } catch { throw JudgeError(.cancelled, "cancelled") }
        }
        return JudgeAnswer(
            text: Oracle().answer(task).text, model: "judge-1",
            usage: JudgeUsage(calls: 1, promptTokens: 100, completionTokens: 10, costUSD: 0.001))
    }
}

/// Answers kept and leases held in a real Redis.
@Suite(.timeLimit(.minutes(15))) struct RedisVerdictStoreTests {
    private static let key = key(of: "Hello.")

    private static func key(of output: String) -> VerdictKey {
        VerdictKey(
            .safety(SafetyTask(input: "Hi", output: output)), scope: CountingJudge().scope, namespace: "test")
    }

    private func store(_ client: RedisClient, lifetime: Int = 5000) -> RedisVerdictStore {
        RedisVerdictStore(client: client, lifetime: lifetime, patience: .seconds(600))
    }

    /// Longer than any machine keeps a test waiting.
    private static let patient = {
        var patience = VerdictMemory.Patience()
        patience.leaseLife = .seconds(600)
        patience.longest = .seconds(600)
        return patience
    }()

    private func lease(_ token: String, _ life: Duration = .seconds(5000)) -> VerdictLease {
        VerdictLease(token: token, life: life)
    }

    private func evaluated(_ number: Int, _ judge: any Judge) async throws -> EvaluationResult {
        try await Evaluator().evaluate(
            EvaluationRequest(
                id: "e\(number)",
                subject: .testCase(
                    TestCase(
                        input: "When?", actualOutput: "The tower was built in \(1700 + number).",
                        retrievalContext: ["The tower was built in 1889."])),
                metrics: [MetricRequest("faithfulness")]), judge: judge)
    }

    private func value(_ key: VerdictKey) -> RedisArgument { "evaluation-worker:verdict:\(key.name)" }

    private func asking(_ key: VerdictKey) -> RedisArgument { "evaluation-worker:asking:\(key.name)" }

    @Test("what is kept is found, with a life of its own, until it is forgotten")
    func keeps() async throws {
        try await withRedis { _, client in
            let store = store(client)
            #expect(await store.recall(Self.key, wanting: nil) == .unknown)
            store.keep([1, 0, 13, 10, 255], under: Self.key, ending: nil)
            #expect(await store.recall(Self.key, wanting: nil) == .known([1, 0, 13, 10, 255]))
            #expect(await store.recall(Self.key(of: "Bye."), wanting: nil) == .unknown)
            let life = try await client.command(["TTL", value(Self.key)]).integer ?? 0
            #expect((1...5000).contains(life))
            store.forget(Self.key)
            #expect(await store.recall(Self.key, wanting: nil) == .unknown)
        }
    }

    @Test("what has expired is asked again")
    func expires() async throws {
        try await withRedis { _, client in
            let store = store(client)
            let judge = CountingJudge()
            let remembering = VerdictMemory(store: store).remembering(judge)
            _ = try await evaluated(1, remembering)
            _ = try await evaluated(1, remembering)
            #expect(judge.calls == 1)
            let keys =
                try await client.command(["KEYS", "evaluation-worker:verdict:*"]).array?.compactMap(\.bytes) ?? []
            let name = try #require(keys.first)
            _ = try await client.command(["PEXPIRE", RedisArgument(name), "1"])
            try await eventually("it is gone") {
                try await client.command(["EXISTS", RedisArgument(name)]).integer == 0
            }
            #expect(try await evaluated(1, remembering).usage.calls == 1)
            #expect(judge.calls == 2)
        }
    }

    @Test("one holds the lease; others find it taken until it is given back, by its holder alone")
    func leases() async throws {
        try await withRedis { _, client in
            let store = store(client)
            #expect(await store.recall(Self.key, wanting: lease("a")) == .leased)
            #expect(await store.recall(Self.key, wanting: lease("b")) == .taken)
            #expect(await store.recall(Self.key, wanting: nil) == .unknown)
            store.release(Self.key, lease("b"))
            #expect(await store.recall(Self.key, wanting: lease("c")) == .taken)
            store.release(Self.key, lease("a"))
            #expect(await store.recall(Self.key, wanting: lease("c")) == .leased)
            store.keep([1], under: Self.key, ending: lease("c"))
            #expect(await store.recall(Self.key, wanting: lease("d")) == .known([1]))
            let held = try await client.command(["EXISTS", asking(Self.key)])
            #expect(held.integer == 0)
        }
    }

    @Test("a lease lives on while it is renewed by its holder, and ends by itself")
    func renewal() async throws {
        try await withRedis { _, client in
            let store = store(client)
            #expect(await store.recall(Self.key, wanting: lease("a", .seconds(1000))) == .leased)
            await store.renew(Self.key, lease("b", .seconds(5000)))
            #expect((try await client.command(["TTL", asking(Self.key)]).integer ?? 0) <= 1000)
            await store.renew(Self.key, lease("a", .seconds(5000)))
            #expect((try await client.command(["TTL", asking(Self.key)]).integer ?? 0) > 1000)
            await store.renew(Self.key, lease("a", .milliseconds(1)))
            try await eventually("it ends") {
                await store.recall(Self.key, wanting: lease("b")) == .leased
            }
            // The one that lost it does not take it away.
            store.release(Self.key, lease("a"))
            #expect(await store.recall(Self.key, wanting: lease("c")) == .taken)
        }
    }

    @Test("what nothing of ours has written there is no answer, whatever its type and size")
    func foreign() async throws {
        try await withRedis { _, client in
            let store = store(client)
            _ = try await client.command(["RPUSH", value(Self.key), "x"])
            #expect(await store.recall(Self.key, wanting: nil) == .unknown)
            #expect(await store.recall(Self.key, wanting: lease("a")) == .leased)
            let large = Self.key(of: "Bye.")
            _ = try await client.command(["SETRANGE", value(large), "70000", "x"])
            #expect(await store.recall(large, wanting: nil) == .unknown)
            _ = try await client.command(["RPUSH", asking(large), "x"])
            #expect(await store.recall(large, wanting: lease("a")) == .taken)
        }
    }

    @Test("two replicas that are given the same hundred requests at once make a hundred calls, not two hundred")
    func replicas() async throws {
        try await withRedis { server, client in
            let second = try RedisClient(url: server.url)
            let judges = [CountingJudge(), CountingJudge()]
            let events = Locked<[VerdictEvent]>([])
            let replicas = zip(judges, [client, second]).map { judge, client in
                VerdictMemory(
                    store: store(client), patience: Self.patient,
                    observer: VerdictObserver { event in events.withLock { $0.append(event) } }
                ).remembering(judge)
            }
            let results = try await withThrowingTaskGroup(of: (Int, EvaluationResult).self) { group in
                for number in 0..<100 {
                    for replica in replicas { group.addTask { (number, try await evaluated(number, replica)) } }
                }
                return try await group.reduce(into: [Int: [EvaluationResult]]()) { $0[$1.0, default: []].append($1.1) }
            }
            #expect(judges[0].calls + judges[1].calls == 100)
            #expect(results.values.allSatisfy { $0.count == 2 && $0[0].outcomes == $0[1].outcomes })
            #expect(results.values.joined().reduce(0) { $0 + $1.usage.calls } == 100)
            #expect(results.values.joined().reduce(0) { $0 + $1.usage.cacheHits } == 100)
            #expect(events.withLock { $0 }.count { $0 == .miss } == 100)
            #expect(try await client.command(["KEYS", "evaluation-worker:asking:*"]).array?.isEmpty == true)
            await second.shutdown()
        }
    }

    @Test("a replica waits for another's answer and takes it over without a call")
    func waits() async throws {
        try await withRedis { _, client in
            let gate = AsyncSemaphore(permits: 0)
            let slow = CountingJudge(gate: gate)
            let idle = CountingJudge()
            let first = VerdictMemory(store: store(client), patience: Self.patient).remembering(slow)
            let waits = Locked(0)
            let second = VerdictMemory(
                store: store(client), patience: Self.patient,
                observer: VerdictObserver { if case .waited = $0 { waits.withLock { $0 += 1 } } }
            ).remembering(idle)
            async let paid = evaluated(1, first)
            try await eventually("the first asks") { slow.calls == 1 }
            async let given = evaluated(1, second)
            // Its look-up, and at least one more.
            try await eventually("the second looks") { try await looks(client) >= 3 }
            gate.signal()
            #expect(try await paid.usage.calls == 1)
            #expect(try await given.usage.cacheHits == 1)
            #expect(idle.calls == 0)
            #expect(waits.withLock { $0 } == 1)
        }
    }

    private func looks(_ client: RedisClient) async throws -> Int64 {
        let text = try await client.command(["INFO", "commandstats"]).string ?? ""
        let line = text.split(separator: "\r\n").first { $0.hasPrefix("cmdstat_evalsha:calls=") }
        return line.flatMap { Int64($0.drop { $0 != "=" }.dropFirst().prefix { $0 != "," }) } ?? 0
    }

    @Test("a replica that dies while it asks holds up the others no longer than its lease lives")
    func crash() async throws {
        try await withRedis { _, client in
            let judge = CountingJudge()
            let memory = VerdictMemory(store: store(client))
            // The dead one's lease: nobody renews it.
            let remembering = memory.remembering(judge)
            _ = try await evaluated(1, remembering)
            let keys =
                try await client.command(["KEYS", "evaluation-worker:verdict:*"]).array?.compactMap(\.string) ?? []
            let name = try #require(keys.first)
            let asking = RedisArgument(name.replacing(":verdict:", with: ":asking:"))
            _ = try await client.command(["DEL", RedisArgument(name)])
            _ = try await client.command(["SET", asking, "dead", "PX", "300"])
            #expect(try await evaluated(1, remembering).usage.calls == 1)
            #expect(judge.calls == 2)
            #expect(try await client.command(["EXISTS", asking]).integer == 0)
        }
    }

    @Test("a lease that never ends is waited for as long as patience says")
    func patience() async throws {
        try await withRedis { _, client in
            let judge = CountingJudge()
            var patience = VerdictMemory.Patience()
            patience.longest = .milliseconds(50)
            let remembering = VerdictMemory(store: store(client), patience: patience).remembering(judge)
            _ = try await evaluated(1, remembering)
            let keys =
                try await client.command(["KEYS", "evaluation-worker:verdict:*"]).array?.compactMap(\.string) ?? []
            let name = try #require(keys.first)
            _ = try await client.command(["DEL", RedisArgument(name)])
            _ = try await client.command(["SET", RedisArgument(name.replacing(":verdict:", with: ":asking:")), "stuck"])
            #expect(try await evaluated(1, remembering).usage.calls == 1)
        }
    }

    @Test("one that is cancelled while it asks gives its lease back at once")
    func cancelled() async throws {
        try await withRedis { _, client in
            let judge = CountingJudge(gate: AsyncSemaphore(permits: 0))
            let remembering = VerdictMemory(store: store(client), patience: Self.patient).remembering(judge)
            let work = Task { try await evaluated(1, remembering) }
            try await eventually("it asks") { judge.calls == 1 }
            #expect(try await client.command(["KEYS", "evaluation-worker:asking:*"]).array?.count == 1)
            work.cancel()
            await #expect(throws: CancellationError.self) { try await work.value }
            #expect(try await client.command(["KEYS", "evaluation-worker:asking:*"]).array?.isEmpty == true)
        }
    }

    @Test("without Redis, and while it goes away, every question is answered, and what is kept again is found again")
    func cut() async throws {
        try await withRedis { server, client in
            let judge = CountingJudge()
            let remembering = VerdictMemory(
                store: store(client)
            ).remembering(judge)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<200 {
                    if number == 60 { await server.kill9() }
                    if number >= 8 { try await group.next() }
                    group.addTask {
                        let result = try await evaluated(number, remembering)
                        #expect(result.outcomes.first?.status == .scored)
                    }
                }
                try await group.waitForAll()
            }
            #expect(judge.calls == 200)
            try await server.restart()
            try await eventually("answers are kept again") {
                _ = try await evaluated(1, remembering)
                return try await evaluated(1, remembering).usage.cacheHits == 1
            }
        }
    }

    @Test("a Redis that hangs costs its patience once, not for every question")
    func hangs() async throws {
        try await withRedis { server, client in
            let judge = CountingJudge()
            let remembering = VerdictMemory(
                store: RedisVerdictStore(client: client, lifetime: 5000, patience: .milliseconds(100))
            ).remembering(judge)
            _ = try await evaluated(0, remembering)
            try await server.suspend()
            for number in 1...50 {
                #expect(try await evaluated(number, remembering).outcomes.first?.status == .scored)
            }
            #expect(judge.calls == 51)
            server.resume()
        }
    }

    @Test("values that somebody else put there say nothing: the judge does, and its answer replaces them")
    func poisoned() async throws {
        try await withRedis { _, client in
            let judge = CountingJudge()
            let remembering = VerdictMemory(store: store(client)).remembering(judge)
            let honest = try await evaluated(1, remembering)
            _ = try await evaluated(189, remembering)
            #expect(honest.passed == false)
            let names =
                try await client.command(["KEYS", "evaluation-worker:verdict:*"]).array?.compactMap(\.string) ?? []
            #expect(names.count == 2)
            // One question's good answer moved to the other's place, in both directions; then garbage.
            let values = try await client.pipeline(names.map { ["GET", RedisArgument($0)] }).compactMap(\.bytes)
            for (place, name) in names.enumerated() {
                _ = try await client.command(["SET", RedisArgument(name), RedisArgument(values[1 - place])])
            }
            #expect(try await evaluated(1, remembering).outcomes == honest.outcomes)
            #expect(judge.calls == 3)
            for name in names {
                _ = try await client.command(["SET", RedisArgument(name), #"{"text":"{\"none\":true}"}"#])
            }
            #expect(try await evaluated(1, remembering).outcomes == honest.outcomes)
            #expect(judge.calls == 4)
            #expect(try await evaluated(1, remembering).usage.cacheHits == 1)
        }
    }
}
