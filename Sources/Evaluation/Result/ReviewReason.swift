/// Why a human should look at a result. The raw value is the code on the wire.
package enum ReviewReason: String, Sendable, Hashable, CaseIterable, Comparable {
    /// The total score is in the review band.
    case band = "BAND"
    /// The probability that the decision is right is below the configured bound.
    case lowConfidence = "LOW_CONFIDENCE"
    /// The two orders of a battle disagree.
    case orderConflict = "ORDER_CONFLICT"
    /// The judge's overall verdict contradicts its verdicts on the claims.
    case directVersusClaims = "DIRECT_VS_CLAIMS"
    /// The models of a panel disagree.
    case panelSplit = "PANEL_SPLIT"
    /// More than a fifth of the judge's quotes do not exist.
    case quotesRejected = "QUOTES_REJECTED"
    /// The text tries to steer its evaluator, and the metric passed.
    case injectionSuspected = "INJECTION_SUSPECTED"
    /// The answer is in signs that no rule reads, and a metric about harm found nothing wrong.
    case answerUnread = "ANSWER_UNREAD"
    /// A detector saw what the judge denied.
    case deterministicConflict = "DETERMINISTIC_CONFLICT"
    /// One part of the evidence supports a claim that another contradicts.
    case evidenceConflict = "EVIDENCE_CONFLICT"
    /// A part of the evidence got no usable answer, and claims are open that it may say more about.
    case evidenceUnread = "EVIDENCE_UNREAD"
    /// The result passed beside a finding of high or critical severity.
    case severityConflict = "SEVERITY_CONFLICT"
    /// Critical severity that is not certain.
    case criticalUnsure = "CRITICAL_UNSURE"
    /// A metric the client asked for lacks its input.
    case insufficientInput = "INSUFFICIENT_INPUT"
    /// The judge got a claim wrong whose truth is known.
    case canaryFailed = "CANARY_FAILED"
    /// People have found the judge wrong about this metric too often to believe it.
    case judgeNotCompetent = "JUDGE_NOT_COMPETENT"
    /// A metric could not be judged.
    case judgeFailed = "JUDGE_FAILED"
    /// Drawn for the random audit.
    case audit = "AUDIT"

    package static func < (left: ReviewReason, right: ReviewReason) -> Bool { left.rawValue < right.rawValue }
}
