import Evaluation
import JSON
import TestKit
import Testing

@Suite("Criteria, keywords and exact answers")
struct CriteriaMetricTests {
    private func judge(_ ratings: [Int], quote: String? = nil, p: Double = 0.9) -> ScriptedJudge {
        let steps = ratings.enumerated().map { place, rating in
            ScriptedAnswer([
                "id": .string("step\(place + 1)"), "observation": "o", "quote": quote.map { .string($0) } ?? .null,
                "rating": .integer(Int64(rating)), "p": .number(p),
            ]).text
        }
        return .fixed(#"{"reasoning":"","steps":[\#(steps.joined(separator: ","))]}"#)
    }

    private func result(
        _ metric: MetricRequest, judge: ScriptedJudge = .oracle(), testCase: TestCase
    ) async throws -> EvaluationResult {
        try await Evaluator().evaluate(
            EvaluationRequest(id: "e", subject: .testCase(testCase), metrics: [metric]), judge: judge)
    }

    private var custom: MetricRequest {
        MetricRequest(key: "g_eval", id: "g_eval", criteria: "Is kind.", steps: ["Greets.", "Thanks.", "Smiles."])
    }

    @Test("The score is the mean rating by quarters")
    func mean() async throws {
        let result = try await result(
            custom, judge: judge([4, 2, 0], quote: "Hello there"), testCase: TestCase(actualOutput: "Hello there, Sam.")
        )
        #expect(result.score("g_eval") == 0.5)
        #expect(result["g_eval"]?.passed == false)
        #expect(result["g_eval"]?.findings.count == 3)
        #expect(result["g_eval"]?.findings.first?["part"]?.string == "actual_output")
    }

    @Test("Without a quote that exists nothing is surer than 0.6, and a false one makes it less sure")
    func quotes() async throws {
        let testCase = TestCase(actualOutput: "Hello there, Sam.")
        let bare = try await result(custom, judge: judge([4, 4, 4]), testCase: testCase)
        let quoted = try await result(custom, judge: judge([4, 4, 4], quote: "Hello there"), testCase: testCase)
        #expect(try #require(bare["g_eval"]?.confidence) <= 0.6)
        #expect(try #require(quoted["g_eval"]?.confidence) > 0.6)
        let forged = try await result(custom, judge: judge([4, 4, 4], quote: "Goodbye forever"), testCase: testCase)
        #expect(forged["g_eval"]?.error?.code == .unreliable)
    }

    @Test("A criterion looks at the parts the client names, under any of their spellings")
    func parameters() async throws {
        var metric = custom
        metric.parameters = ["LLMTestCaseParams.EXPECTED_OUTPUT", "actual_output"]
        let judge = judge([4, 4, 4])
        _ = try await result(metric, judge: judge, testCase: TestCase(actualOutput: "A", expectedOutput: "B"))
        guard case .criteria(let task) = judge.calls.first?.task else {
            Issue.record("no criteria task")
            return
        }
        #expect(task.parts.map(\.label) == ["actual_output", "expected_output"])
        let missing = try await result(metric, judge: judge, testCase: TestCase(actualOutput: "A"))
        #expect(missing["g_eval"]?.missing == ["expected_output"])
    }

    @Test("Keywords: the score, and politeness beside it without counting")
    func basic() async throws {
        var metric = MetricRequest("basic_match")
        metric.criteria = "Pho"
        let judge = ScriptedJudge.oracle()
        let found = try await result(metric, judge: judge, testCase: TestCase(actualOutput: "Try the Pho."))
        #expect(found.score("basic_match") == 1)
        #expect(found.total == .one)
        #expect(found["basic_match"]?.sideScores.first?.key == "politeness")
        #expect(found["basic_match"]?.sideScores.first?.score.value == 0.8)
        #expect(judge.calls.isEmpty)
        #expect(found.judge == nil)
        let absent = try await result(metric, testCase: TestCase(actualOutput: "Thank you!"))
        #expect(absent.score("basic_match") == 0)
        metric.criteria = ""
        #expect(try await result(metric, testCase: TestCase(actualOutput: "x")).error?.code == "INSUFFICIENT_INPUT")
    }

    @Test("An exact answer may differ in white space at its ends and in normal form only")
    func exact() async throws {
        let metric = MetricRequest("exact_match")
        let same = try await result(metric, testCase: TestCase(actualOutput: " cafe\u{301}\n", expectedOutput: "café"))
        #expect(same.score("exact_match") == 1)
        let other = try await result(metric, testCase: TestCase(actualOutput: "Café", expectedOutput: "café"))
        #expect(other.score("exact_match") == 0)
        let none = try await result(metric, testCase: TestCase(actualOutput: "Café"))
        #expect(none["exact_match"]?.missing == ["expected_output"])
    }

    @Test("Hallucination without evidence asks about general knowledge, and is never surer than 0.6")
    func closedBook() async throws {
        let judge = ScriptedJudge.fixed(EvaluationSamples.claims([("contradicted", nil)], overall: "contradicted"))
        let result = try await result(
            MetricRequest("hallucination"), judge: judge, testCase: TestCase(actualOutput: "Paris is in Peru."))
        #expect(result.score("hallucination") == 1)
        #expect(try #require(result["hallucination"]?.confidence) <= 0.6)
        #expect(result["hallucination"]?.extra["closed_book"] == true)
    }

    @Test("A vague invention counts half of a specific one")
    func vagueness() async throws {
        let judge = ScriptedJudge.fixed(
            EvaluationSamples.claims([("not_in_evidence", nil)], overall: "some_unsupported"))
        func score(_ output: String) async throws -> Double? {
            try await EvaluationSamples.result(
                ["hallucination"], output: output, evidence: ["Pears are green."], judge: judge
            ).score("hallucination")
        }
        #expect(try await score("It was painted in 1971.") == 1)
        #expect(try await score("It was painted long ago.") == 0.5)
    }
}
