import Evaluation
import JSON

extension Oracle {
    /// The criterion's sentences.
    func answer(_ task: StepsTask) -> JSONObject {
        let steps = NumberedText.sentences(of: task.criteria).prefix(StepsTask.wanted.upperBound)
        return ["reasoning": "Split at sentences.", "steps": .array(steps.map { ["step": .string($0.text)] })]
    }
}
