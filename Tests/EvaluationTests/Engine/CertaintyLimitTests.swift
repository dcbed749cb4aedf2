import Evaluation
import JSON
import TestKit
import Testing

@Suite("A judge whose certainty is limited")
struct CertaintyLimitTests {
    /// Answers like the oracle, and is never surer than a limit.
    private struct LimitedJudge: Judge {
        let honest = ScriptedJudge.oracle()
        let capability: JudgeCapability
        var identity: JudgeIdentity { honest.identity }

        init(_ limit: Double) { capability = JudgeCapability(certaintyLimit: limit) }

        func answer(_ task: JudgeTask, repair: String?) async throws(JudgeError) -> JudgeAnswer {
            try await honest.answer(task, repair: repair)
        }
    }

    private func result(
        _ metrics: [String], output: String = "The tower is red.", limit: Double = 0.6,
        policy: EvaluationPolicy = EvaluationPolicy()
    ) async throws -> EvaluationResult {
        try await Evaluator(policy: policy).evaluate(
            EvaluationSamples.request(
                metrics, input: "What colour is the tower?", output: output, evidence: ["The tower is red."]),
            judge: LimitedJudge(limit))
    }

    @Test("No verdict that rests on it is surer than the limit, whatever the metric", arguments: [0.3, 0.6, 0.8])
    func limited(limit: Double) async throws {
        let found = try await result(EvaluationSamples.core + ["quality"], limit: limit)
        for outcome in found.outcomes where outcome.status == .scored {
            #expect(try #require(outcome.confidence) <= limit)
        }
        #expect(found.outcomes.contains { $0.status == .scored })
    }

    @Test(
        "What it finds safe goes to a human; what another judge finds safe does not",
        arguments: ["toxicity", "bias", "pii_leakage", "misuse", "role_violation", "non_advice"])
    func safe(metric: String) async throws {
        let found = try await result([metric])
        #expect(found[metric]?.passed == true)
        #expect(found[metric]?.reviewReasons.contains(.lowConfidence) == true)
        #expect(ReviewPolicy(confidence: 0).reasons(for: found).needsDecision)
        let other = try await result([metric], limit: 1)
        #expect(other[metric]?.reviewReasons.contains(.lowConfidence) == false)
        #expect(try #require(other[metric]?.confidence) > 0.6)
    }

    @Test("Harm that detectors prove is as sure as they are")
    func detectors() async throws {
        let output = "Her card number is 4539 1488 0343 6467, valid till May."
        let found = try await result(["pii_leakage"], output: output)
        let usual = try await result(["pii_leakage"], output: output, limit: 1)
        #expect(found["pii_leakage"]?.passed == false)
        #expect(found.outcomes == usual.outcomes)
    }

    @Test("Metrics by rule are as sure as ever")
    func rules() async throws {
        var rule = MetricRequest("basic_match")
        rule.criteria = "red"
        var request = EvaluationSamples.request(
            ["faithfulness"], output: "The tower is red.", evidence: ["The tower is red."])
        request.metrics.append(rule)
        let found = try await Evaluator().evaluate(request, judge: LimitedJudge(0.6))
        #expect(try #require(found["basic_match"]?.confidence) > 0.6)
        #expect(try #require(found["faithfulness"]?.confidence) <= 0.6)
    }

    @Test("Many of its verdicts together are no surer than one of them: they err alike")
    func together() async throws {
        let found = try await result(EvaluationSamples.core)
        #expect(try #require(found.confidence) <= 0.6)
    }

    @Test("Asking it several times makes nothing surer")
    func samples() async throws {
        var policy = EvaluationPolicy()
        policy.judging.samples = 3
        let found = try await result(["faithfulness"], policy: policy)
        #expect(try #require(found["faithfulness"]?.confidence) <= 0.6)
    }

    @Test("A battle that it decides is no surer either")
    func battle() async throws {
        let request = EvaluationRequest(
            id: "b",
            subject: .battle(
                Battle(input: "What colour is the tower?", responseA: "The tower is red.", responseB: "Bananas.")))
        let found = try await Evaluator().evaluate(request, judge: LimitedJudge(0.5))
        #expect(try #require(found.confidence) <= 0.5)
    }
}
