/// One question with a structured answer: hardened, asked, restored, read, repaired once.
///
/// A class, and its waiting apart from its reading: what a function holds that waits stays in memory as long as it waits.
final class StructuredCall {
    let bound: BoundTask
    let hardening: Hardening
    let sample: Int
    private var judge: any Judge
    /// What was spent so far.
    private(set) var usage = JudgeUsage()
    /// The model that answered; nil when none did.
    private(set) var model: String?

    init(_ bound: BoundTask, hardening: Hardening, sample: Int = 0, judge: any Judge) {
        self.bound = bound
        self.hardening = hardening
        self.sample = sample
        self.judge = judge
    }

    /// What the judge found, or why it found nothing.
    func result() async -> Result<JudgeFindings, JudgeError> {
        do throws(JudgeError) { return .success(try await findings()) } catch { return .failure(error) }
    }

    /// What the judge found; canaries judged wrongly are asked about once more, with marks and in other places.
    func findings() async throws(JudgeError) -> JudgeFindings {
        var statements: [ExtractionFindings.Statement]?
        if hardening.contains(.twoStages), case .grounding(let task) = bound.task, task.asksForClaims {
            statements = try await self.statements(of: task)
        }
        guard case .grounding(let task) = bound.task, task.asksForClaims, let evidence = bound.evidence,
            evidence.parts.count > 1 || evidence.share < 1
        else { return try await findings(about: bound, statements: statements) }
        return try await findings(about: task, statements: statements, evidence: evidence)
    }

    /// Of evidence that is too long for one question.
    @inline(never)
    private func findings(
        about task: GroundingTask, statements: [ExtractionFindings.Statement]?, evidence: EvidenceIndex
    ) async throws(JudgeError) -> JudgeFindings {
        var rounds = EvidenceRounds()
        var shown = 0
        for part in evidence.parts where rounds.findings == nil || !rounds.open.isEmpty {
            let index = evidence.part(part)
            let asked = rounds.findings == nil ? task : rounds.question(task, evidence: evidence.texts(part))
            let found: JudgeFindings
            do throws(JudgeError) {
                found = try await findings(
                    about: BoundTask(.grounding(asked), document: bound.document, evidence: index),
                    statements: rounds.findings == nil ? statements : rounds.statements)
            } catch {
                try rounds.skip(error)
                continue
            }
            guard case .grounding(let grounding) = found else { return found }
            shown += index.length
            let share = evidence.share * Double(shown) / Double(max(1, evidence.length))
            rounds.add(grounding, about: asked) { _ in share }
        }
        guard let result = rounds.result else { throw JudgeError(.malformed, "there is no evidence to ask about") }
        return .grounding(result)
    }

    /// - Parameter statements: what is verified in place of the answer's sentences; nil for the sentences.
    private func findings(
        about bound: BoundTask, statements: [ExtractionFindings.Statement]?
    ) async throws(JudgeError) -> JudgeFindings {
        for salt in 0..<2 {
            let question = HardenedQuestion(
                bound.task, hardening: salt == 0 ? hardening : hardening.union(.dataMarks), statements: statements,
                salt: salt, sample: sample)
            if let found = try await ask(question, about: bound) { return found }
        }
        throw JudgeError(.canaryFailed, "a claim whose truth is known was judged wrongly, twice")
    }

    /// The claims of the answer, found without a look at the evidence.
    @inline(never)
    private func statements(
        of task: GroundingTask
    ) async throws(JudgeError) -> [ExtractionFindings.Statement] {
        let extraction = ExtractionTask(sentences: task.sentences)
        let question = HardenedQuestion(.extraction(extraction), hardening: [])
        let found = try await ask(question, worth: { .init($0) }) { (text) throws(AnswerError) in
            try ExtractionFindings(task: extraction, answer: text)
        }
        return found?.statements ?? []
    }

    /// Nil when a canary was judged wrongly.
    private func ask(
        _ question: HardenedQuestion, about bound: BoundTask
    ) async throws(JudgeError) -> JudgeFindings? {
        let found = try await ask(question, worth: { .init($0) }) { (text) throws(AnswerError) in
            try JudgeFindings(bound, answer: text)
        }
        if let found, found.quotes.isVoid {
            throw JudgeError(
                .unreliable, "\(found.quotes.rejected) of \(found.quotes.given) quotes do not exist")
        }
        if question.hasCanaries, case .grounding(var grounding)? = found {
            // The verdict on the answer as a whole had the canaries in view.
            grounding.overall = nil
            return .grounding(grounding)
        }
        return found
    }

    /// What the judge found, or nil when a canary was judged wrongly. A remembered answer that cannot be used, or would not
    /// have been kept, counts as none, and the judge is asked.
    private func ask<Findings>(
        _ question: HardenedQuestion, worth: (Findings) -> AnswerWorth,
        read: (String) throws(AnswerError) -> Findings
    ) async throws(JudgeError) -> Findings? {
        var repair: String?
        var asked = 0
        var mayRemember = true
        while asked < 2 {
            let answer: JudgeAnswer
            do {
                answer = try await judge.answer(question.task, repair: repair)
            } catch {
                usage = usage + error.usage
                throw error
            }
            let isRemembered = mayRemember && answer.receipt?.isRemembered == true
            do throws(AnswerError) {
                let restored = try question.restored(answer.text)
                let found = restored.failsCanary ? nil : try read(restored.text)
                let isSound = found.map { worth($0) == .sound } ?? false
                answer.receipt?.settle(isAccepted: isSound)
                if isSound || !isRemembered {
                    usage = usage + answer.usage
                    model = model ?? answer.model
                    return found
                }
            } catch {
                answer.receipt?.settle(isAccepted: false)
                if !isRemembered { repair = error.description }
            }
            if isRemembered {
                judge = judge.withoutMemory
                mayRemember = false
            } else {
                usage = usage + answer.usage
                model = model ?? answer.model
                asked += 1
            }
        }
        throw JudgeError(.malformed, repair ?? "the answer does not follow the schema")
    }
}
