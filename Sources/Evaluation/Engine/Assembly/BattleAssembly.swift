import JSON

/// Makes the result of a battle from the judge's answers to both orders. Pure.
struct BattleAssembly {
    let request: EvaluationRequest
    let battle: Battle
    let judged: JudgedTasks
    let identity: JudgeIdentity

    /// Both orders; none when rules decide.
    static func tasks(for battle: Battle) -> [JudgeTask] {
        if BattleComparison.withoutJudge(battle) != nil || isEmpty(battle) { return [] }
        let a = shown(battle.responseA)
        let b = shown(battle.responseB)
        return [
            .battle(BattleTask(input: battle.input, first: a, second: b)),
            .battle(BattleTask(input: battle.input, first: b, second: a)),
        ]
    }

    private static func isEmpty(_ battle: Battle) -> Bool {
        NormalizedText(battle.responseA).scalars.isEmpty && NormalizedText(battle.responseB).scalars.isEmpty
    }

    private static func shown(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard scalars.count > CriteriaParts.maximumLength else { return text }
        return String(String.UnicodeScalarView(scalars.prefix(CriteriaParts.maximumLength)))
    }

    var result: EvaluationResult {
        let ratio =
            Double(battle.responseA.unicodeScalars.count) / Double(max(1, battle.responseB.unicodeScalars.count))
        let comparison = comparison(lengthRatio: ratio)
        let outcome = outcome(comparison)
        var result = EvaluationResult(
            evaluationID: request.id, campaignID: request.campaignID, nodeID: request.nodeID,
            metadata: request.metadata, outcomes: [outcome], total: comparison?.score, passed: comparison != nil,
            confidence: comparison?.confidence)
        result.battle = BattleOutcome(
            winner: comparison?.winner, orderConflict: comparison?.orderConflict ?? false, lengthRatio: ratio)
        result.judge =
            judged.outcomes.isEmpty
            ? nil : JudgeIdentity(provider: identity.provider, model: judged.model ?? identity.model)
        result.usage = judged.usage
        result.judgeMilliseconds = judged.milliseconds
        if comparison == nil {
            result.error = ResultReason.failure([outcome], judgeError: judged.firstError)
        }
        result.reason = comparison?.reason ?? outcome.reason
        return result
    }

    private func comparison(lengthRatio: Double) -> BattleComparison? {
        if let decided = BattleComparison.withoutJudge(battle) { return decided }
        guard judged.outcomes.count == 2, let first = judged.battle(at: 0), let second = judged.battle(at: 1) else {
            return nil
        }
        return BattleComparison(first: first, second: second, lengthRatio: lengthRatio)
    }

    private func outcome(_ comparison: BattleComparison?) -> MetricOutcome {
        var outcome = MetricOutcome(
            key: BattleComparison.key, metricID: "pairwise_comparison", status: .scored, direction: .higherIsBetter,
            threshold: 0.5, reason: "")
        if let comparison {
            outcome.score = comparison.score
            outcome.passed = true
            outcome.confidence = comparison.confidence
            outcome.reason = comparison.reason
            outcome.findings = comparison.findings
            outcome.reviewReasons = comparison.reviewReasons
            let texts = [battle.responseA, battle.responseB]
            if texts.contains(where: { InjectionDetector().scan($0).isSuspected }) {
                outcome.reviewReasons.insert(.injectionSuspected)
            }
            if !judged.outcomes.isEmpty,
                texts.contains(where: { $0.unicodeScalars.count > CriteriaParts.maximumLength })
            {
                outcome.extra.append("truncated", true)
                outcome.reviewReasons.insert(.lowConfidence)
            }
        } else if let error = judged.firstError {
            outcome.status = .judgeFailed
            outcome.error = error
            outcome.reason = "Not judged: \(error.message)"
        } else {
            outcome.status = .insufficientInput
            outcome.missing = ["response_a", "response_b"]
            outcome.reason = "Both answers are empty."
        }
        return outcome
    }
}
