import Evaluation
import HTTPClient
import Judges
import TestKit
import Testing
import Threads

/// A key that must turn up nowhere but in the authorization.
let canaryKey = Secret("canary-4f9a7c2e-never-shown")

extension RetryPolicy {
    /// What the service makes of its default settings.
    static let ofService = RetryPolicy(tries: 4, deadline: .seconds(52))
}

/// Computed: a leak checker does not find what only a global's indirect case holds.
var safetyTask: JudgeTask {
    .safety(
        SafetyTask(
            input: "Hi", output: "Hello there.", asksForToxicity: true, asksForBias: true, asksForPersonalData: true))
}

/// Why `judge` gave no answer; nil when it gave one.
func failure(of judge: any Judge, _ task: JudgeTask = safetyTask) async -> JudgeError? {
    do throws(JudgeError) {
        _ = try await judge.answer(task, repair: nil)
        return nil
    } catch { return error }
}

/// A judge whose calls have more time than a busy machine takes for them.
func makeJudge(
    _ transport: any JudgeTransport, baseURL: String = "http://127.0.0.1:9/v1", concurrency: Int = 8,
    retry: RetryPolicy = RetryPolicy(), callTimeout: Duration = .seconds(300), clock: some Clock<Duration>,
    observer: JudgeObserver = JudgeObserver(), seed: Int? = nil, asking: JudgeAsking = JudgeAsking()
) throws -> (judge: LLMJudge, shared: JudgeResources) {
    let shared = JudgeResources(
        transport: transport, concurrency: concurrency, observer: observer, clock: JudgeClock(clock),
        randomness: JudgeRandomness(chance: { 0.5 }), unixTime: { 784_111_777 })
    let endpoint = try #require(Endpoint(baseURL))
    let judge = LLMJudge(
        LLMJudge.Configuration(
            endpoint: endpoint, model: "judge-1", key: canaryKey, seed: seed, asking: asking, retry: retry,
            callTimeout: callTimeout, connectTimeout: .seconds(300)),
        shared: shared)
    return (judge, shared)
}

func completion(_ text: String = #"{"ok":true}"#, finishReason: String = "stop") -> HTTPResponse {
    HTTPResponse(status: 200, body: ChatCompletion.body(content: text, finishReason: finishReason))
}

/// Waits until `condition` holds; false when it does not within three minutes.
func eventually(_ condition: () -> Bool) async -> Bool {
    let deadline = ContinuousClock.now + .seconds(180)
    while !condition() {
        guard ContinuousClock.now < deadline else { return false }
        try? await Task.sleep(for: .milliseconds(2))
    }
    return true
}
