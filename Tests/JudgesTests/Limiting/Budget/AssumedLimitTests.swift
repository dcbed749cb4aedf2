import Evaluation
import HTTPClient
import Judges
import Testing

struct AssumedLimitTests {
    private static let limits = ModelLimits(requestsPerMinute: 6, tokensPerMinute: 600, tier: "1")

    /// How long a second call waits after a first one that was answered with headers.
    private func wait(_ rates: RatePlan, _ headers: RateLimitHeaders = RateLimitHeaders()) throws -> Duration {
        var scheduler = CallScheduler(ceiling: 8)
        let granted = scheduler.beginAtOnce(admission(tokens: 100, rates: rates), at: .zero)
        let permit = try #require(granted)
        scheduler.finish(permit, .succeeded, tokens: 100, headers: headers, at: .zero)
        _ = scheduler.enqueue(admission(tokens: 100, rates: rates), at: .zero)
        return scheduler.advance(to: .zero).nextWake ?? .zero
    }

    @Test("what is assumed holds until the provider has said better, what the operator sets holds for ever")
    func headersWin() throws {
        var assumed = RatePlan()
        assumed.assumed = Self.limits
        let plenty = RateLimitHeaders(
            requests: RateLimitReading(remaining: 999, limit: 1000),
            tokens: RateLimitReading(remaining: 99_000, limit: 100_000))
        #expect(try wait(RatePlan()) == .zero)
        #expect(try wait(assumed) > .seconds(5))
        #expect(try wait(assumed, plenty) == .zero)
        #expect(try wait(assumed, RateLimitHeaders(requests: plenty.requests)) > .seconds(5))
        let own = RatePlan(requestsPerMinute: 6, tokensPerMinute: 600)
        #expect(try wait(own, plenty) > .seconds(5))
    }

    @Test("an operator's own limit goes before an assumed one")
    func operators() throws {
        var rates = RatePlan(requestsPerMinute: 6000, tokensPerMinute: 600_000)
        rates.assumed = Self.limits
        #expect(try wait(rates) == .zero)
    }

    @Test("the table's limits hold only where the operator wants them, and never for a client's account")
    func optIn() async throws {
        for assumes in [false, true] {
            let clock = LeapingClock()
            let transport = ScriptedTransport { _, _ in .success(completion()) }
            var settings = JudgeSettings(key: canaryKey, model: "gpt-4o")
            settings.assumesLimits = assumes
            let selector = JudgeSelector(
                settings: settings,
                shared: JudgeResources(transport: transport, concurrency: 4, clock: JudgeClock(clock)))
            let clients = selector.judge(for: JudgeOverride(model: "gpt-4o", apiKey: Secret("mine")))
            for _ in 0..<200 { #expect(await failure(of: clients) == nil) }
            #expect(clock.sleeps.isEmpty)
            let house = selector.judge()
            for _ in 0..<200 { #expect(await failure(of: house) == nil) }
            #expect(clock.sleeps.isEmpty != assumes)
        }
    }
}
