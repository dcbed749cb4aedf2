import Evaluation
import HTTPClient
import Judges
import TestKit
import Testing

/// What budgets count for calls that brought no answer and may be billed.
struct EstimatedCostTests {
    private func usage(
        _ settings: JudgeSettings, _ response: @escaping @Sendable () -> Result<HTTPResponse, HTTPError>
    ) async -> (usage: JudgeUsage, sent: Int) {
        let transport = ScriptedTransport { _, _ in response() }
        let selector = JudgeSelector(
            settings: settings,
            shared: JudgeResources(transport: transport, concurrency: 4, clock: JudgeClock(LeapingClock())))
        let error = await failure(of: selector.judge())
        return (error?.usage ?? JudgeUsage(), transport.requests.count)
    }

    private let priced = JudgeSettings(key: canaryKey, model: "gpt-4o-mini", retry: RetryPolicy(tries: 3))

    @Test("a call that timed out cost at least its question, as an estimate beside a cost that stays unknown")
    func timedOut() async throws {
        let responses: [Result<HTTPResponse, HTTPError>] = [
            .failure(.timedOut), .success(.text(504, "no answer in time")), .success(.text(200, "{")),
        ]
        for response in responses {
            let (usage, sent) = await usage(priced) { response }
            #expect(sent == 3 && usage.calls == 3 && usage.unpricedCalls == 3)
            #expect(usage.costUSD == nil && usage.knownCost == nil)
            let prompt = safetyTask.prompt(PromptFence.fresh())
            let tokens = (prompt.system.utf8.count + prompt.user.utf8.count) / 4 + 1
            // 0.15 US dollars a million.
            #expect(usage.estimatedCost.picodollars == Int64(3 * tokens * 150_000))
        }
    }

    @Test("what was never sent or was refused has cost nothing")
    func refused() async {
        let connection = await usage(priced) { .failure(.connect("nobody is there")) }
        #expect(connection.usage.estimatedCost.picodollars == 0)
        let refusal = await usage(priced) { .success(.text(503, "busy")) }
        #expect(refusal.usage.costUSD == 0 && refusal.usage.estimatedCost.picodollars == 0)
    }

    @Test("without a known price there is no estimate")
    func unpriced() async {
        let settings = JudgeSettings(
            baseURL: "https://llm.example.com/v1", key: canaryKey, model: "house", retry: RetryPolicy(tries: 1))
        let (usage, _) = await usage(settings) { .failure(.timedOut) }
        #expect(usage.unpricedCalls == 1 && usage.estimatedCost.picodollars == 0)
    }
}
