extension ConversationTask {
    /// The tasks about one subject.
    static func parts(_ aspects: Aspects, of subject: EvaluationCase, policy: EvaluationPolicy) -> TaskParts {
        TaskParts(tasks: [BoundTask(.conversation(ConversationTask(input: subject.testCase.input, aspects: aspects)))])
    }
}
