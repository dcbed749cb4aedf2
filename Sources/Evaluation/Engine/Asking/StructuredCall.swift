/// One question with a structured answer: hardened, asked, restored, read, repaired once.
struct StructuredCall {
    let bound: BoundTask
    let hardening: Hardening
    let sample: Int
    let judge: any Judge
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

    /// What the judge found; canaries judged wrongly are asked about once more, with marks and in other places.
    mutating func findings() async throws(JudgeError) -> JudgeFindings {
        var statements: [ExtractionFindings.Statement]?
        if hardening.contains(.twoStages), case .grounding(let task) = bound.task, task.asksForClaims {
            statements = try await self.statements(of: task)
        }
        for salt in 0..<2 {
            let question = HardenedQuestion(
                bound.task, hardening: salt == 0 ? hardening : hardening.union(.dataMarks), statements: statements,
                salt: salt, sample: sample)
            if let found = try await ask(question) { return found }
        }
        throw JudgeError(.canaryFailed, "a claim whose truth is known was judged wrongly, twice")
    }

    /// The claims of the answer, found without a look at the evidence.
    private mutating func statements(
        of task: GroundingTask
    ) async throws(JudgeError) -> [ExtractionFindings.Statement] {
        let extraction = ExtractionTask(sentences: task.sentences)
        let question = HardenedQuestion(.extraction(extraction), hardening: [])
        let found = try await ask(question) { (text) throws(AnswerError) in
            try ExtractionFindings(task: extraction, answer: text)
        }
        return found?.statements ?? []
    }

    /// Nil when a canary was judged wrongly.
    private mutating func ask(_ question: HardenedQuestion) async throws(JudgeError) -> JudgeFindings? {
        let bound = bound
        let found = try await ask(question) { (text) throws(AnswerError) in try JudgeFindings(bound, answer: text) }
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

    private mutating func ask<Findings>(
        _ question: HardenedQuestion, read: (String) throws(AnswerError) -> Findings
    ) async throws(JudgeError) -> Findings? {
        var repair: String?
        for _ in 0..<2 {
            let answer: JudgeAnswer
            do {
                answer = try await judge.answer(question.task, repair: repair)
            } catch {
                usage = usage + error.usage
                throw error
            }
            usage = usage + answer.usage
            model = model ?? answer.model
            do throws(AnswerError) {
                let restored = try question.restored(answer.text)
                return restored.failsCanary ? nil : try read(restored.text)
            } catch {
                repair = error.description
            }
        }
        throw JudgeError(.malformed, repair ?? "the answer does not follow the schema")
    }
}
