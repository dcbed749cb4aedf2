internal import Evaluation
internal import JSON

/// Answers custom criteria: how much of what a step, the question and the expected answer speak of is in the answer.
struct OfflineCriteria {
    private let task: CriteriaTask
    private let answerText: LexicalText
    private let references: [LexicalText]

    init(_ task: CriteriaTask) {
        self.task = task
        let judged = task.parts.filter { $0.label == "actual_output" }
        answerText = LexicalText((judged.isEmpty ? task.parts : judged).map(\.text).joined(separator: "\n"))
        let expected = task.parts.filter { $0.label == "expected_output" }
        let others = task.parts.filter { $0.label != "actual_output" && !judged.isEmpty }
        references = (expected.isEmpty ? others : expected).map { LexicalText($0.text) }
    }

    /// The object that the task's schema describes.
    var answer: JSONObject {
        let steps = task.steps.map { step -> JSONValue in
            [
                "id": .string(step.id), "observation": "Rated by shared words alone.", "quote": nil,
                "rating": .integer(Int64(rating(of: step))), "p": OfflineJudge.confidence,
            ]
        }
        return ["reasoning": "Compared by shared words, without a language model.", "steps": .array(steps)]
    }

    /// 0 for an answer without words; otherwise the better of what the step names and what the other parts hold.
    private func rating(of step: NumberedText) -> Int {
        guard !answerText.contentSet.isEmpty else { return 0 }
        let named = answerText.share(of: LexicalText(step.text).contentSet)
        let referred = references.map { answerText.share(of: $0.contentSet) }.max() ?? 0
        return Int((max(named, referred) * Double(CriteriaTask.bestRating)).rounded())
    }
}
