/// One planned task put to a judge, and how long that took.
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
    let hardening: Hardening
    /// 0 is the plain question; each other number shows the evidence in another order.
    let sample: Int
    let judge: any Judge
    let clock: any Clock<Duration>

    /// Never throws: a failure is an outcome.
    func run() async -> Outcome {
        var call = StructuredCall(bound, hardening: hardening, sample: sample, judge: judge)
        var findings: Result<JudgeFindings, JudgeError> = .failure(JudgeError(.cancelled, "not asked"))
        var usage = JudgeUsage()
        let time = await clock.measure {
            async let rating = rating()
            do throws(JudgeError) {
                findings = .success(try await call.findings())
            } catch {
                findings = .failure(error)
            }
            let rated = await rating
            usage = call.usage + rated.usage
            findings = findings.adding(rated)
        }
        let (seconds, attoseconds) = time.components
        return Outcome(
            findings: findings, usage: usage, model: call.model,
            milliseconds: Int(seconds) * 1_000 + Int(attoseconds / 1_000_000_000_000_000))
    }
}
