import Evaluation
import HTTPClient
import Judges
import Testing

/// What becomes of a question whose calls are turned away, with the policy that the service has.
struct TurnedAwayTests {
    private let clock = LeapingClock()

    /// - Parameters:
    ///   - waits: what the first calls are turned away with; the others are answered.
    ///   - deadline: when its client gives up; nil when nobody waits.
    private func judge(
        _ waits: [Int], deadline: Duration? = nil
    ) throws -> (judge: LLMJudge, transport: ScriptedTransport, shared: JudgeResources) {
        let transport = ScriptedTransport { number, _ in
            .success(number < waits.count ? .text(429, "", [("Retry-After", "\(waits[number])")]) : completion())
        }
        let (any, shared) = try makeJudge(transport, retry: .ofService, callTimeout: .seconds(12), clock: clock)
        var configuration = LLMJudge.Configuration(
            endpoint: try #require(Endpoint("http://127.0.0.1:9/v1")), model: any.identity.model, key: canaryKey,
            retry: .ofService, callTimeout: .seconds(12))
        configuration.origin = CallOrigin(deadline: deadline)
        return (LLMJudge(configuration, shared: shared), transport, shared)
    }

    @Test(
        "where nobody waits, it waits for what the provider asks for",
        arguments: [[60], [30, 30], [52, 52, 52], [120]])
    func answered(waits: [Int]) async throws {
        let (judge, transport, shared) = try judge(waits)
        #expect(await failure(of: judge) == nil)
        #expect(transport.requests.count == waits.count + 1)
        #expect(transport.requests.allSatisfy { $0.timeout == .seconds(12) }, "all of its time is left for its calls")
        let passed = LeapingClock.Instant().duration(to: clock.now)
        let asked = Duration.seconds(waits.reduce(0, +))
        #expect(passed >= asked && passed < asked + .seconds(2), "\(passed)")
        #expect(shared.limiter.statistics.inFlight == 0 && shared.limiter.statistics.waiting == 0)
    }

    @Test("a client is told in time", arguments: [[60], [30, 30], [45]])
    func toldInTime(waits: [Int]) async throws {
        let (judge, transport, shared) = try judge(waits, deadline: .seconds(40))
        #expect(await failure(of: judge)?.code == .rateLimited)
        #expect(transport.requests.count == waits.count)
        #expect(LeapingClock.Instant().duration(to: clock.now) < .seconds(40))
        #expect(shared.limiter.statistics.inFlight == 0 && shared.limiter.statistics.waiting == 0)
    }

    @Test("a client that has time waits, and one that has given up is as if nobody waited")
    func clients() async throws {
        #expect(await failure(of: try judge([30], deadline: .seconds(40)).judge) == nil)
        #expect(await failure(of: try judge([60], deadline: .seconds(-1)).judge) == nil)
    }

    @Test("a provider that never stops is given up on within ten minutes", arguments: [1, 30, 60, 120])
    func endless(wait: Int) async throws {
        let (judge, transport, shared) = try judge(Array(repeating: wait, count: 10_000))
        let error = try #require(await failure(of: judge))
        #expect(error.code == .rateLimited && error.usage.calls == transport.requests.count)
        let passed = LeapingClock.Instant().duration(to: clock.now)
        #expect(passed > .seconds(100) && passed < .seconds(600), "\(passed)")
        #expect(shared.limiter.statistics.inFlight == 0 && shared.limiter.statistics.waiting == 0)
    }
}
