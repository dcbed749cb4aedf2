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

    let bound: BoundTask
    let judge: any Judge
    let clock: any Clock<Duration>

    /// Never throws: a failure is an outcome.
    func run() async -> Outcome {
        var usage = JudgeUsage()
        var model: String?
        var findings: Result<JudgeFindings, JudgeError> = .failure(JudgeError(.cancelled, "not asked"))
        let time = await clock.measure {
            findings = await ask(usage: &usage, model: &model)
        }
        let (seconds, attoseconds) = time.components
        return Outcome(
            findings: findings, usage: usage, model: model,
            milliseconds: Int(seconds) * 1_000 + Int(attoseconds / 1_000_000_000_000_000))
    }

    private func ask(
        usage: inout JudgeUsage, model: inout String?
    ) async -> Result<JudgeFindings, JudgeError> {
        var repair: String?
        for _ in 0..<2 {
            do {
                let answer = try await judge.answer(bound.task, repair: repair)
                usage = usage + answer.usage
                model = model ?? answer.model
                do {
                    let findings = try JudgeFindings(bound, answer: answer.text)
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
}
