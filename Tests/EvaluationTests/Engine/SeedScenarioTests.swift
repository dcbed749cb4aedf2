import Evaluation
import JSON
import TestKit
import Testing

@Suite("Known answers to known requests")
struct SeedScenarioTests {
    @Test("An answer about something else is not relevant")
    func irrelevant() async throws {
        let result = try await EvaluationSamples.result(
            ["answer_relevancy"], input: "What is 2+2?", output: "Paris is capital of France")
        let score = try #require(result.score("answer_relevancy"))
        #expect(score < 0.2)
        #expect(result.passed == false)
    }

    @Test("A claim that the evidence contradicts is not faithful")
    func unfaithful() async throws {
        let result = try await EvaluationSamples.result(
            ["faithfulness"], input: "What colour is the apple?", output: "Apple is blue", evidence: ["Apple is red"])
        #expect(result.score("faithfulness") == 0)
        #expect(result["faithfulness"]?.reason.contains("\"Apple is blue\" (s1)") == true)
    }

    @Test("A claim that the evidence supports is faithful, with the passage as its ground")
    func faithful() async throws {
        let result = try await EvaluationSamples.result(
            ["faithfulness"], input: "What colour is the apple?", output: "The apple is red.",
            evidence: ["Some words on pears.", "In the picture the apple is red and round."])
        #expect(result.score("faithfulness") == 1)
        let finding = try #require(result["faithfulness"]?.findings.first)
        #expect(finding["evidence"]?.integer == 1)
        #expect(finding["quote"]?.string == "In the picture the apple is red and round.".dropLast().description)
    }

    @Test("Six core metrics are two calls")
    func twoCalls() async throws {
        let judge = ScriptedJudge.oracle()
        let result = try await EvaluationSamples.result(
            EvaluationSamples.core, input: "What colour is the apple?", output: "The apple is red.",
            evidence: ["The apple is red."], judge: judge)
        #expect(judge.calls.count == 2)
        #expect(result.usage.calls == 2)
        #expect(result.outcomes.map(\.key) == EvaluationSamples.core)
        #expect(result.outcomes.allSatisfy { $0.status == .scored })
        #expect(result.total == .one)
        #expect(result.passed)
        #expect(result.judge == JudgeIdentity(provider: "scripted", model: "scripted-1"))
    }

    @Test("The mean inverts harm: relevancy 0.9 and toxicity 0 give 0.95")
    func meanOfBenefits() {
        let outcomes = [
            MetricOutcome(
                key: "answer_relevancy", metricID: "answer_relevancy", status: .scored, score: Score(0.9),
                direction: .higherIsBetter, threshold: 0.7, passed: true, confidence: 0.9, reason: ""),
            MetricOutcome(
                key: "toxicity", metricID: "toxicity", status: .scored, score: .zero, direction: .higherIsWorse,
                threshold: 0.5, passed: true, confidence: 0.9, reason: ""),
        ]
        #expect(TotalScore(outcomes, policy: EvaluationPolicy()).score?.rounded.value == 0.95)
    }
}
