import JSON

/// Whether a summary says only what its source says, and says what matters in it.
package struct SummarizationMetric: Metric {
    package let descriptor = MetricDescriptor(
        id: "summarization", aliases: ["summarisation"], family: .custom,
        summary:
            "The lower of two shares: the summary's claims that the source supports, the source's key points it holds.",
        defaultThreshold: 0.7, requires: [.input, .actualOutput],
        options: [
            .init(
                "assessment_questions", "list of closed questions about the source; default: key points are asked for"),
            .init("n", "whole number from 1 to 20, key points for each part of the source; default 5"),
        ], reads: [.grounding, .summary],
        source: "Minimum of alignment and coverage; coverage by closed questions after QAGS (arXiv 2004.04228)")

    package init() {}

    package func needs(_ request: MetricRequest, of subject: EvaluationCase) -> MetricNeeds {
        if subject.hasNoText || subject.broken == .openerOnly { return .nothing }
        let questions = SummaryQuestions(request, subject: subject)
        guard !questions.tasks.isEmpty else { return .notApplicable("The source has no text.") }
        return .facts(FactNeeds(own: questions.tasks))
    }

    package func measure(
        _ request: MetricRequest, of subject: EvaluationCase, facts: MetricFacts, decision: Decision
    ) -> Measurement {
        if subject.hasNoText || subject.broken == .openerOnly {
            return .scored(
                Measurement.Reading(score: .zero, confidence: 0.98, reason: "The output is no summary: it has no text.")
            )
        }
        let questions = SummaryQuestions(request, subject: subject)
        let claims = GroundingFindings.merged(
            facts.own.compactMap { if case .grounding(let found) = $0 { found } else { nil } })
        let points = SummaryFindings.merged(
            facts.own.compactMap { if case .summary(let found) = $0 { found } else { nil } })
        let alignment = claims.flatMap { found -> SummaryShare? in
            var found = found
            found.add(addressedSentencesOf: subject.document)
            found.coverage = questions.alignmentCoverage
            return SummaryShare(alignment: found, document: subject.document)
        }
        let coverage = points.flatMap { SummaryShare(coverage: $0, shown: questions.coverageShown) }
        // A summary without claims holds no key point either; without a key point nothing is known of its coverage.
        guard let coverage else { return .notApplicable("No key point of the source could be verified.") }
        let shares = [alignment, coverage].compactMap(\.self)
        return .scored(Self.lowest(of: shares, under: request.key, decision: decision))
    }

    /// The lowest share; it passes when all do.
    private static func lowest(
        of shares: [SummaryShare], under key: String, decision: Decision
    ) -> Measurement.Reading {
        let score = shares.map(\.share.score).min() ?? .zero
        let chance = shares.reduce(1) { $0 * $1.share.chanceOfPassing(decision) }
        let limit = shares.map(\.limit).min() ?? 0
        var reading = Measurement.Reading(
            score: score, confidence: min(limit, decision.passes(score) ? chance : 1 - chance),
            reason: shares.map(\.reason).joined(separator: " "))
        for share in shares {
            reading.sideScores.append(
                SideScore(key: "\(key)_\(share.name)", score: share.share.score, reason: share.reason))
            reading.findings += share.findings
            reading.reviewReasons.formUnion(share.reviewReasons)
            reading.extra.append(share.name, MetricText.json(share.share.score.value))
            if share.isTruncated { reading.noteUnreadPart() }
        }
        return reading
    }
}
