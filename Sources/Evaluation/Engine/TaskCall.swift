/// One task put to a judge: asked, parsed, verified, repaired once.
struct TaskCall {
    /// What came of one task.
    struct Outcome: Sendable {
        let findings: Result<JudgeFindings, JudgeError>
        let usage: JudgeUsage
        /// The model that answered; nil when none did.
        let model: String?
        let milliseconds: Int
    }

    let task: JudgeTask
    let document: JudgedDocument?
    let evidence: EvidenceIndex?
    let clock: any Clock<Duration>

    /// Never throws: a failure is an outcome.
    func run(_ judge: any Judge) async -> Outcome {
        var usage = JudgeUsage()
        var model: String?
        var findings: Result<JudgeFindings, JudgeError> = .failure(JudgeError(.cancelled, "not asked"))
        let time = await clock.measure {
            findings = await ask(judge, usage: &usage, model: &model)
        }
        let (seconds, attoseconds) = time.components
        return Outcome(
            findings: findings, usage: usage, model: model,
            milliseconds: Int(seconds) * 1_000 + Int(attoseconds / 1_000_000_000_000_000))
    }

    private func ask(
        _ judge: any Judge, usage: inout JudgeUsage, model: inout String?
    ) async -> Result<JudgeFindings, JudgeError> {
        var repair: String?
        for _ in 0..<2 {
            do {
                let answer = try await judge.answer(task, repair: repair)
                usage = usage + answer.usage
                model = model ?? answer.model
                do {
                    let findings = try read(answer.text)
                    guard !findings.quotes.isVoid else {
                        return .failure(
                            JudgeError(
                                .unreliable,
                                "\(findings.quotes.rejected) of \(findings.quotes.given) quotes do not exist"))
                    }
                    return .success(findings)
                } catch {
                    repair = error.description
                }
            } catch {
                usage = usage + error.usage
                return .failure(error)
            }
        }
        return .failure(JudgeError(.malformed, repair ?? "the answer does not follow the schema"))
    }

    private func read(_ answer: String) throws(AnswerError) -> JudgeFindings {
        switch task {
        case .grounding(let task):
            guard let document, let evidence else { throw AnswerError("there is no document to read it against") }
            return .grounding(
                try GroundingFindings(task: task, answer: answer, document: document, evidence: evidence))
        case .safety(let task):
            guard let document else { throw AnswerError("there is no document to read it against") }
            return .safety(try SafetyFindings(task: task, answer: answer, document: document))
        case .criteria(let task): return .criteria(try CriteriaFindings(task: task, answer: answer))
        case .battle(let task): return .battle(try BattleFindings(task: task, answer: answer))
        }
    }
}

/// What one judge call found.
enum JudgeFindings: Sendable, Hashable {
    case grounding(GroundingFindings)
    case safety(SafetyFindings)
    case criteria(CriteriaFindings)
    case battle(BattleFindings)

    var quotes: QuoteTally {
        switch self {
        case .grounding(let findings): findings.quotes
        case .safety(let findings): findings.quotes
        case .criteria(let findings): findings.quotes
        case .battle(let findings): findings.quotes
        }
    }
}
