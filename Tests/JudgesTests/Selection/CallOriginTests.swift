import Evaluation
import Judges
import Testing
import Threads

/// The turns that questions of several requests get at one judge.
struct CallOriginTests {
    private func task(_ text: String) -> JudgeTask {
        .safety(
            SafetyTask(
                input: text, output: "Hello.", asksForToxicity: true, asksForBias: false, asksForPersonalData: false))
    }

    @Test("one request's question passes another campaign's flood, also where it asks another model")
    func fairness() async {
        let transport = TurnstileTransport(names: ["of the flood", "of the guest"])
        let shared = JudgeResources(transport: transport, concurrency: 1)
        let selector = JudgeSelector(
            settings: JudgeSettings(baseURL: "http://127.0.0.1:9/v1", model: "house", models: ["second"]),
            shared: shared)
        let flood = selector.judge(origin: selector.origin(campaign: "flood", replyWithin: .seconds(3000)))
        let guest = selector.judge(origin: selector.origin(campaign: "guest", replyWithin: .seconds(3002)))
            .variant(JudgeVariant(model: "second", sample: 1))
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<30 { group.addTask { _ = await failure(of: flood, self.task("of the flood")) } }
            #expect(await eventually { shared.limiter.statistics.waiting == 29 })
            group.addTask { _ = await failure(of: guest, self.task("of the guest")) }
            #expect(await eventually { shared.limiter.statistics.waiting == 30 })
            for _ in 0..<31 { transport.gate.signal() }
        }
        #expect(transport.questions.count == 31)
        #expect(transport.questions.prefix(3).contains("of the guest"), "\(transport.questions)")
    }

    @Test("questions whose client has given up come after the others")
    func late() async {
        let transport = TurnstileTransport(names: ["of the gone", "of the waiting", "first"])
        let shared = JudgeResources(transport: transport, concurrency: 1)
        let selector = JudgeSelector(
            settings: JudgeSettings(baseURL: "http://127.0.0.1:9/v1", model: "house"), shared: shared)
        let gone = selector.judge(origin: selector.origin(campaign: "a", replyWithin: .seconds(-1)))
        let waiting = selector.judge(origin: selector.origin(campaign: "b", replyWithin: .seconds(3000)))
        await withTaskGroup(of: Void.self) { group in
            group.addTask { _ = await failure(of: waiting, self.task("first")) }
            #expect(await eventually { transport.questions.count == 1 })
            for _ in 0..<3 { group.addTask { _ = await failure(of: gone, self.task("of the gone")) } }
            #expect(await eventually { shared.limiter.statistics.waiting == 3 })
            for _ in 0..<10 { group.addTask { _ = await failure(of: waiting, self.task("of the waiting")) } }
            #expect(await eventually { shared.limiter.statistics.waiting == 13 })
            for _ in 0..<14 { transport.gate.signal() }
        }
        let order = transport.questions
        #expect(order.dropFirst().prefix(10).allSatisfy { $0 == "of the waiting" }, "\(order)")
        #expect(order.suffix(3).allSatisfy { $0 == "of the gone" })
    }

    @Test("the operator's budget holds for the operator's key, not for a client's")
    func budgets() async throws {
        let transport = ScriptedTransport { _, _ in .success(completion()) }
        let clock = LeapingClock()
        var settings = JudgeSettings(baseURL: "http://127.0.0.1:9/v1", key: canaryKey, model: "house")
        settings.rates = RatePlan(requestsPerMinute: 6)
        let selector = JudgeSelector(
            settings: settings,
            shared: JudgeResources(transport: transport, concurrency: 4, clock: JudgeClock(clock)))
        let mine = selector.judge(for: JudgeOverride(model: "m", apiKey: Secret("mine")))
        for _ in 0..<20 { #expect(await failure(of: mine) == nil) }
        #expect(clock.sleeps.isEmpty)
        let house = selector.judge()
        for _ in 0..<3 { #expect(await failure(of: house) == nil) }
        #expect(!clock.sleeps.isEmpty)
        // A client that does not wait that long is answered at once.
        let hasty = selector.judge(origin: selector.origin(campaign: "c", replyWithin: .milliseconds(100)))
        let error = try #require(await failure(of: hasty))
        #expect(error.code == .rateLimited && error.usage.calls == 0)
    }
}
