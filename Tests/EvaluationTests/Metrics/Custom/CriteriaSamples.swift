import Evaluation
import JSON
import TestKit

/// Criteria, answers and requests that several tests use.
enum CriteriaSamples {
    /// Long enough to be split, of three sentences.
    static let criteria =
        "The answer names the colour of the apple. The answer names its price. The answer thanks the reader."

    static func metric(_ change: (inout MetricRequest) -> Void = { _ in }) -> MetricRequest {
        var metric = MetricRequest("g_eval")
        metric.criteria = criteria
        change(&metric)
        return metric
    }

    /// A criteria answer with a rating for each step.
    static func ratings(_ ratings: [Int], quote: String? = nil, p: Double = 0.9) -> String {
        let steps = ratings.enumerated().map { place, rating in
            ScriptedAnswer([
                "id": .string("step\(place + 1)"), "observation": "o", "quote": quote.map { .string($0) } ?? .null,
                "rating": .integer(Int64(rating)), "p": .number(p),
            ]).text
        }
        return #"{"reasoning":"","steps":[\#(steps.joined(separator: ","))]}"#
    }

    static func steps(_ steps: [String]) -> String {
        let items = steps.map { ScriptedAnswer(["step": .string($0)]).text }
        return #"{"reasoning":"","steps":[\#(items.joined(separator: ","))]}"#
    }

    static func request(_ metrics: [MetricRequest], _ testCase: TestCase) -> EvaluationRequest {
        EvaluationRequest(id: "e", subject: .testCase(testCase), metrics: metrics)
    }

    static let testCase = TestCase(input: "Which apple?", actualOutput: "The apple is red. It costs 3 euros.")
}
