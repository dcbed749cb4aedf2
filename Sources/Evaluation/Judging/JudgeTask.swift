/// One structured question to a judge: several metrics may read its findings.
///
/// Indirect, because all that waits for its answer holds it.
package indirect enum JudgeTask: Sendable, Hashable {
    /// Which claims of the answer the evidence supports, and whether the answer addresses the question.
    case grounding(GroundingTask)
    /// Which statements the answer makes.
    case extraction(ExtractionTask)
    /// Which spans of the answer are toxic, biased, personal data or break a rule, and whether it refuses.
    case safety(SafetyTask)
    /// What the retrieved context is good for.
    case retrieval(RetrievalTask)
    /// Which key points of a source a summary holds.
    case summary(SummaryTask)
    /// What the turns of a conversation do.
    case conversation(ConversationTask)
    /// What an agent's run achieves and how.
    case trace(TraceTask)
    /// Closed questions of the operator, answered one by one.
    case checklist(ChecklistTask)
    /// Which steps a custom criterion consists of.
    case steps(StepsTask)
    /// How far the answer meets each step of a custom criterion.
    case criteria(CriteriaTask)
    /// Which of two answers is better, in one order.
    case battle(BattleTask)

    /// The question as an LLM reads it. The same task and fence give the same prompt, and tasks about the same texts
    /// prompts that begin alike.
    ///
    /// - Parameter fence: makes the marks around the data.
    package func prompt(_ fence: PromptFence) -> JudgePrompt {
        switch self {
        case .grounding(let task): task.prompt(fence)
        case .extraction(let task): task.prompt(fence)
        case .safety(let task): task.prompt(fence)
        case .retrieval(let task): task.prompt(fence)
        case .summary(let task): task.prompt(fence)
        case .conversation(let task): task.prompt(fence)
        case .trace(let task): task.prompt(fence)
        case .checklist(let task): task.prompt(fence)
        case .steps(let task): task.prompt(fence)
        case .criteria(let task): task.prompt(fence)
        case .battle(let task): task.prompt(fence)
        }
    }

    /// The same with one mark that does not depend on the data.
    ///
    /// - Parameter nonce: the mark's digits.
    package func prompt(nonce: String) -> JudgePrompt { prompt(PromptFence(nonce: nonce)) }

    /// The kinds of task as telemetry, schemas and the catalogue name them.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case grounding, extraction, safety, retrieval, summary, conversation, trace, checklist, steps, criteria, battle
    }

    package var kind: Kind {
        switch self {
        case .grounding: .grounding
        case .extraction: .extraction
        case .safety: .safety
        case .retrieval: .retrieval
        case .summary: .summary
        case .conversation: .conversation
        case .trace: .trace
        case .checklist: .checklist
        case .steps: .steps
        case .criteria: .criteria
        case .battle: .battle
        }
    }

    /// The task's kind as telemetry and schemas name it.
    package var name: String { kind.rawValue }
}
