import Evaluation
import HTTPClient
import Judges
import Testing

struct HedgeAdmissionTests {
    @Test("a call that begins at once takes nobody's turn and leaves nothing behind when it may not begin")
    func atOnce() throws {
        var scheduler = CallScheduler(ceiling: 2)
        let firstPermit = scheduler.beginAtOnce(admission(), at: .zero)
        let first = try #require(firstPermit)
        let secondPermit = scheduler.beginAtOnce(admission(), at: .zero)
        let second = try #require(secondPermit)
        #expect(scheduler.inFlight == 2)
        #expect(scheduler.beginAtOnce(admission(), at: .zero) == nil)
        #expect(scheduler.waiting == 0)
        let waits = scheduler.enqueue(admission(), at: .zero)
        scheduler.finish(second, .none, at: .zero)
        // There is a place now, but somebody has waited for it.
        #expect(scheduler.beginAtOnce(admission(), at: .zero) == nil)
        #expect(scheduler.advance(to: .zero).verdicts.map(\.ticket) == [waits])
        scheduler.finish(first, .none, at: .zero)
        #expect(scheduler.beginAtOnce(admission(), at: .zero) != nil)
    }

    @Test("none begins at once while the provider turns calls away, or where a minute is used up")
    func limited() throws {
        var scheduler = CallScheduler(ceiling: 8)
        let firstPermit = scheduler.beginAtOnce(admission(), at: .zero)
        let first = try #require(firstPermit)
        let pause = CallScheduler.Lesson.throttled(pause: .seconds(5), isAsked: true, longest: .seconds(8))
        scheduler.finish(first, pause, at: .zero)
        #expect(scheduler.beginAtOnce(admission(), at: .seconds(4)) == nil)
        // The probe's place is the only one.
        let probePermit = scheduler.beginAtOnce(admission(), at: .seconds(5))
        let probe = try #require(probePermit)
        #expect(scheduler.beginAtOnce(admission(), at: .seconds(5)) == nil)
        scheduler.finish(probe, .succeeded, at: .seconds(6))

        let rates = RatePlan(requestsPerMinute: 1)
        #expect(scheduler.beginAtOnce(admission(model: "n", rates: rates), at: .seconds(6)) != nil)
        #expect(scheduler.beginAtOnce(admission(model: "n", rates: rates), at: .seconds(7)) == nil)
        #expect(scheduler.waiting == 0)
    }

    @Test("only what the operator pays is asked twice, and not when a budget is spent")
    func whose() throws {
        var settings = JudgeSettings(baseURL: "http://127.0.0.1:9/v1", key: canaryKey, model: "house")
        settings.hedge = HedgePolicy(after: .seconds(1))
        let transport = ScriptedTransport { _, _ in .success(completion()) }
        let selector = JudgeSelector(
            settings: settings, shared: JudgeResources(transport: transport, concurrency: 4))
        #expect(selector.caller()?.hedge == settings.hedge)
        let clients = try #require(selector.caller(for: JudgeOverride(model: "m", apiKey: Secret("mine"))))
        #expect(clients.hedge == nil)
        var origin = CallOrigin()
        origin.isSparing = true
        let sparing = try #require(selector.judge(origin: origin) as? LLMJudge)
        #expect(sparing.hedge == nil)
    }
}
