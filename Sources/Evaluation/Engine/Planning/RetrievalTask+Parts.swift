extension RetrievalTask {
    /// The tasks about one subject.
    static func parts(_ aspects: Aspects, of subject: EvaluationCase, policy: EvaluationPolicy) -> TaskParts {
        TaskParts(tasks: [BoundTask(.retrieval(RetrievalTask(input: subject.testCase.input, aspects: aspects)))])
    }
}
