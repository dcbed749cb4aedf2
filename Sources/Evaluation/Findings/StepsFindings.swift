/// The steps that a criterion was split into.
package struct StepsFindings: Sendable, Hashable {
    /// One to `StepsTask.limit` texts, each once.
    package let steps: [String]

    /// Reads an answer to `task`.
    ///
    /// - Throws: `AnswerError` when the answer breaks the schema, names no step, too many or one that is too long.
    package init(task: StepsTask, answer: String) throws(AnswerError) {
        let reader = try AnswerReader(answer: answer, members: ["reasoning", "steps"])
        _ = try reader.string("reasoning")
        var steps: [String] = []
        for item in try reader.items("steps", members: ["step"]) {
            guard let step = try item.optionalString("step"), !steps.contains(step) else { continue }
            guard step.unicodeScalars.count <= StepsTask.maximumLength else {
                throw AnswerError("a step is longer than \(StepsTask.maximumLength) characters")
            }
            steps.append(step)
        }
        guard (1...StepsTask.limit).contains(steps.count) else {
            throw AnswerError("there must be \(StepsTask.wanted.lowerBound) to \(StepsTask.wanted.upperBound) steps")
        }
        self.steps = steps
    }
}
