import Evaluation
import JSON
import TestKit

/// Metrics that are asked for together, and what that may cost in judge calls and tokens.
struct MetricSet {
    let name: String
    let metrics: [MetricRequest]
    let testCase: TestCase
    /// Most calls; nil: none is set.
    let calls: Int?
    /// Most tokens; nil: none is set.
    let tokens: Int?

    private init(
        _ name: String, _ ids: [String], of testCase: TestCase, calls: Int? = nil, tokens: Int? = nil
    ) {
        self.name = name
        self.testCase = testCase
        self.calls = calls
        self.tokens = tokens
        metrics = ids.map { id in
            var metric = MetricRequest(id)
            metric.criteria = "The answer says what has to be checked before the start."
            metric.options = [
                "relevant_topics": ["pumps"], "prompt_instructions": ["Name the pressure.", "Name the code."],
                "allowed_tools": ["search_flights", "book_flight"],
                "dag": ["question": "Does it name a pressure?", "branches": ["yes": 1, "no": 0]],
            ]
            return metric
        }
    }

    /// Every metric of one chapter of the catalogue that asks a judge.
    private static func family(_ family: MetricDescriptor.Family, without: Set<String> = []) -> [String] {
        MetricCatalog().descriptors.filter { $0.family == family && !$0.reads.isEmpty && !without.contains($0.id) }
            .map(\.id)
    }

    static let all = [
        MetricSet(
            "six core metrics",
            ["faithfulness", "answer_relevancy", "hallucination", "toxicity", "bias", "pii_leakage"],
            of: BenchmarkText.testCase, calls: 2, tokens: 2_700),
        MetricSet(
            "faithfulness, answer_relevancy, toxicity", ["faithfulness", "answer_relevancy", "toxicity"],
            of: BenchmarkText.testCase, calls: 2, tokens: 2_700),
        MetricSet(
            "three retrieval metrics", ["contextual_precision", "contextual_recall", "contextual_relevancy"],
            of: BenchmarkText.testCase, calls: 1),
        MetricSet("all safety metrics", family(.safety), of: BenchmarkText.testCase, calls: 1),
        MetricSet(
            "five conversation metrics",
            [
                "turn_relevancy", "conversation_completeness", "knowledge_retention", "role_adherence",
                "topic_adherence",
            ], of: BenchmarkText.conversation, calls: 1),
        MetricSet("all agentic metrics", family(.agentic), of: BenchmarkText.run, calls: 1),
        MetricSet("arena of three", ["arena_g_eval"], of: BenchmarkText.arena, calls: 6),
        MetricSet(
            "every metric of one answer",
            family(.retrieval) + family(.safety) + family(.custom, without: ["conversational_dag"]),
            of: BenchmarkText.testCase),
    ]

    /// Asks an honest judge that costs nothing, and counts what a real one would have read and written.
    func measure(into table: inout FigureTable) async throws {
        let judge = ScriptedJudge.oracle()
        let request = EvaluationRequest(id: "cost", subject: .testCase(testCase), metrics: metrics)
        let result = try await Evaluator().evaluate(request, judge: judge)
        let scored = result.outcomes.count { $0.status == .scored }
        guard scored == metrics.count else {
            throw BenchmarkError.notScored(result.outcomes.filter { $0.status != .scored }.map(\.key))
        }
        let fence = PromptFence.fresh()
        var characters = 0
        for call in judge.calls {
            let prompt = call.task.prompt(fence)
            characters += prompt.system.count + prompt.user.count + JSONWriter.text(of: prompt.schema).count
            characters += Oracle().answer(call.task).text.count
        }
        let title = "\(name) (\(metrics.count))"
        table.add("\(title): judge calls", Double(judge.calls.count), "", budget: calls.map { .atMost(Double($0)) })
        table.add(
            "\(title): tokens (characters / 4)", Double(characters / 4), "", budget: tokens.map { .atMost(Double($0)) })
    }
}
