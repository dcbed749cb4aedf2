import Evaluation
import JSON
import TestKit

/// Requests and judge answers about retrieved chunks.
enum RetrievalSamples {
    static let metrics = ["contextual_precision", "contextual_recall", "contextual_relevancy"]
    static let input = "When was the tower built, and what does a ticket cost?"
    static let chunks = [
        "The tower was built in 1912.", "Bread is baked with yeast and flour.", "A ticket costs eight euros.",
    ]
    static let expected = "The tower was built in 1912. A ticket costs eight euros."

    static func result(
        _ metrics: [String] = metrics, input: String? = input, output: String? = "In 1912.",
        expected: String? = expected, chunks: [String]? = chunks, context: [String]? = nil,
        judge: ScriptedJudge = .oracle(), policy: EvaluationPolicy = EvaluationPolicy()
    ) async throws -> EvaluationResult {
        try await Evaluator(policy: policy).evaluate(
            EvaluationRequest(
                id: "e1",
                subject: .testCase(
                    TestCase(
                        input: input, actualOutput: output, expectedOutput: expected, context: context,
                        retrievalContext: chunks)),
                metrics: metrics.map { MetricRequest($0) }), judge: judge)
    }

    /// An answer with one verdict for each chunk; nil leaves the chunk out.
    static func chunks(_ uses: [(use: String, quote: String?)?], p: Double = 0.9) -> String {
        let items = uses.enumerated().compactMap { place, said in
            said.map { said in
                ScriptedAnswer([
                    "id": .string("e\(place + 1)"), "quote": said.quote.map { .string($0) } ?? .null,
                    "use": .string(said.use), "p": .number(p),
                ]).text
            }
        }
        return #"{"reasoning":"r","chunks":[\#(items.joined(separator: ","))]}"#
    }

    /// An answer with one verdict for each expected sentence; nil leaves the sentence out.
    static func sentences(_ verdicts: [(attribution: String, quote: String?)?], p: Double = 0.9) -> String {
        let items = verdicts.enumerated().compactMap { place, said in
            said.map { said in
                ScriptedAnswer([
                    "id": .string("x\(place + 1)"), "eid": said.quote == nil ? .null : "e1",
                    "quote": said.quote.map { .string($0) } ?? .null, "attribution": .string(said.attribution),
                    "p": .number(p),
                ]).text
            }
        }
        return #"{"reasoning":"r","sentences":[\#(items.joined(separator: ","))]}"#
    }

    /// An answer with one verdict for each passage by its id.
    static func passages(_ verdicts: [(id: String, isRelevant: Bool, quote: String?)], p: Double = 0.9) -> String {
        let items = verdicts.map { said in
            ScriptedAnswer([
                "id": .string(said.id), "quote": said.quote.map { .string($0) } ?? .null,
                "relevant": .bool(said.isRelevant), "p": .number(p),
            ]).text
        }
        return #"{"reasoning":"r","passages":[\#(items.joined(separator: ","))]}"#
    }
}
