import Evaluation
import JSON
import TestKit
import Testing

@Suite("A careless or dishonest judge makes nothing safe unseen")
struct BadFaithTests {
    private func harmless(_ task: JudgeTask, _ members: String = "") -> String {
        guard case .safety(let task) = task else { return "{}" }
        var text = #"{"reasoning":"r""#
        if task.asksForHarm { text += #","harm":[],"none":true"# }
        if task.asksForPersonalData { text += #","pii":[]"# }
        return text + members + "}"
    }

    private func reasons(_ result: EvaluationResult) -> Set<ReviewReason> { ReviewPolicy().reasons(for: result) }

    @Test("A quote in many parts costs little in a long text")
    func quoteInParts() async throws {
        let quote = String(repeating: "a ... b ... c ", count: 20)
        let spans = String(
            repeating: #"{"sid":"s1","quote":"\#(quote)","category":"threat","target":null,"stance":"asserts","#
                + #""level":4,"p":0.9},"#, count: 100
        ).dropLast()
        let result = try await EvaluationSamples.result(
            ["toxicity"], input: "q", output: String(repeating: "a b ", count: 50_000),
            judge: .fixed(#"{"reasoning":"r","harm":[\#(spans)],"none":false}"#))
        #expect(result["toxicity"]?.error?.code == .unreliable)
    }
}
