import Evaluation
import TestKit
import Testing

@Suite("What questions cost, and for whom they were asked")
struct JudgeChargeTests {
    private let evidence = ["The tower is 300 metres tall."]

    private func result(
        _ metrics: [String], judge: any Judge = ScriptedJudge.oracle(), policy: EvaluationPolicy = EvaluationPolicy()
    ) async throws -> EvaluationResult {
        try await Evaluator(policy: policy).evaluate(
            EvaluationSamples.request(
                metrics, input: "How tall is it?", output: "The tower is 300 metres tall.", evidence: evidence),
            judge: judge)
    }

    private func sum(_ result: EvaluationResult) -> JudgeUsage {
        result.charges.reduce(JudgeUsage()) { $0 + $1.usage }
    }

    @Test("A shared question names all metrics that read it, and no other")
    func shared() async throws {
        let result = try await result(EvaluationSamples.core + ["exact_match"])
        #expect(
            result.charges.map(\.metrics) == [
                ["faithfulness", "answer_relevancy", "hallucination"], ["toxicity", "bias", "pii_leakage"],
            ])
        #expect(result.charges.map(\.model) == ["scripted-1", "scripted-1"])
        #expect(sum(result) == result.usage)
    }

    @Test("Metrics that rules measure cost nothing")
    func rules() async throws {
        #expect(try await result(["exact_match", "contains"]).charges.isEmpty)
    }

    @Test("Samples, steps and repeated questions are charged, and the charges add up to the usage")
    func everything() async throws {
        let samples = EvaluationPolicy(judging: JudgingOptions(samples: 3))
        let three = try await result(["faithfulness", "toxicity"], policy: samples)
        #expect(three.charges.count > 2)
        #expect(sum(three) == three.usage)

        let steps = try await Evaluator().evaluate(
            CriteriaSamples.request(
                ["a", "b"].map { key in CriteriaSamples.metric { $0.key = key } }, CriteriaSamples.testCase),
            judge: ScriptedJudge.oracle())
        #expect(steps.charges.first?.metrics == ["a", "b"])
        #expect(sum(steps) == steps.usage)

        let broken = try await result(["faithfulness", "answer_relevancy"], judge: ScriptedJudge.fixed("no JSON"))
        #expect(broken.charges.map(\.usage.calls) == [2, 2, 2])
        #expect(
            broken.charges.map(\.metrics) == [
                ["faithfulness", "answer_relevancy"], ["faithfulness"], ["answer_relevancy"],
            ])
        #expect(broken.charges.allSatisfy { $0.model == "scripted-1" })
        #expect(sum(broken) == broken.usage)
    }

    @Test("A battle's questions are charged to the battle")
    func battle() async throws {
        let request = EvaluationRequest(
            id: "b", subject: .battle(Battle(input: "Which?", responseA: "The first one.", responseB: "No idea.")),
            metrics: [])
        let result = try await Evaluator().evaluate(request, judge: ScriptedJudge.oracle())
        #expect(!result.charges.isEmpty)
        #expect(result.charges.allSatisfy { $0.metrics == [BattleComparison.key] })
        #expect(sum(result) == result.usage)
    }
}
