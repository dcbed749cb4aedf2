import Evaluation
import JSON
import TestKit

/// Requests that several tests use.
enum EvaluationSamples {
    static let core = ["faithfulness", "answer_relevancy", "hallucination", "toxicity", "bias", "pii_leakage"]

    static func request(
        _ metrics: [String], input: String? = nil, output: String?, evidence: [String]? = nil, id: String = "e1"
    ) -> EvaluationRequest {
        EvaluationRequest(
            id: id,
            subject: .testCase(TestCase(input: input, actualOutput: output, retrievalContext: evidence)),
            metrics: metrics.map { MetricRequest($0) })
    }

    static func result(
        _ metrics: [String], input: String? = nil, output: String?, evidence: [String]? = nil,
        judge: ScriptedJudge = .oracle(), policy: EvaluationPolicy = EvaluationPolicy()
    ) async throws -> EvaluationResult {
        try await Evaluator(policy: policy).evaluate(
            request(metrics, input: input, output: output, evidence: evidence), judge: judge)
    }

    /// A grounding answer with one claim for each verdict and quote, in the order of the sentences.
    static func claims(_ claims: [(verdict: String, quote: String?)], overall: String, p: Double = 0.9) -> String {
        let items = claims.enumerated().map { place, claim in
            ScriptedAnswer([
                "sid": .string("s\(place + 1)"), "claim": .null, "verdict": .string(claim.verdict),
                "eid": claim.quote == nil ? .null : "e1", "quote": claim.quote.map { .string($0) } ?? .null,
                "p": .number(p),
            ]).text
        }
        return #"{"reasoning":"r","claims":[\#(items.joined(separator: ","))],"overall":"\#(overall)"}"#
    }
}

extension EvaluationResult {
    /// The outcome under a key.
    subscript(_ key: String) -> MetricOutcome? { outcomes.first { $0.key == key } }

    func score(_ key: String) -> Double? { self[key]?.score?.value }
}
