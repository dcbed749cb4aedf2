import Evaluation
import JSON
import TestKit
import Testing

@Suite("Metrics of one's own")
struct UserMetricTests {
    private typealias Samples = DefinitionSamples

    private func result(
        _ catalog: MetricCatalog, _ metrics: [MetricRequest], output: String, input: String? = "Help me.",
        judge: ScriptedJudge = .oracle()
    ) async throws -> EvaluationResult {
        try await Evaluator(catalog: catalog).evaluate(
            EvaluationRequest(
                id: "e", subject: .testCase(TestCase(input: input, actualOutput: output)), metrics: metrics),
            judge: judge)
    }

    private func judge(rating: Int) -> ScriptedJudge {
        .fixed(
            """
            {"reasoning":"","steps":[{"id":"step1","observation":"o","quote":"certainly","rating":\(rating),"p":0.95}]}
            """)
    }

    private let promise = Samples.metric([
        "name": "no_promise", "criteria": "It promises.", "direction": "higher_is_worse", "threshold": 0.25,
        "weight": 3, "safety": true,
        "severity": [["above": 0.25, "severity": "medium"], ["above": 0.7, "severity": "critical"]],
    ])

    @Test(
        "A criterion is rated as the definition says, and its score sets the severity",
        arguments: [(0, 0.0, true, "low"), (2, 0.5, false, "medium"), (4, 1.0, false, "critical")])
    func criteria(rating: Int, score: Double, passed: Bool, severity: String) async throws {
        let result = try await result(
            Samples.catalog(promise), [MetricRequest("no_promise")], output: "It will certainly work.",
            judge: judge(rating: rating))
        let outcome = try #require(result["no_promise"])
        #expect(outcome.score?.value == score)
        #expect(outcome.passed == passed)
        #expect(outcome.weight == 3)
        #expect(outcome.direction == .higherIsWorse)
        #expect(outcome.severity?.rawValue == severity)
        #expect(result.severity.level?.rawValue == severity)
        if score > 0 {
            #expect(outcome.extra["severity_vector"]?.string?.hasPrefix("METRIC:no_promise/S:above 0.") == true)
        }
    }

    @Test("A request sets threshold and weight; what is measured stays as it was defined")
    func request() async throws {
        let catalog = Samples.catalog(
            ["name": "has_a", "summary": "s", "kind": "contains", "values": ["a", "b"], "weight": 2])
        let asked = MetricRequest(
            key: "has_a", id: "has_a", threshold: 0.5, criteria: "Anything.", weight: 5,
            options: ["values": ["x"], "mode": "none"])
        let outcome = try #require(try await result(catalog, [asked], output: "a")["has_a"])
        #expect(outcome.score?.value == 0.5)
        #expect(outcome.passed == true)
        #expect(outcome.threshold == 0.5 && outcome.weight == 5)
        let plain = try #require(try await result(catalog, [MetricRequest("Has-A")], output: "a")["Has-A"])
        #expect(plain.metricID == "has_a" && plain.passed == false && plain.weight == 2)
    }

    @Test("The definition's weight counts in the total")
    func weight() async throws {
        let catalog = Samples.catalog(
            ["name": "one", "summary": "s", "kind": "contains", "values": ["a"], "weight": 3],
            ["name": "two", "summary": "s", "kind": "pattern", "pattern": "b"])
        let result = try await result(catalog, [MetricRequest("one"), MetricRequest("two")], output: "a")
        #expect(result.total?.value == 0.75)
    }

    @Test("A part that the definition looks at and the request lacks is missing")
    func missing() async throws {
        let catalog = Samples.catalog(Samples.metric(["inputs": ["actual_output", "expected_output"]]))
        let outcome = try #require(try await result(catalog, [MetricRequest("tone")], output: "a")["tone"])
        #expect(outcome.status == .insufficientInput)
        #expect(outcome.missing == ["expected_output"])
    }

    @Test("The judge is shown the criterion, the steps and the rubric of the definition")
    func prompt() async throws {
        let judge = ScriptedJudge.oracle()
        let catalog = Samples.catalog(
            Samples.metric(["steps": ["Greets warmly."], "rubric": ["0": "icy", "4": "sunny"]]))
        _ = try await result(catalog, [MetricRequest("tone")], output: "Hello!", judge: judge)
        let task = try #require(judge.calls.first?.task)
        guard case .criteria(let criteria) = task else { return #expect(Bool(false), "\(task)") }
        #expect(criteria.steps.map(\.text) == ["Greets warmly."])
        #expect(criteria.criteria == "Is kind.")
        #expect(criteria.rubric == "0: icy\n4: sunny")
    }

    @Test("A tree and a schema of one's own work as the built-in metrics do")
    func treeAndSchema() async throws {
        let catalog = Samples.catalog(
            [
                "name": "tree", "summary": "s", "kind": "dag",
                "dag": ["question": "Does it greet?", "branches": ["yes": ["score": 1], "no": ["score": 0]]],
            ],
            ["name": "list", "summary": "s", "kind": "json_schema", "schema": ["type": "array"], "allow_fence": true])
        #expect(catalog["tree"]?.descriptor.reads == [.checklist, .criteria])
        let result = try await result(catalog, [MetricRequest("list")], output: "```\n[1]\n```")
        #expect(result.score("list") == 1)
        let subject = EvaluationCase(TestCase(input: "Hi", actualOutput: "Hello"))
        guard case .facts(let needs) = catalog["tree"]?.needs(MetricRequest("tree"), of: subject) else {
            return #expect(Bool(false))
        }
        #expect(needs.own.count == 1)
    }

    @Test("Built-in metrics stay what they are beside the operator's, in every listing once")
    func catalog() {
        let catalog = Samples.catalog(promise)
        #expect(catalog.descriptors.count == MetricCatalog().descriptors.count + 1)
        #expect(catalog["faithfulness"] is FaithfulnessMetric)
        #expect(catalog.markdown.contains("| `no_promise` | Kind. | low | 0.25 | `actual_output` |"))
        #expect(Set(catalog.descriptors.map(\.id)).count == catalog.descriptors.count)
    }
}
