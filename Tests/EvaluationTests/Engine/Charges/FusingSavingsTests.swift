import Evaluation
import TestKit
import Testing

@Suite("What asking together saves")
struct FusingSavingsTests {
    private func savings(_ metrics: [MetricRequest], samples: EvaluationPolicy = EvaluationPolicy()) -> FusingSavings {
        FusingSavings(
            EvaluationRequest(
                id: "e",
                subject: .testCase(
                    TestCase(
                        input: "How tall is it?", actualOutput: "The tower is 300 metres tall.",
                        retrievalContext: ["The tower is 300 metres tall."])),
                metrics: metrics), catalog: MetricCatalog(), policy: samples)
    }

    @Test("Six metrics in two questions save four questions and their prompts")
    func six() {
        let savings = savings(EvaluationSamples.core.map { MetricRequest($0) })
        #expect(savings.questions == 4)
        #expect(savings.promptTokens > 500)
    }

    @Test("One metric, metrics without a judge and metrics that are isolated anyway save nothing")
    func nothing() {
        let none = FusingSavings(questions: 0, promptTokens: 0)
        #expect(savings([MetricRequest("faithfulness")]) == none)
        #expect(savings(["exact_match", "contains"].map { MetricRequest($0) }) == none)
        let isolated = ["toxicity", "bias"].map { id in
            var metric = MetricRequest(id)
            metric.isIsolated = true
            return metric
        }
        #expect(savings(isolated) == none)
    }

    @Test("A battle saves nothing")
    func battle() {
        let request = EvaluationRequest(
            id: "b", subject: .battle(Battle(input: "Which?", responseA: "One.", responseB: "Two.")), metrics: [])
        #expect(
            FusingSavings(request, catalog: MetricCatalog(), policy: EvaluationPolicy())
                == FusingSavings(questions: 0, promptTokens: 0))
    }
}
