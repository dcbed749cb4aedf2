import JSON

/// How much of an answer contradicts the evidence or is made up. Without evidence: what is generally known decides,
/// with little confidence.
package struct HallucinationMetric: Metric {
    package let descriptor = MetricDescriptor(
        id: "hallucination",
        family: .retrieval,
        summary: "Share of the answer's claims that the evidence contradicts or does not know; vague ones count half.",
        direction: .higherIsWorse, defaultThreshold: 0.5,
        reads: [.grounding],
        source: "Weighted claim error; contradiction and unverifiable extras as in RAGTruth (arXiv 2401.00396)")

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
        // In half claims: a contradiction or a specific invention counts two, a vague one counts one.
        var halves = 0
        var counts = CountDistribution()
        for (place, claim) in tally.claims.enumerated() {
            let isHallucinated = claim.verdict != .supported
            let units = Self.units(claim)
            if isHallucinated { halves += units }
            if place < FaithfulnessMetric.exactClaims {
                let p = claim.certainty(overall: findings.overall)
                counts.add(probability: isHallucinated ? p : 1 - p, units: units)
            }
        }
        let score = Score(clamping: Double(halves) / Double(2 * total))
        let passed = decision.passes(score)
        let judged = 2 * min(total, FaithfulnessMetric.exactClaims)
        let agreeing = counts.probability { count in
            decision.passes(Score(clamping: Double(count) / Double(judged))) == passed
        }
        let contradicted = tally.count(.contradicted)
        let unknown = tally.count(.notInEvidence)
        var reading = Measurement.Reading(
            score: score, confidence: min(agreeing, tally.limit),
            reason: "Of \(MetricText.count(total, "claim")), \(contradicted) contradicted and \(unknown) "
                + (findings.isClosedBook ? "not verifiable by general knowledge." : "not in the evidence.")
                + tally.failures(document: subject.document))
        reading.findings = tally.json(document: subject.document)
        reading.reviewReasons = tally.reviewReasons
        let whole = tally.claims.prefix(FaithfulnessMetric.exactClaims).reduce(0) { $0 + Self.units($1) }
        reading.chanceOfPassing =
            tally.measuredSupport(most: FaithfulnessMetric.exactClaims, units: Self.units)?.probability { supported in
                decision.passes(Score(clamping: Double(whole - supported) / Double(judged)))
            }
        reading.extra = tally.extra
        reading.note(coverage: tally.coverage)
        return .scored(reading)
    }

    /// What a claim counts when it is hallucinated, in halves. One that evidence nobody could read may contradict counts as
    /// if it did.
    private static func units(_ claim: GroundingFindings.Claim) -> Int {
        claim.verdict == .contradicted || claim.isSpecific || claim.isUnread ? 2 : 1
    }
}
