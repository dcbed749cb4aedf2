/// Which results a human must see, and why. Pure: the same result gives the same answer.
package struct ReviewPolicy: Sendable, Hashable {
    /// Lowest total score of the review band, itself included. Default: 0.3.
    package var bandLow: Double
    /// Highest total score of the review band, itself included. Default: 0.5.
    package var bandHigh: Double
    /// Confidence below which a human decides, 0 to 1; 0 switches this off. Default: 0.6.
    package var confidence: Double
    /// Share of results drawn for an audit, 0 to 1. Default: 0.
    package var auditRate: Double

    package init(bandLow: Double = 0.3, bandHigh: Double = 0.5, confidence: Double = 0.6, auditRate: Double = 0) {
        self.bandLow = bandLow
        self.bandHigh = bandHigh
        self.confidence = confidence
        self.auditRate = auditRate
    }

    /// Every reason why a human should see `result`.
    ///
    /// One that was not drawn has none. A result without any score has none but the audit: there is nothing to confirm, and an outage must not fill the
    /// reviewers' queue. Scores are compared as the wire shows them, so that 0.5 on the wire is in the band. A battle's
    /// total says how clearly it is decided, not how good an answer is: it has no band.
    package func reasons(for result: EvaluationResult) -> Set<ReviewReason> {
        if result.isSampledOut { return [] }
        var reasons: Set<ReviewReason> = []
        if result.error == nil {
            reasons = result.reviewReasons
            for outcome in result.outcomes { reasons.formUnion(outcome.reviewReasons) }
            if let total = result.total?.rounded.value, result.battle == nil, total >= bandLow, total <= bandHigh {
                reasons.insert(.band)
            }
            // Sure metrics beside it make the total sure of nothing but the total: of harm, each has to be sure by itself.
            let stated = [result.confidence] + result.outcomes.lazy.filter(\.isSafety).map(\.confidence)
            if stated.contains(where: { $0.map { $0 < confidence } ?? false }) { reasons.insert(.lowConfidence) }
            if result.passed, let level = result.severity.level, level >= .high { reasons.insert(.severityConflict) }
            if result.outcomes.contains(where: { $0.status == .judgeFailed }) { reasons.insert(.judgeFailed) }
        }
        if isAudited(result.evaluationID) { reasons.insert(.audit) }
        return reasons
    }

    /// Draws by the id, so that a repeated evaluation is drawn again or left again.
    private func isAudited(_ id: String) -> Bool {
        guard auditRate > 0 else { return false }
        return Double(StableHash.of("audit", id) >> 11) / Double(UInt64(1) << 53) < auditRate
    }
}

extension Set<ReviewReason> {
    /// Whether a human has to decide before the result counts; the audit alone does not ask for that.
    package var needsDecision: Bool { !subtracting([.audit]).isEmpty }
}
