/// Claims asked against evidence that is too long for one question: against one part after the other, the nearest first, and
/// only those that no part has supported yet.
///
/// What any part supports is supported; what one contradicts and none supports is contradicted. A part that got no usable
/// answer takes nothing away from what others support, and what stays open beside it counts in full against the answer.
/// Pure: it says what to ask next and joins what was found.
struct EvidenceRounds {
    /// All claims so far; nil before the first round.
    private(set) var findings: GroundingFindings?
    /// Share of the evidence that the claims which are still open were asked against, in scalars, 0 to 1.
    private(set) var coverage = 1.0
    private var rounds = 0
    /// Why a part of the evidence got no usable answer; the first such cause.
    private(set) var failure: JudgeError.Code?

    /// The claims that are worth asking against more evidence.
    private(set) var open: [GroundingFindings.Claim] = []

    /// Adds what was found in one part of the evidence.
    ///
    /// - Parameters:
    ///   - found: in the first round about the whole question; later about open claims.
    ///   - asked: the question.
    ///   - coverage: share of the evidence that a claim was asked against in all rounds so far, 0 to 1.
    mutating func add(
        _ found: GroundingFindings, about asked: GroundingTask, coverage: (GroundingFindings.Claim) -> Double
    ) {
        rounds += 1
        if var whole = findings {
            whole.add(fromMoreEvidence: found, about: Set(asked.sentences.map(\.id)))
            findings = whole
        } else {
            findings = found
        }
        open = findings?.claims.filter(\.isOpen) ?? []
        self.coverage = open.map(coverage).min() ?? 1
    }

    /// A later part of the evidence got no usable answer.
    ///
    /// - Throws: the error, where what was found before is no result: nothing was, or the judge is away, so that the request
    ///   is judged again and what was answered already is remembered.
    mutating func skip(_ error: JudgeError) throws(JudgeError) {
        guard findings != nil, error.code.concernsOnePart else { throw error }
        rounds += 1
        failure = failure ?? error.code
    }

    /// Everything that was found, with what of the evidence it rests on.
    var result: GroundingFindings? {
        var found = findings
        // Seeing more evidence cannot take support away.
        found?.evidenceCoverage = coverage
        if !open.isEmpty || failure?.concernsJudge == true { found?.leaveOpen(because: failure) }
        // A verdict on the whole answer was given in view of one part only.
        if rounds > 1 { found?.overall = nil }
        return found
    }

    /// The open claims as statements to verify, each once.
    var statements: [ExtractionFindings.Statement] {
        var seen: Set<ExtractionFindings.Statement> = []
        return open.map { ExtractionFindings.Statement(sentence: $0.sentence, text: $0.text) }
            .filter { seen.insert($0).inserted }
    }

    /// A question about the open claims alone.
    ///
    /// - Parameters:
    ///   - task: the first question.
    ///   - evidence: what is shown this time.
    ///   - isAsked: whether there is more evidence for a sentence. Default: for all of them.
    func question(
        _ task: GroundingTask, evidence: [NumberedText], where isAsked: (NumberedText) -> Bool = { _ in true }
    ) -> GroundingTask {
        let wanted = Set(open.map(\.sentence))
        return GroundingTask(
            input: task.input, sentences: task.sentences.filter { wanted.contains($0.id) && isAsked($0) },
            evidence: evidence,
            asksForClaims: true, asksForRelevancy: false, dataMark: task.dataMark)
    }
}

extension JudgeError.Code {
    /// The judge is there and has no usable answer to this question; it may have one to the same about other evidence.
    fileprivate var concernsOnePart: Bool {
        switch self {
        case .refused, .truncated, .malformed, .unreliable, .canaryFailed, .rejected: true
        case .notConfigured, .overrideRefused, .unauthorized, .quotaExhausted, .budgetExhausted, .rateLimited,
            .timedOut, .unavailable, .protocolUnsupported, .cancelled:
            false
        }
    }
}

extension JudgeError.Code {
    /// It says that the judge was led astray or makes things up, which whatever else it supports does not take back.
    fileprivate var concernsJudge: Bool { self == .canaryFailed || self == .unreliable }
}

extension GroundingFindings {
    /// Notes that a part of the evidence is not known, and which claims it may say more about.
    fileprivate mutating func leaveOpen(because failure: JudgeError.Code?) {
        guard let failure else { return }
        unread = failure
        for place in claims.indices where claims[place].isOpen { claims[place].isUnread = true }
    }
}

extension GroundingFindings.Claim {
    /// More evidence may support it.
    fileprivate var isOpen: Bool {
        !isAddressedToEvaluator && (verdict == .notInEvidence || verdict == .contradicted)
    }
}
