/// A judge task with what its answer is read against.
package struct BoundTask: Sendable, Hashable {
    package let task: JudgeTask
    /// The text whose sentences the task names; nil when it names none.
    let document: JudgedDocument?
    /// The evidence that quotes are verified against; nil when there is none.
    let evidence: EvidenceIndex?
    /// One answer is read against the evidence and no other: nothing of what reading it takes is kept.
    let readsEvidenceAlone: Bool

    /// - Parameter readsEvidenceAlone: Default: what is read once is kept for other answers.
    package init(
        _ task: JudgeTask, document: JudgedDocument? = nil, evidence: EvidenceIndex? = nil,
        readsEvidenceAlone: Bool = false
    ) {
        self.task = task
        self.readsEvidenceAlone = readsEvidenceAlone
        self.document = document
        self.evidence = evidence
    }

    /// The task holds the texts that matter; the same question about the same document is the same question.
    package static func == (left: BoundTask, right: BoundTask) -> Bool {
        left.task == right.task && left.document?.text == right.document?.text
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(task) }
}

/// The tasks of one family about one subject.
struct TaskParts {
    var tasks: [BoundTask] = []
    /// Share of the examined text that the tasks show, 0 to 1.
    var coverage: Double = 1
}
