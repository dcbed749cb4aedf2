import JSON

extension RetrievalFindings {
    /// The most that can be sure about these findings.
    ///
    /// - Parameter isQuoted: a good verdict rests on a quote that was found.
    func limit(isQuoted: Bool) -> Double {
        (isQuoted ? Certainty.highest : Certainty.unquoted) * coverage * (1 - 0.5 * quotes.rejectionRate)
    }
}

extension Measurement.Reading {
    /// Says how the judge quoted and what it was not shown.
    mutating func note(_ findings: RetrievalFindings) {
        if findings.quotes.needsReview { reviewReasons.insert(.quotesRejected) }
        extra.append("quote_rejection_rate", MetricText.json(findings.quotes.rejectionRate))
        note(coverage: findings.coverage)
    }
}
