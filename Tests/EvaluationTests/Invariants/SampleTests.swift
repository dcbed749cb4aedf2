import Evaluation
import TestKit
import Testing

@Suite("Every metric of the catalogue has a request that it measures")
struct SampleTests {
    @Test("A metric that asks a judge is scored", arguments: InvariantSamples.judged)
    func judged(id: String) async throws {
        for seed in InvariantSamples.seeds {
            let judge = ScriptedJudge.oracle(InvariantSamples.oracle)
            let outcome = try #require(
                try await InvariantSamples.outcome(InvariantSamples.request(id, seed: seed), judge: judge))
            #expect(outcome.status == .scored, "\(id): \(outcome.reason)")
            #expect(outcome.metricID == id)
            #expect(!judge.calls.isEmpty || outcome.metricID == "refusal")
        }
    }

    @Test(
        "A metric that asks nobody lacks nothing",
        arguments: Set(InvariantSamples.ids).subtracting(InvariantSamples.judged))
    func unjudged(id: String) async throws {
        let judge = ScriptedJudge.oracle()
        let outcome = try #require(try await InvariantSamples.outcome(InvariantSamples.request(id), judge: judge))
        #expect(outcome.status == .scored || outcome.status == .notApplicable, "\(id): \(outcome.reason)")
        #expect(judge.calls.isEmpty)
    }
}
