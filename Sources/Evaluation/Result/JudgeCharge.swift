/// What one question to a judge cost, and for whom it was asked.
package struct JudgeCharge: Sendable, Hashable {
    /// Keys of the metrics that read its answer, in the order of the request; never empty.
    package var metrics: [String]
    /// The model that answered; the one that was asked where none did.
    package var model: String
    /// All calls of the question, repeated ones included.
    package var usage: JudgeUsage

    package init(metrics: [String], model: String, usage: JudgeUsage) {
        self.metrics = metrics
        self.model = model
        self.usage = usage
    }
}

extension [JudgeCharge] {
    /// What some questions cost that were put side by side.
    ///
    /// - Parameters:
    ///   - readers: the keys of the metrics that read each answer, in the order of the questions.
    ///   - model: the judge's own, where neither the answer nor the question names one.
    init(_ judged: JudgedTasks, of tasks: [EvaluationPlan.PlannedTask], readers: [[String]], model: String) {
        self = zip(judged.outcomes, zip(tasks, readers)).map { outcome, asked in
            JudgeCharge(
                metrics: asked.1, model: outcome.model ?? asked.0.model ?? model, usage: outcome.usage)
        }
    }
}
