/// A task put as plain questions, one short call each, to a model that is too small for a structured answer: our code
/// splits, locates and counts, the model only says how probable a yes is.
package struct BinaryCall {
    let bound: BoundTask
    let hardening: Hardening
    let sample: Int
    private var judge: any Judge
    let anchors: AnchorMemory
    /// What was spent so far, anchors included.
    private(set) var usage = JudgeUsage()
    /// The model that answered; nil when none did.
    private(set) var model: String?

    /// What the model must have given on average to the words asked for; below, it does not answer the questions.
    static let leastMass = 0.3

    /// - Parameters:
    ///   - hardening: Default: nothing is done.
    ///   - sample: Default: 0, the plain question.
    ///   - anchors: what is known of how models say yes. Default: nothing.
    package init(
        _ bound: BoundTask, hardening: Hardening = [], sample: Int = 0, judge: any Judge,
        anchors: AnchorMemory = AnchorMemory(capacity: 64)
    ) {
        self.anchors = anchors
        self.bound = bound
        self.hardening = hardening
        self.sample = sample
        self.judge = judge
    }

    /// What the answers amount to; canaries judged wrongly are asked about once more, with marks and others.
    ///
    /// - Throws: `JUDGE_PROTOCOL_UNSUPPORTED` for tasks that plain questions cannot carry, and for a model without token
    ///   probabilities; `JUDGE_CANARY_FAILED` when it judges wrongly what is known; `JUDGE_ANSWER_MALFORMED` when it
    ///   answers with other words; whatever a question ends in.
    package mutating func findings() async throws(JudgeError) -> JudgeFindings {
        guard judge.capability.hasTokenProbabilities else {
            throw JudgeError(
                .protocolUnsupported, "the binary protocol needs token probabilities, and the model gives none")
        }
        guard case .grounding(let task) = bound.task, task.asksForClaims, let evidence = bound.evidence,
            !evidence.isEmpty
        else { return try await findings(about: bound, evidence: nil) }
        var plain = PlainEvidence(evidence, sentences: task.sentences)
        guard plain.isLong || evidence.share < 1 else { return try await findings(about: bound, evidence: plain) }
        var rounds = EvidenceRounds()
        var asked = task
        while rounds.findings == nil || !asked.sentences.isEmpty {
            let found: JudgeFindings
            do throws(JudgeError) {
                found = try await findings(
                    about: BoundTask(.grounding(asked), document: bound.document, evidence: evidence), evidence: plain)
            } catch {
                try rounds.skip(error)
                break
            }
            guard case .grounding(let grounding) = found else { return found }
            rounds.add(grounding, about: asked) { claim in plain.coverage(of: claim.sentence) }
            plain.round += 1
            asked = rounds.question(task, evidence: task.evidence, where: plain.has)
        }
        guard let result = rounds.result else { throw JudgeError(.malformed, "nothing was asked") }
        return .grounding(result)
    }

    /// - Parameter evidence: what is shown of the evidence; nil for what is in the task.
    private mutating func findings(
        about bound: BoundTask, evidence: PlainEvidence?
    ) async throws(JudgeError) -> JudgeFindings {
        for salt in 0..<2 {
            let hardening = salt == 0 ? hardening : hardening.union(.dataMarks)
            let shown = HardenedQuestion(
                bound.task, hardening: hardening.intersection(.dataMarks), sample: sample
            ).task
            guard
                let questionnaire = questionnaire(
                    shown, evidence: evidence, canarySalt: hardening.contains(.canaries) ? salt : nil)
            else {
                throw JudgeError(
                    .protocolUnsupported, "a model this small cannot be asked about a \(bound.task.name) task")
            }
            let scales = try await scales(of: questionnaire.anchored)
            if let found = try await found(questionnaire, scales) { return found }
        }
        throw JudgeError(.canaryFailed, "a claim whose truth is known was judged wrongly, twice")
    }

    /// What a questionnaire finds; nil when its canaries were judged wrongly. Remembered answers that amount to nothing count
    /// as none, and the judge is asked.
    private mutating func found(
        _ questionnaire: any Questionnaire, _ scales: [AnchoredQuestion: AnchorScale]
    ) async throws(JudgeError) -> JudgeFindings? {
        let first = await heard(questionnaire, scales)
        first.settle()
        guard first.isAccepted == false, first.receipts.contains(where: \.isRemembered) else {
            return try first.findings.get()
        }
        judge = judge.withoutMemory
        let second = await heard(questionnaire, scales)
        second.settle()
        return try second.findings.get()
    }

    /// What the answers to a questionnaire amount to, with the receipts of all of them.
    private struct Heard {
        var findings: Result<JudgeFindings?, JudgeError> = .success(nil)
        var receipts: [AnswerReceipt] = []

        /// Nil when there are not all answers, which says nothing about those there are.
        var isAccepted: Bool? {
            switch findings {
            case .success(let found): found != nil
            case .failure(let error): error.code == .malformed ? false : nil
            }
        }

        func settle() {
            guard let isAccepted else { return }
            for receipt in receipts { receipt.settle(isAccepted: isAccepted) }
        }
    }

    private mutating func heard(
        _ questionnaire: any Questionnaire, _ scales: [AnchoredQuestion: AnchorScale]
    ) async -> Heard {
        var heard = Heard()
        do throws(JudgeError) {
            let said = try await ask(questionnaire.questions, &heard.receipts)
            let first = zip(said, questionnaire.anchored).map { answer, anchored in
                anchored.flatMap { scales[$0] }.map { answer.read(on: $0) } ?? answer
            }
            let second = try await ask(questionnaire.followUps(first), &heard.receipts)
            do throws(AnswerError) {
                heard.findings = .success(try questionnaire.findings(first, second, bound))
            } catch {
                heard.findings = .failure(JudgeError(.malformed, error.description))
            }
        } catch {
            heard.findings = .failure(error)
        }
        return heard
    }

    /// What the model says to each first question, before anything is made of it: how it does without the wording.
    ///
    /// - Throws: like ``findings()``.
    package mutating func bareAnswers() async throws(JudgeError) -> [TokenAnswer] {
        guard let questionnaire = questionnaire(bound.task, evidence: nil, canarySalt: nil) else {
            throw JudgeError(.protocolUnsupported, "this task has no plain questions")
        }
        var receipts: [AnswerReceipt] = []
        return try await ask(questionnaire.questions, &receipts)
    }

    private func questionnaire(
        _ task: JudgeTask, evidence: PlainEvidence?, canarySalt: Int?
    ) -> (any Questionnaire)? {
        let nonce = PromptNonce.fresh()
        switch task {
        case .grounding(let task):
            guard let index = bound.evidence else { return nil }
            return GroundingQuestionnaire(
                task, evidence: evidence ?? PlainEvidence(index, sentences: task.sentences), nonce: nonce,
                canarySalt: canarySalt)
        case .safety(let task): return SafetyQuestionnaire(task, nonce: nonce)
        case .checklist(let task): return ChecklistQuestionnaire(task, nonce: nonce)
        case .criteria(let task): return CriteriaQuestionnaire(task, nonce: nonce)
        case .battle(let task): return BattleQuestionnaire(task, nonce: nonce)
        case .extraction(let task): return ExtractionQuestionnaire(task, nonce: nonce)
        case .retrieval(let task): return RetrievalQuestionnaire(task, nonce: nonce)
        case .summary(let task): return SummaryQuestionnaire(task, nonce: nonce)
        case .conversation(let task): return ConversationQuestionnaire(task, nonce: nonce)
        case .trace(let task): return TraceQuestionnaire(task, nonce: nonce)
        case .steps: return nil
        }
    }

    /// How the model's yes to the questions that have anchors is to be read.
    private mutating func scales(
        of questions: [AnchoredQuestion?]
    ) async throws(JudgeError) -> [AnchoredQuestion: AnchorScale] {
        // What the model is measured by is asked of the model, whoever has asked before.
        var call = AnchorCall(memory: anchors, judge: judge.withoutMemory)
        defer { usage = usage + call.usage }
        return try await call.scales(of: questions.compactMap(\.self))
    }

    /// In the order of the questions.
    ///
    /// - Parameter receipts: takes those of the answers.
    private mutating func ask(
        _ questions: [TokenQuestion], _ receipts: inout [AnswerReceipt]
    ) async throws(JudgeError) -> [TokenAnswer] {
        guard !questions.isEmpty else { return [] }
        let asked = await PlainQuestions(judge: judge).ask(questions)
        usage = usage + asked.usage
        receipts += asked.receipts
        if let error = asked.error { throw error }
        model = model ?? asked.answers.first?.model
        let mass = asked.answers.reduce(0) { $0 + $1.mass } / Double(max(1, asked.answers.count))
        guard mass >= Self.leastMass else {
            throw JudgeError(.malformed, "the model does not answer plain questions with the words asked for")
        }
        return asked.answers
    }
}

/// The plain questions that stand for one task, and the way back from their answers.
protocol Questionnaire {
    /// What is asked first, in a fixed order; all begin alike, so that the provider reads the data once.
    var questions: [TokenQuestion] { get }

    /// What each of ``questions`` is by the table of those with anchors; nil for one that is believed as it is. Default: none
    /// has any.
    var anchored: [AnchoredQuestion?] { get }

    /// What the first answers leave open. Default: nothing.
    func followUps(_ answers: [TokenAnswer]) -> [TokenQuestion]

    /// What the answers amount to; nil when they get wrong what is known.
    ///
    /// - Parameters:
    ///   - answers: in the order of ``questions``.
    ///   - further: in the order of the follow-ups.
    func findings(
        _ answers: [TokenAnswer], _ further: [TokenAnswer], _ bound: BoundTask
    ) throws(AnswerError) -> JudgeFindings?
}

extension Questionnaire {
    var anchored: [AnchoredQuestion?] { questions.map { _ in nil } }

    func followUps(_ answers: [TokenAnswer]) -> [TokenQuestion] { [] }
}
