import JSON

extension Measurement.Reading {
    /// How sure a verdict is that needs no quote because it says that nothing is there.
    private static let unquotable = 0.85

    /// A reading of what a judge found about a run.
    ///
    /// - Parameters:
    ///   - isQuoted: a good verdict rests on a quote that exists.
    ///   - hasGood: there is a good verdict, which a quote could bear out.
    init(
        _ tally: CreditTally, _ findings: TraceFindings, decision: Decision, isQuoted: Bool, hasGood: Bool,
        reason: String
    ) {
        self.init(score: tally.score, confidence: tally.confidence(decision), reason: reason)
        limit(by: findings, decision: decision, isQuoted: isQuoted, hasGood: hasGood)
    }

    /// Bounds the confidence by what the judge proved and saw, and notes both.
    mutating func limit(by findings: TraceFindings, decision: Decision, isQuoted: Bool, hasGood: Bool) {
        let most = isQuoted ? Certainty.highest : hasGood ? Certainty.unquoted : Self.unquotable
        confidence = min(confidence, most) * findings.coverage * (1 - 0.5 * findings.quotes.rejectionRate)
        if findings.quotes.needsReview { reviewReasons.insert(.quotesRejected) }
        if findings.isSuspicious, decision.passes(score) { reviewReasons.insert(.injectionSuspected) }
        extra.append("quote_rejection_rate", MetricText.json(findings.quotes.rejectionRate))
        note(coverage: findings.coverage)
    }

    /// A zero that needs no judge.
    static func nothingDone(_ reason: String) -> Measurement.Reading {
        Measurement.Reading(score: .zero, confidence: 0.98, reason: reason)
    }
}

extension TraceFindings.Passage {
    /// `step` and `quote` of a finding.
    static func append(_ passage: TraceFindings.Passage?, to object: inout JSONObject) {
        object.append("step", passage.map { .string($0.line) } ?? .null)
        object.append("quote", passage.map { .string($0.text) } ?? .null)
    }
}
