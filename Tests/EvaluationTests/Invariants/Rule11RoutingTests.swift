import Evaluation
import JSON
import TestKit
import Testing

@Suite("Invariant 11: who sees a result follows from the result alone")
struct Rule11RoutingTests {
    @Test(
        "Both ends of the band are in it",
        arguments: [(0.3, true), (0.5, true), (0.4, true), (0.2999, false), (0.5001, false)])
    func band(total: Double, isIn: Bool) {
        let result = EvaluationResult(
            evaluationID: "e", campaignID: "c", total: Score(clamping: total), passed: true, confidence: 0.9)
        #expect(ReviewPolicy().reasons(for: result) == (isIn ? [.band] : []))
    }

    @Test("The same result has the same reasons", arguments: InvariantSamples.ids)
    func pure(id: String) async throws {
        for seed in InvariantSamples.seeds {
            let result = try await InvariantSamples.result(InvariantSamples.request(id, seed: seed))
            let policy = ReviewPolicy(auditRate: 0.5)
            let reasons = policy.reasons(for: result)
            var again = result
            again.judgeMilliseconds += 1
            again.metadata["later"] = true
            #expect(policy.reasons(for: again) == reasons)
            // What was decided before adds nothing when it is decided once more.
            again.reviewReasons = reasons
            #expect(policy.reasons(for: again) == reasons)
        }
    }

    @Test("Every reason of a metric is a reason of the result", arguments: InvariantSamples.judged)
    func complete(id: String) async throws {
        let judges = [ScriptedJudge.forger(InvariantSamples.oracle), .gullible(InvariantSamples.oracle)]
        for judge in judges {
            let result = try await InvariantSamples.result(InvariantSamples.request(id), judge: judge)
            let reasons = ReviewPolicy().reasons(for: result)
            guard result.error == nil else {
                #expect(reasons.isEmpty)
                continue
            }
            for outcome in result.outcomes { #expect(outcome.reviewReasons.isSubset(of: reasons)) }
        }
    }
}
