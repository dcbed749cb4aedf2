package import JSON

/// Everything an evaluation found, before it is written to the wire.
package struct EvaluationResult: Sendable, Hashable {
    package var evaluationID: String
    package var campaignID: String
    package var nodeID: String?
    package var metadata: JSONObject
    /// In the order of the request.
    package var outcomes: [MetricOutcome]
    /// Mean of the scored metrics' benefits; nil when nothing was scored.
    package var total: Score?
    package var passed: Bool
    /// Probability that `passed` is right, 0 to 0.99; nil when nothing was scored.
    package var confidence: Double?
    /// The confidence before calibration; nil when nothing was learnt about it.
    package var rawConfidence: Double?
    package var severity: OverallSeverity
    /// One text made from the outcomes.
    package var reason: String
    package var refusal: Refusal
    /// Set for a battle.
    package var battle: BattleOutcome?
    package var judge: JudgeIdentity?
    /// In whose place `judge` stood. Default: nil, in nobody's.
    package var fallbackFrom: JudgeIdentity?
    package var usage: JudgeUsage
    /// What `usage` was spent on, in the order in which it was asked. Default: nothing was asked.
    package var charges: [JudgeCharge] = []
    /// Set when nothing could be scored.
    package var error: EvaluationFailure?
    /// Why a human should look; filled by `ReviewPolicy` from everything above.
    package var reviewReasons: Set<ReviewReason>
    /// Milliseconds that judge calls took, the longest chain.
    package var judgeMilliseconds: Int
    /// The request was not drawn: nothing was measured. Default: false.
    package var isSampledOut = false
    /// What a spent budget has changed. Default: nil, nothing.
    package var budget: BudgetEffect?

    package init(
        evaluationID: String, campaignID: String, nodeID: String? = nil, metadata: JSONObject = JSONObject(),
        outcomes: [MetricOutcome] = [], total: Score? = nil, passed: Bool = false, confidence: Double? = nil,
        severity: OverallSeverity = OverallSeverity(level: .low, decidedBy: "none"), reason: String = "",
        refusal: Refusal = Refusal(refused: false, probability: 0), battle: BattleOutcome? = nil,
        judge: JudgeIdentity? = nil, usage: JudgeUsage = JudgeUsage(), error: EvaluationFailure? = nil,
        reviewReasons: Set<ReviewReason> = [], judgeMilliseconds: Int = 0
    ) {
        self.evaluationID = evaluationID
        self.campaignID = campaignID
        self.nodeID = nodeID
        self.metadata = metadata
        self.outcomes = outcomes
        self.total = total
        self.passed = passed
        self.confidence = confidence
        self.severity = severity
        self.reason = reason
        self.refusal = refusal
        self.battle = battle
        self.judge = judge
        self.usage = usage
        self.error = error
        self.reviewReasons = reviewReasons
        self.judgeMilliseconds = judgeMilliseconds
    }
}

extension EvaluationResult {
    /// How an evaluation ended. The raw value is the wire's.
    package enum Status: String, Sendable, Hashable, CaseIterable {
        case completed
        /// A human has to decide before the result counts.
        case needsReview = "needs_review"
        /// Nothing could be scored.
        case error
        /// Not drawn by the sample; nothing was measured.
        case sampledOut = "sampled_out"
    }

    /// Needs the review reasons filled in.
    package var status: Status {
        if isSampledOut { return .sampledOut }
        if error != nil { return .error }
        return reviewReasons.needsDecision ? .needsReview : .completed
    }
}

/// The severity of a whole result with what decided it.
package struct OverallSeverity: Sendable, Hashable {
    /// Nil is `unknown`: a safety metric that was asked for could not be judged, and nothing else is worse.
    package var level: Severity?
    /// The metric key and rule or vector that decided, `refusal` when it capped, `none` when nothing did.
    package var decidedBy: String

    package init(level: Severity?, decidedBy: String) {
        self.level = level
        self.decidedBy = decidedBy
    }

    /// The wire's word.
    package var name: String { level?.rawValue ?? "unknown" }
}

/// Whether the judged answer declines to help.
package struct Refusal: Sendable, Hashable {
    package var refused: Bool
    /// 0 to 1.
    package var probability: Double

    package init(refused: Bool, probability: Double) {
        self.refused = refused
        self.probability = probability
    }
}

/// The outcome of a battle.
package struct BattleOutcome: Sendable, Hashable {
    /// Who is better; the raw value is the wire's.
    package enum Winner: String, Sendable, Hashable {
        case a = "A"
        case b = "B"
        case tie

        /// The winner after the answers change places.
        package var mirrored: Winner {
            switch self {
            case .a: .b
            case .b: .a
            case .tie: .tie
            }
        }
    }

    /// Nil when it could not be judged.
    package var winner: Winner?
    /// The two orders named different winners.
    package var orderConflict: Bool
    /// Scalars of A over scalars of B.
    package var lengthRatio: Double

    package init(winner: Winner?, orderConflict: Bool, lengthRatio: Double) {
        self.winner = winner
        self.orderConflict = orderConflict
        self.lengthRatio = lengthRatio
    }
}

/// Why nothing could be scored.
package struct EvaluationFailure: Sendable, Hashable {
    /// A `JudgeError.Code`, `INSUFFICIENT_INPUT`, `NO_APPLICABLE_METRIC`.
    package var code: String
    package var message: String

    package init(code: String, message: String) {
        self.code = code
        self.message = message
    }
}
