import Evaluation
import TestKit
import Testing

/// What a reason names of claims that failed.
struct GroundingReasonTests {
    @Test("three are quoted, with their sentences, and of the rest their number is said", arguments: [1, 3, 4, 6])
    func named(count: Int) async throws {
        let sentences = (1...count).map { "The number \($0) was drawn on day \($0 + 20)." }
        let judge = ScriptedJudge.fixed(
            EvaluationSamples.claims(
                Array(repeating: ("not_in_evidence", nil), count: count), overall: "some_unsupported"))
        let result = try await EvaluationSamples.result(
            ["faithfulness"], output: sentences.joined(separator: " "), evidence: ["The apple is red."], judge: judge)
        let reason = try #require(result["faithfulness"]?.reason)
        for (place, sentence) in sentences.enumerated() {
            #expect(reason.contains("\"\(sentence)\" (s\(place + 1))") == (place < 3), "\(reason)")
        }
        #expect(reason.contains(" and \(count - 3) more.") == (count > 3), "\(reason)")
        #expect(reason.contains(" more") == (count > 3), "\(reason)")
    }
}
