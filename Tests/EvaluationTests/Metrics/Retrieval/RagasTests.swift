import Evaluation
import JSON
import TestKit
import Testing

@Suite("The mean of four")
struct RagasTests {
    private typealias Samples = RetrievalSamples
    private let parts = ["answer_relevancy", "faithfulness", "contextual_precision", "contextual_recall"]

    @Test("It is the mean of the four metrics, from the same calls as they")
    func mean() async throws {
        let judge = ScriptedJudge.oracle()
        let output = "The tower was built in 1912. Dolphins guard its cellar."
        let result = try await Samples.result(["ragas"] + parts, output: output, judge: judge)
        #expect(judge.calls.count == 2)
        let scores = parts.compactMap { result.score($0) }
        #expect(scores.count == 4)
        let outcome = try #require(result["ragas"])
        #expect(abs(try #require(outcome.score).value - scores.reduce(0, +) / 4) < 1e-9)
        #expect(outcome.sideScores.map(\.key) == parts.map { "ragas_\($0)" })
        #expect(outcome.sideScores.map(\.score.value) == scores)
        let alone = try await Samples.result(["ragas"], output: output)
        #expect(alone.score("ragas") == outcome.score?.value)
        #expect(try #require(alone["ragas"]?.confidence) <= 0.99)
    }

    @Test("Parts that do not apply are left out and named")
    func leftOut() async throws {
        let outcome = try #require(try await Samples.result(["ragas"], expected: nil)["ragas"])
        #expect(outcome.sideScores.map(\.key) == ["ragas_answer_relevancy", "ragas_faithfulness"])
        #expect(outcome.reason.hasSuffix("Without contextual_precision, contextual_recall."))
        #expect(
            outcome.extra["not_applicable"]?["contextual_recall"]?.string == "the request lacks expected_output")
        let nothing = try #require(try await Samples.result(["ragas"], chunks: [])["ragas"])
        #expect(nothing.sideScores.map(\.key) == ["ragas_answer_relevancy", "ragas_contextual_recall"])
        #expect(nothing.sideScores.last?.score == .zero)
    }

    @Test("What it needs in any case is asked for")
    func missing() async throws {
        let outcome = try #require(
            try await Samples.result(["ragas"], input: nil, expected: nil, chunks: nil)["ragas"])
        #expect(outcome.missing == ["input", "retrieval_context"])
    }
}
