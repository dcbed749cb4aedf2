/// Makes the result of a test case from what was measured. Pure.
struct ResultAssembly {
    let request: EvaluationRequest
    let subject: EvaluationCase
    /// In the order of the request.
    let measured: [MeasuredMetric]
    /// What was asked before the first round.
    let preparation: StepCompiler.Outcome
    /// The rounds of questions, the first first.
    let rounds: [EvaluationRound]
    let identity: JudgeIdentity
    let policy: EvaluationPolicy
    let calibration: CalibrationTable?

    var result: EvaluationResult {
        let facts = rounds.flatMap(\.facts)
        let outcomes = measured.map(\.outcome)
        let rules = measured.compactMap { metric in metric.rule.map { (key: metric.outcome.key, rule: $0) } }
        let safety = measured.filter(\.isSafety).map(\.outcome.status)
        let responds = facts.lazy.compactMap { $0.grounding?.responds }.first
        let judged = facts.lazy.compactMap { $0.safety?.refusal }.first
        let refusal = RefusalVerdict(subject.refusal, responds: responds, judged: judged)
        let total = TotalScore(outcomes, policy: policy)
        var result = EvaluationResult(
            evaluationID: request.id, campaignID: request.campaignID, nodeID: request.nodeID,
            metadata: request.metadata, outcomes: outcomes, total: total.score, passed: total.passed,
            confidence: total.confidence)
        let severity = { (isRefusal: Bool) in
            SeverityVerdict.overall(
                outcomes, rules: rules, isRefusal: isRefusal, hasFailedSafety: safety.contains(.judgeFailed),
                isTruncated: facts.contains { $0.safety?.isTruncated == true }
                    || outcomes.contains { $0.isSafety && $0.status == .scored && $0.severity == nil },
                lacksInput: safety.contains(.insufficientInput), isUnread: subject.isUnread && !safety.isEmpty)
        }
        result.severity = severity(refusal.isRefusal)
        // Whatever made it high before the refusal, a human has to see it.
        if refusal.isRefusal, let uncapped = severity(false).level, uncapped >= .high,
            result.severity.level.map({ $0 < uncapped }) ?? false
        {
            result.reviewReasons.insert(.deterministicConflict)
        }
        result.refusal = Refusal(refused: refusal.isRefusal, probability: refusal.probability)
        let model = rounds.lazy.compactMap(\.judged.model).first
        let form = rounds.first { !$0.plan.tasks.isEmpty }?.judged.form
        result.judge = form.map { form in
            JudgeIdentity(provider: identity.provider, model: model ?? identity.model, form: form)
        }
        if let raw = total.confidence, measured.contains(where: \.isJudged),
            let known = calibration?.calibrated(
                raw, metric: CalibrationKey.total, judgeModel: model ?? identity.model,
                judgeProtocol: (form ?? .structured).rawValue)
        {
            result.confidence = known
            result.rawConfidence = raw
        }
        result.charges = preparation.charges + rounds.flatMap { $0.charges(model: identity.model) }
        result.usage = rounds.reduce(preparation.judged.usage) { $0 + $1.judged.usage }
        result.judgeMilliseconds = rounds.reduce(preparation.judged.milliseconds) { $0 + $1.judged.milliseconds }
        let error = rounds.lazy.compactMap(\.judged.firstError).first
        result.error = total.score == nil ? ResultReason.failure(outcomes, judgeError: error) : nil
        result.reason = ResultReason.text(for: result)
        return result
    }
}
