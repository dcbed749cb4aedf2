import JSON

/// The arithmetic that all criterion metrics share.
enum CriteriaReading {
    /// An answer without text meets no criterion.
    static let ofNothing = Measurement.Reading(score: .zero, confidence: 0.98, reason: "The output has no text.")

    /// The mean rating over the best one; how sure it is grows with stated certainty, found quotes and the distance
    /// from the threshold.
    static func reading(_ findings: CriteriaFindings, decision: Decision) -> Measurement.Reading {
        let steps = findings.steps
        let best = Double(CriteriaTask.bestRating)
        let mean = steps.isEmpty ? 0 : steps.reduce(0) { $0 + Double($1.rating) } / Double(steps.count) / best
        let score = Score(clamping: mean)
        let certainties = steps.map { step in
            Certainty.combined(
                stated: step.stated, evidence: [step.quote == .exact ? 0.5 : step.quote == .rejected ? -1 : 0])
        }
        let certainty = certainties.isEmpty ? 0.5 : certainties.reduce(0, +) / Double(certainties.count)
        let side = Certainty.side(
            distance: score.rounded.value - decision.threshold, deviation: 0.1 + 0.6 * (1 - certainty))
        let limit = findings.quotes.given > findings.quotes.rejected ? Certainty.highest : Certainty.unquoted
        var reading = Measurement.Reading(
            score: score, confidence: min(side, limit * (1 - 0.5 * findings.quotes.rejectionRate)),
            reason: reason(steps))
        reading.findings = steps.map(json)
        if findings.quotes.needsReview { reading.reviewReasons.insert(.quotesRejected) }
        reading.extra.append("quote_rejection_rate", MetricText.json(findings.quotes.rejectionRate))
        return reading
    }

    private static func reason(_ steps: [CriteriaFindings.Step]) -> String {
        let best = CriteriaTask.bestRating
        guard steps.count > 1 else {
            let rating = steps.first.map { "Rated \($0.rating) of \(best)" } ?? "Not rated"
            return rating + (steps.first?.passage.map { ": \(MetricText.quoted($0.text))" } ?? "") + "."
        }
        let full = steps.count { $0.rating == best }
        var text = "\(full) of \(steps.count) steps fully met."
        let weak = steps.filter { $0.rating < best }.sorted { $0.rating < $1.rating }
        for step in weak.prefix(3) {
            text += " \(step.id) rated \(step.rating) of \(best)"
            text += (step.passage.map { ": \(MetricText.quoted($0.text))" } ?? "") + "."
        }
        return text
    }

    private static func json(_ step: CriteriaFindings.Step) -> JSONValue {
        var object = JSONObject()
        object.append("step", .string(step.text))
        object.append("rating", .integer(Int64(step.rating)))
        object.append("observation", .string(step.observation))
        object.append("quote", step.passage.map { .string($0.text) } ?? .null)
        object.append("part", step.passage.map { .string($0.label) } ?? .null)
        if let passage = step.passage { MetricText.append(passage.range, to: &object) }
        object.append("confidence", MetricText.json(Certainty.clipped(step.stated)))
        return .object(object)
    }
}

extension Measurement.Reading {
    /// Says that the judge was shown only the beginning of a part.
    mutating func note(partsCutOf selection: CriteriaParts.Selection) {
        guard case .parts(_, isTruncated: true) = selection else { return }
        confidence *= 0.5
        extra.append("truncated", true)
    }
}
