/// Remembers the steps of criteria, so that every evaluation by the same words is judged by the same steps and only the
/// first one pays for them.
package protocol StepMemory: Sendable {
    /// The steps under a key, or the duty to find them: who gets `.missing` must call `settle`, whatever happens.
    ///
    /// Waits while another caller has that duty; a cancelled caller gets `.abandoned` at once.
    func steps(for key: StepKey) async -> StepRecall

    /// Ends the duty that `.missing` brought.
    ///
    /// - Parameter result: nil when the work was cancelled; the duty goes to one of those who wait.
    func settle(_ key: StepKey, _ result: CompiledSteps?) async
}

/// What a memory of steps knows.
package typealias StepRecall = MemoryRecall<CompiledSteps>

/// What steps are remembered by: the criterion as the judge is asked, and who was asked.
package struct StepKey: Sendable, Hashable {
    package let task: StepsTask
    package let judge: JudgeIdentity

    package init(task: StepsTask, judge: JudgeIdentity) {
        self.task = task
        self.judge = judge
    }
}

/// What came of splitting a criterion.
package struct CompiledSteps: Sendable, Hashable {
    /// Empty when the judge found none: the criterion is then its only step.
    package let steps: [String]
    /// Why there are none.
    package let failure: JudgeError.Code?

    package init(_ steps: [String]) {
        self.steps = steps
        failure = nil
    }

    package init(failure: JudgeError.Code) {
        steps = []
        self.failure = failure
    }

    /// Whether asking again would give the same: steps, or a judge that cannot answer this question.
    var isLasting: Bool {
        switch failure {
        case nil, .malformed, .refused, .truncated: true
        default: false
        }
    }
}
