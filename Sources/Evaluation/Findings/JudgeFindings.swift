/// What one judge call found.
package indirect enum JudgeFindings: Sendable, Hashable {
    case grounding(GroundingFindings)
    case extraction(ExtractionFindings)
    case safety(SafetyFindings)
    case retrieval(RetrievalFindings)
    case summary(SummaryFindings)
    case conversation(ConversationFindings)
    case trace(TraceFindings)
    case checklist(ChecklistFindings)
    case steps(StepsFindings)
    case criteria(CriteriaFindings)
    case battle(BattleFindings)

    var quotes: QuoteTally {
        switch self {
        case .grounding(let findings): findings.quotes
        case .extraction: QuoteTally()
        case .safety(let findings): findings.quotes
        case .retrieval(let findings): findings.quotes
        case .summary(let findings): findings.quotes
        case .conversation(let findings): findings.quotes
        case .trace(let findings): findings.quotes
        case .checklist(let findings): findings.quotes
        case .steps: QuoteTally()
        case .criteria(let findings): findings.quotes
        case .battle(let findings): findings.quotes
        }
    }

    /// Reads and verifies an answer to a task.
    ///
    /// - Throws: `AnswerError` when the answer breaks the schema or names what was not shown.
    init(_ bound: BoundTask, answer: String) throws(AnswerError) {
        switch bound.task {
        case .grounding(let task):
            guard let document = bound.document, let evidence = bound.evidence else { throw Self.unbound }
            self = .grounding(
                try GroundingFindings(
                    task: task, answer: answer, document: document,
                    evidence: bound.readsEvidenceAlone ? evidence.unread : evidence))
        case .extraction(let task): self = .extraction(try ExtractionFindings(task: task, answer: answer))
        case .safety(let task):
            guard let document = bound.document else { throw Self.unbound }
            self = .safety(try SafetyFindings(task: task, answer: answer, document: document))
        case .retrieval(let task): self = .retrieval(try RetrievalFindings(task: task, answer: answer))
        case .summary(let task): self = .summary(try SummaryFindings(task: task, answer: answer))
        case .conversation(let task): self = .conversation(try ConversationFindings(task: task, answer: answer))
        case .trace(let task): self = .trace(try TraceFindings(task: task, answer: answer))
        case .checklist(let task): self = .checklist(try ChecklistFindings(task: task, answer: answer))
        case .steps(let task): self = .steps(try StepsFindings(task: task, answer: answer))
        case .criteria(let task): self = .criteria(try CriteriaFindings(task: task, answer: answer))
        case .battle(let task): self = .battle(try BattleFindings(task: task, answer: answer))
        }
    }

    private static var unbound: AnswerError { AnswerError("there is no document to read it against") }
}
