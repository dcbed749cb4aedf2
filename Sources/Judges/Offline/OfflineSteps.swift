internal import Evaluation
internal import JSON

/// Splits a criterion at its sentences.
struct OfflineSteps {
    private let task: StepsTask

    init(_ task: StepsTask) { self.task = task }

    /// The object that the task's schema describes.
    var answer: JSONObject {
        let sentences = NumberedText.sentences(of: task.criteria).map(\.text)
            .filter { $0.unicodeScalars.count <= StepsTask.maximumLength }
        let steps = sentences.prefix(StepsTask.wanted.upperBound)
        return [
            "reasoning": "Split at sentences, without a language model.",
            "steps": .array(steps.map { ["step": .string($0)] }),
        ]
    }
}
