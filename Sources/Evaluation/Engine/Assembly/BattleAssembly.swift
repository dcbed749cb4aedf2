import JSON

/// Makes the result of a battle from the judge's answers to both orders. Pure.
///
/// The battle itself is always reported under the same key; comparisons and other metrics that the client asked for
/// come after it under theirs.
struct BattleAssembly {
    let request: EvaluationRequest
    let battle: Battle
    let plan: BattlePlan
    let judged: JudgedTasks
    let identity: JudgeIdentity
    private let isInjectionSuspected: Bool
    private let isTruncated: Bool

    init(request: EvaluationRequest, battle: Battle, plan: BattlePlan, judged: JudgedTasks, identity: JudgeIdentity) {
        self.request = request
        self.battle = battle
        self.plan = plan
        self.judged = judged
        self.identity = identity
        // Once for all comparisons: both read the answers from end to end.
        isInjectionSuspected = [battle.responseA, battle.responseB].contains {
            InjectionDetector().scan($0).isSuspected
        }
        isTruncated = Pairing(battle).isTruncated
    }

    var result: EvaluationResult {
        let decided = plan.entries.compactMap { entry in
            comparison(entry).map {
                (key: entry.request?.key ?? BattleComparison.key, weight: entry.request?.weight ?? 1, comparison: $0)
            }
        }
        let overall = decided.count > 1 ? BattleComparison(decided) : decided.first?.comparison
        let asked = plan.entries.filter { $0.request != nil }
        let whole = MetricOutcome(
            key: BattleComparison.key, metricID: asked.count == 1 ? asked[0].metricID : "pairwise_comparison",
            status: .scored, direction: .higherIsBetter, threshold: 0.5, reason: "")
        var outcomes = [overall.map { scored(whole, $0) } ?? failed(whole, plan.entries)]
        for entry in asked {
            guard let request = entry.request else { continue }
            let outcome = Self.empty(request, entry.metricID)
            outcomes.append(
                comparison(entry).map { scored(outcome, $0, for: request) } ?? failed(outcome, [entry], for: request))
        }
        outcomes += plan.others.map { other in
            var outcome = Self.unused(other.request, other.metricID)
            outcome.isSeverityUnknown = other.isSafety
            return outcome
        }
        var result = EvaluationResult(
            evaluationID: request.id, campaignID: request.campaignID, nodeID: request.nodeID,
            metadata: request.metadata, outcomes: outcomes, total: overall?.score, passed: overall != nil,
            confidence: overall.map { min($0.confidence, certaintyLimit) })
        if plan.others.contains(where: \.isSafety) {
            // Nobody has looked for harm; a client that asked for it must not read that there is none.
            result.severity = OverallSeverity(level: nil, decidedBy: "not_applicable")
        }
        result.battle = BattleOutcome(
            winner: overall?.winner, orderConflict: overall?.orderConflict ?? false,
            lengthRatio: Pairing(battle).lengthRatio)
        result.judge =
            judged.outcomes.isEmpty
            ? nil
            : JudgeIdentity(provider: identity.provider, model: judged.model ?? identity.model, form: judged.form)
        result.usage = judged.usage
        result.charges = [JudgeCharge](judged, of: plan.tasks, readers: plan.readers, model: identity.model)
        result.judgeMilliseconds = judged.milliseconds
        if overall == nil {
            result.error = ResultReason.failure([outcomes[0]], judgeError: judged.firstError)
        }
        result.reason = overall?.reason ?? outcomes[0].reason
        return result
    }

    private func comparison(_ entry: BattlePlan.Entry) -> BattleComparison? {
        guard entry.missing.isEmpty else { return nil }
        return entry.pairing.comparison(entry.places.compactMap { judged.battle(at: $0) })
    }

    /// The most that can be sure of the judge's answers.
    private var certaintyLimit: Double { judged.certaintyLimit(of: judged.outcomes.indices) }

    private static func empty(_ request: MetricRequest, _ metricID: String) -> MetricOutcome {
        MetricOutcome(
            key: request.key, metricID: metricID, status: .scored, direction: .higherIsBetter, threshold: 0.5,
            weight: request.weight ?? 1, reason: "")
    }

    private func scored(
        _ empty: MetricOutcome, _ comparison: BattleComparison, for request: MetricRequest? = nil
    ) -> MetricOutcome {
        var outcome = empty
        outcome.score = comparison.score
        outcome.passed = true
        outcome.confidence = min(comparison.confidence, certaintyLimit)
        outcome.reason = comparison.reason
        outcome.findings = comparison.findings
        outcome.reviewReasons = comparison.reviewReasons
        if let request {
            outcome.extra.append("winner", .string(comparison.winner.rawValue))
            if let model = request.model { outcome.extra.append("judge_model", .string(model)) }
        }
        if isInjectionSuspected {
            outcome.reviewReasons.insert(.injectionSuspected)
        }
        if !judged.outcomes.isEmpty, isTruncated {
            outcome.extra.append("truncated", true)
            outcome.reviewReasons.insert(.lowConfidence)
        }
        return outcome
    }

    /// Why some comparisons came to nothing: a failed judge before missing parts before missing answers.
    private func failed(
        _ empty: MetricOutcome, _ entries: [BattlePlan.Entry], for request: MetricRequest? = nil
    ) -> MetricOutcome {
        var outcome = empty
        if let error = judged.firstError(in: entries.flatMap(\.places)) {
            outcome.status = .judgeFailed
            outcome.error = error
            outcome.reason = "Not judged: \(error.message)"
            return outcome
        }
        outcome.status = .insufficientInput
        outcome.missing = entries.lazy.map(\.missing).first { !$0.isEmpty } ?? []
        outcome.reason = "The request lacks \(outcome.missing.joined(separator: ", "))."
        if outcome.missing.isEmpty {
            outcome.missing = ["response_a", "response_b"]
            outcome.reason = "Both answers are empty."
        }
        if request?.isRequired == true { outcome.reviewReasons.insert(.insufficientInput) }
        return outcome
    }

    private static func unused(_ request: MetricRequest, _ metricID: String) -> MetricOutcome {
        var outcome = empty(request, metricID)
        outcome.status = .notApplicable
        outcome.reason = "A battle compares two answers; this metric judges one."
        if request.isRequired { outcome.reviewReasons.insert(.insufficientInput) }
        return outcome
    }
}
