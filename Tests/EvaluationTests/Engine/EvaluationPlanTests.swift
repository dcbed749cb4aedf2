import Evaluation
import JSON
import TestKit
import Testing

@Suite("Which questions a request needs")
struct EvaluationPlanTests {
    private func plan(
        _ metrics: [MetricRequest], input: String? = "Why?", output: String = "Because it is so.",
        evidence: [String]? = ["It is so."], policy: EvaluationPolicy = EvaluationPolicy()
    ) -> EvaluationPlan {
        EvaluationPlan(
            metrics,
            of: EvaluationCase(TestCase(input: input, actualOutput: output, retrievalContext: evidence)),
            catalog: MetricCatalog(), policy: policy)
    }

    @Test("Metrics about claims and relevancy share a task, metrics about harm and data another")
    func shared() {
        #expect(plan(EvaluationSamples.core.map { MetricRequest($0) }).tasks.map(\.name) == ["grounding", "safety"])
        #expect(plan([MetricRequest("faithfulness"), MetricRequest("hallucination")]).tasks.count == 1)
    }

    @Test("Only what the metrics need is asked for")
    func asked() {
        guard case .grounding(let task) = plan([MetricRequest("answer_relevancy")]).tasks.first?.task else {
            Issue.record("no grounding task")
            return
        }
        #expect(!task.asksForClaims)
        #expect(task.asksForRelevancy)
        #expect(task.evidence.isEmpty)
    }

    @Test("A metric that lacks its input asks nothing")
    func missing() {
        #expect(plan([MetricRequest("faithfulness")], evidence: nil).tasks.isEmpty)
        #expect(plan([MetricRequest("answer_relevancy")], input: nil).tasks.isEmpty)
        #expect(plan([MetricRequest("g_eval")]).tasks.isEmpty)
    }

    @Test("Each criterion has its own task, the same one twice has one")
    func criteria() {
        var kind = MetricRequest("g_eval")
        kind.criteria = "Is kind."
        var short = kind
        short.key = "g_eval_2"
        short.criteria = "Is short."
        #expect(plan([kind, short]).tasks.count == 2)
        #expect(plan([kind, kind]).tasks.count == 1)
    }

    @Test("A long answer is asked about in parts that cover every sentence")
    func parts() async throws {
        let facts = (1...150).map { "The number \($0) is painted on door \($0)." }
        let output = facts.joined(separator: " ")
        let plan = plan([MetricRequest("faithfulness")], output: output, evidence: facts)
        #expect(plan.tasks.count == 3)
        #expect(plan.bundles.first?.sections[.grounding]?.coverage == 1)
        let judge = ScriptedJudge.oracle()
        let result = try await EvaluationSamples.result(
            ["faithfulness"], output: output, evidence: facts, judge: judge)
        #expect(judge.calls.count == 3)
        #expect(result.score("faithfulness") == 1)
        #expect(result["faithfulness"]?.findings.count == 150)
    }

    @Test("What is too long to ask about lowers the confidence and says so")
    func truncated() async throws {
        let facts = (1...40).map { "The number \($0) is painted on door \($0)." }
        let policy = EvaluationPolicy(sentencesPerTask: 5, partsPerAnswer: 2)
        let result = try await EvaluationSamples.result(
            ["faithfulness"], output: facts.joined(separator: " "), evidence: facts, policy: policy)
        #expect(result["faithfulness"]?.extra["truncated"] == true)
        #expect(result["faithfulness"]?.extra["coverage"]?.number.map { abs($0 - 0.25) < 0.02 } == true)
        #expect(try #require(result["faithfulness"]?.confidence) <= 0.25)
    }

    @Test("One failed part fails the metric: half of an answer is no answer")
    func failedPart() async throws {
        let facts = (1...20).map { "The number \($0) is painted on door \($0)." }
        let oracle = Oracle()
        let judge = ScriptedJudge { (task, _) throws(JudgeError) in
            if case .grounding(let part) = task, part.sentences.first?.id != "s1" {
                throw JudgeError(.truncated, "the answer was cut")
            }
            return oracle.answer(task).text
        }
        let result = try await EvaluationSamples.result(
            ["faithfulness"], output: facts.joined(separator: " "), evidence: facts, judge: judge,
            policy: EvaluationPolicy(sentencesPerTask: 10))
        #expect(result["faithfulness"]?.error?.code == .truncated)
    }

    @Test("Ids are found in any case, with dashes, and by alias")
    func catalogNames() {
        let catalog = MetricCatalog()
        for name in ["G-Eval", "GEval", "g_eval", "Answer Relevancy", "PII", "basic"] {
            #expect(catalog[name] != nil)
        }
        #expect(catalog["vibes"] == nil)
        #expect(Set(catalog.descriptors.map(\.id)).count == catalog.descriptors.count)
    }
}
