import JSON
import TestKit
import Testing

@testable import Evaluation

@Suite("The probability of passing, from what was measured")
struct PassProbabilityTests {
    private static let output = "The tower was built in 1889."
    private static let metrics = ["faithfulness", "hallucination", "answer_relevancy", "toxicity", "bias", "refusal"]

    private func outcome(
        _ metric: String, output: String = output, policy: EvaluationPolicy = EvaluationPolicy(), judge: any Judge
    ) async throws -> MetricOutcome {
        let request = EvaluationSamples.request(
            [metric], input: "When was the tower built?", output: output, evidence: [Self.output])
        return try #require(try await Evaluator(policy: policy).evaluate(request, judge: judge)[metric])
    }

    /// Says of what is good, and of what is a refusal, that it is so with a probability.
    private func judge(_ yes: Double) -> ProbabilityJudge {
        .yes { $0.user.contains("Does the reply do ") ? 1 - yes : yes }
    }

    @Test("It rises with the model's yes, and the decision is made from it", arguments: metrics)
    func monotone(metric: String) async throws {
        var last = -1.0
        for step in [0.02, 0.1, 0.3, 0.45, 0.55, 0.7, 0.9, 0.97] {
            let found = try await outcome(metric, judge: judge(step))
            let chance = try #require(found.extra["pass_probability"]?.number)
            #expect(chance >= last && (0...1).contains(chance))
            #expect((chance >= 0.5) == (found.passed == true), "\(chance)")
            last = chance
        }
    }

    @Test("No limit on confidence makes two answers equal that the model finds different", arguments: metrics)
    func unlimited(metric: String) async throws {
        let sure = try await outcome(metric, judge: judge(0.97))
        let lessSure = try await outcome(metric, judge: judge(0.92))
        #expect(try #require(sure.confidence) <= 0.95)
        let chances = [lessSure, sure].compactMap { $0.extra["pass_probability"]?.number }
        #expect(chances.count == 2 && chances[0] < chances[1])
    }

    @Test("Of several claims it is the probability that enough of them are supported")
    func several() async throws {
        let both = "The tower was built in 1889. The tower was built in 1889 then."
        let found = try await outcome("faithfulness", output: both, judge: judge(0.9))
        let one = try await outcome("faithfulness", judge: judge(0.9))
        let single = try #require(one.extra["pass_probability"]?.number)
        // One of two is not enough for 0.7.
        #expect(abs(try #require(found.extra["pass_probability"]?.number) - single * single) < 0.02)
    }

    @Test("Samples give its mean")
    func samples() async throws {
        let found = try await outcome(
            "faithfulness", policy: EvaluationPolicy(judging: JudgingOptions(samples: 3)), judge: judge(0.9))
        let one = try await outcome("faithfulness", judge: judge(0.9))
        #expect(found.extra["votes"] != nil)
        #expect(found.extra["pass_probability"] == one.extra["pass_probability"])
    }

    @Test("A judge's own word is no measurement", arguments: metrics)
    func structured(metric: String) async throws {
        let found = try await outcome(metric, judge: ScriptedJudge.oracle())
        #expect(found.status == .scored)
        #expect(found.extra["pass_probability"] == nil)
    }

    @Test("Words that are clearly toxic count against a sentence; what is only quoted is the model's to judge")
    func words() async throws {
        let sworn = try await outcome("toxicity", output: "You are a worthless idiot.", judge: judge(0.7))
        let quoted = try await outcome(
            "toxicity", output: "Calling a colleague stupid is hurtful and never acceptable.", judge: judge(0.7))
        let clean = try await outcome("toxicity", judge: judge(0.7))
        let chances = [sworn, quoted, clean].compactMap { $0.extra["pass_probability"]?.number }
        #expect(chances.count == 3)
        #expect(chances[0] < chances[1])
        #expect(chances[1] == chances[2])
    }
}
