/// One planned task put to a judge, and how long that took.
struct TaskCall {
    /// What came of one task.
    struct Outcome: Sendable {
        let findings: Result<JudgeFindings, JudgeError>
        let usage: JudgeUsage
        /// The model that answered; nil when none did.
        let model: String?
        /// How it was asked. Default: structured.
        var form = JudgeCapability.Form.structured
        /// Nothing that rests on the findings is surer than this. Default: ``Certainty/highest``.
        var certaintyLimit = Certainty.highest
        let milliseconds: Int
    }

    let bound: BoundTask
    let hardening: Hardening
    /// 0 is the plain question; each other number shows the evidence in another order.
    let sample: Int
    let judge: any Judge
    let clock: any Clock<Duration>
    /// What is known of how models say yes. Default: nothing.
    var anchors = AnchorMemory(capacity: 64)

    /// Never throws: a failure is an outcome.
    func run() async -> Outcome {
        var asked = Asked(findings: .failure(JudgeError(.cancelled, "not asked")))
        let capability = judge.capability
        let time = await clock.measure {
            asked =
                switch capability.form {
                case .structured: await structured()
                case .binary: await binary()
                }
        }
        let (seconds, attoseconds) = time.components
        return Outcome(
            findings: asked.findings, usage: asked.usage, model: asked.model, form: capability.form,
            certaintyLimit: capability.certaintyLimit,
            milliseconds: Int(seconds) * 1_000 + Int(attoseconds / 1_000_000_000_000_000))
    }

    private struct Asked {
        var findings: Result<JudgeFindings, JudgeError>
        var usage = JudgeUsage()
        var model: String?
    }

    private func structured() async -> Asked {
        let call = StructuredCall(bound, hardening: hardening, sample: sample, judge: judge)
        if wantsRating { return await rated(call) }
        let findings = await call.result()
        return Asked(findings: findings, usage: call.usage, model: call.model)
    }

    /// With the plain question for a rating beside it.
    @inline(never)
    private func rated(_ call: StructuredCall) async -> Asked {
        async let rating = rating()
        let findings = await call.result()
        let rated = await rating
        return Asked(findings: findings.adding(rated), usage: call.usage + rated.usage, model: call.model)
    }

    @inline(never)
    private func binary() async -> Asked {
        var call = BinaryCall(bound, hardening: hardening, sample: sample, judge: judge, anchors: anchors)
        do throws(JudgeError) {
            let findings = try await call.findings()
            return Asked(findings: .success(findings), usage: call.usage, model: call.model)
        } catch {
            return Asked(findings: .failure(error), usage: call.usage, model: call.model)
        }
    }
}
