import Evaluation
import JSON
import TestKit
import Testing

/// Metrics that need no judge, asked about one answer.
enum RuleSamples {
    /// What came of one metric.
    static func outcome(
        _ id: String, _ output: String, _ options: JSONObject = [:], expected: String? = nil
    ) async throws -> MetricOutcome {
        let request = EvaluationRequest(
            id: "e", subject: .testCase(TestCase(actualOutput: output, expectedOutput: expected)),
            metrics: [MetricRequest(key: id, id: id, options: options)])
        let judge = ScriptedJudge.oracle()
        let outcome = try #require(try await Evaluator().evaluate(request, judge: judge)[id])
        #expect(judge.calls.isEmpty)
        return outcome
    }

    static func score(
        _ id: String, _ output: String, _ options: JSONObject = [:], expected: String? = nil
    ) async throws -> Double? {
        try await outcome(id, output, options, expected: expected).score?.value
    }
}
