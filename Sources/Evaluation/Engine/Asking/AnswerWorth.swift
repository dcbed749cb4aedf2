/// Whether an answer that was read may stand for an answer to the same question asked again.
enum AnswerWorth: Sendable, Hashable {
    case sound
    /// It counts as it is, but the judge may do better another time: it left something out, or invented quotes.
    case poor

    init(_ findings: ExtractionFindings) { self = findings.isComplete ? .sound : .poor }

    init(_ findings: JudgeFindings) {
        self = findings.isComplete && !findings.quotes.isVoid && !findings.quotes.needsReview ? .sound : .poor
    }
}

extension JudgeFindings {
    /// The judge said something about everything it was asked about, and named nothing that is not there.
    var isComplete: Bool {
        switch self {
        case .grounding(let found):
            !found.claims.contains(where: \.isMissing) && !found.roles.contains(where: \.isMissing)
        case .extraction(let found): found.isComplete
        case .safety(let found):
            found.unplacedHarm.isEmpty && found.unplacedPersonalData.isEmpty && found.unplacedBreaches.isEmpty
        case .retrieval(let found):
            !found.chunks.contains(where: \.isMissing) && !found.sentences.contains(where: \.isMissing)
                && !found.passages.contains(where: \.isMissing)
        case .summary(let found): !found.points.contains(where: \.isMissing)
        case .conversation(let found):
            !found.relevance.contains(where: \.isMissing) && !found.conduct.contains(where: \.isMissing)
                && !found.intentions.contains(where: \.isMissing)
        case .trace(let found):
            !found.goals.contains(where: \.isMissing) && !found.steps.contains(where: \.isMissing)
                && !found.calls.contains(where: \.isMissing) && !found.plan.contains(where: \.isMissing)
        // Their readers throw where something is left out.
        case .checklist, .steps, .criteria, .battle: true
        }
    }
}
