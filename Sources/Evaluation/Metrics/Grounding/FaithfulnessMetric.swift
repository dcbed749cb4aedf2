import JSON

/// The share of an answer's claims that the evidence supports.
package struct FaithfulnessMetric: Metric {
    package let descriptor = MetricDescriptor(
        id: "faithfulness", family: .retrieval,
        summary: "Share of the answer's claims that the given evidence supports.",
        defaultThreshold: 0.7, requires: [.actualOutput, .context],
        reads: [.grounding], source: "Claim-level support: FActScore (arXiv 2305.14251), RAGAS (arXiv 2309.15217)")

    package init() {}

    package func needs(_ request: MetricRequest, of subject: EvaluationCase) -> MetricNeeds {
        if subject.hasNoText || subject.broken == .openerOnly { return .notApplicable("The answer states nothing.") }
        return .facts(FactNeeds(claims: true))
    }

    package func measure(
        _ request: MetricRequest, of subject: EvaluationCase, facts: MetricFacts, decision: Decision
    ) -> Measurement {
        guard let findings = facts.grounding else { return .notApplicable("Nothing was judged.") }
        let tally = ClaimTally(findings)
        guard !tally.claims.isEmpty else { return .notApplicable("The answer makes no claims.") }
        let total = tally.claims.count
        let supported = tally.count(.supported)
        var counts = CountDistribution()
        for claim in tally.claims.prefix(Self.exactClaims) {
            let p = claim.certainty(overall: findings.overall)
            counts.add(probability: claim.verdict == .supported ? p : 1 - p)
        }
        let score = Score(clamping: Double(supported) / Double(total))
        let passed = decision.passes(score)
        let judged = min(total, Self.exactClaims)
        let agreeing = counts.probability { count in
            decision.passes(Score(clamping: Double(count) / Double(judged))) == passed
        }
        var reading = Measurement.Reading(
            score: score, confidence: min(agreeing, tally.limit),
            reason: "\(supported) of \(MetricText.count(total, "claim")) supported."
                + tally.failures(document: subject.document))
        reading.findings = tally.json(document: subject.document)
        reading.reviewReasons = tally.reviewReasons
        reading.chanceOfPassing = tally.measuredSupport(most: Self.exactClaims)?.probability { count in
            decision.passes(Score(clamping: Double(count) / Double(judged)))
        }
        reading.extra = tally.extra
        reading.note(coverage: tally.coverage)
        reading.extra.append(
            "interval",
            [
                MetricText.json(Double(counts.quantile(0.05)) / Double(judged)),
                MetricText.json(Double(counts.quantile(0.95)) / Double(judged)),
            ])
        return .scored(reading)
    }

    /// Claims that enter the exact distribution; its cost is their number squared.
    static let exactClaims = 500
}
