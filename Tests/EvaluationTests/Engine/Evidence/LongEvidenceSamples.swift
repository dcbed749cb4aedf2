import Evaluation
import TestKit

/// Evidence of about 300,000 scalars in 75 elements: 5 parts of a structured question, 25 rounds of plain ones.
enum LongEvidence {
    static let needle = "The harbour tower was painted green in 1931."
    static let count = 75
    /// Parts of structured questions.
    static let parts = 5

    private static let filler = "Nothing of note happened in that valley during these years. "
    private static let words = [
        "A harbour is deep. ", "Some tower is high. ", "People painted. ", "Leaves are green. ", "It was 1931. ",
    ]

    /// Every element holds all words of ``needle``, but far apart: none is nearer than another, and none says what the
    /// needle says.
    ///
    /// - Parameter added: sentences, by the element they end.
    static func elements(_ added: [Int: String] = [:]) -> [String] {
        (0..<count).map { place in
            let spread = words.map { $0 + String(repeating: filler, count: 4) }.joined()
            return "Row \(place). " + spread + String(repeating: filler, count: 43) + (added[place] ?? "")
        }
    }

    static func request(
        _ evidence: [String], output: String = needle, metric: String = "faithfulness"
    ) -> EvaluationRequest {
        EvaluationSamples.request([metric], input: "What is known?", output: output, evidence: evidence)
    }
}

extension ScriptedJudge.Call {
    /// The ids of the evidence that was shown.
    var shownEvidence: [String] {
        if case .grounding(let task) = task { task.evidence.map(\.id) } else { [] }
    }

    /// The sentences that were asked about.
    var askedSentences: [String] {
        if case .grounding(let task) = task { task.sentences.map(\.text) } else { [] }
    }
}
