extension TraceTask {
    /// The tasks about one subject.
    static func parts(_ aspects: Aspects, of subject: EvaluationCase, policy: EvaluationPolicy) -> TaskParts {
        TaskParts(tasks: [BoundTask(.trace(TraceTask(input: subject.testCase.input, aspects: aspects)))])
    }
}
