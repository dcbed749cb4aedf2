import JSON

/// The arithmetic that all criterion metrics share.
enum CriteriaReading {
    /// An answer without text meets no criterion.
    static let ofNothing = Measurement.Reading(score: .zero, confidence: 0.98, reason: "The output has no text.")

    /// How far the steps' mean and the rating of the whole may lie apart before a human looks: one rating.
    private static let tolerance = 0.25

    /// The expected rating over the best one where the judge gives token probabilities, else the mean of the steps'
    /// ratings; how sure it is grows with stated certainty or a narrow spread, with found quotes and with the distance
    /// from the threshold.
    ///
    /// - Parameter isSuspected: the text tries to steer its evaluator: a plain rating must not raise the score then.
    static func reading(
        _ findings: CriteriaFindings, decision: Decision, isSuspected: Bool
    ) -> Measurement.Reading {
        let steps = findings.steps
        let best = Double(CriteriaTask.bestRating)
        let mean = steps.isEmpty ? 0 : steps.reduce(0) { $0 + Double($1.rating) } / Double(steps.count) / best
        var value = mean
        var deviation = 0.1 + 0.6 * (1 - certainty(of: steps))
        var isDivided = false
        if let distribution = findings.distribution {
            let gap = abs(distribution.mean - mean)
            value = isSuspected ? min(mean, distribution.mean) : distribution.mean
            deviation = 0.1 + distribution.deviation + gap / 2
            isDivided = gap > tolerance + 1e-9
        }
        let score = Score(clamping: value)
        let side = Certainty.side(distance: score.rounded.value - decision.threshold, deviation: deviation)
        let limit = findings.quotes.given > findings.quotes.rejected ? Certainty.highest : Certainty.unquoted
        var reading = Measurement.Reading(
            score: score, confidence: min(side, limit * (1 - 0.5 * findings.quotes.rejectionRate)),
            reason: reason(steps))
        reading.findings = steps.map(json)
        if findings.quotes.needsReview { reading.reviewReasons.insert(.quotesRejected) }
        if isDivided { reading.reviewReasons.insert(.directVersusClaims) }
        reading.extra.append("quote_rejection_rate", MetricText.json(findings.quotes.rejectionRate))
        reading.note(findings.distribution)
        return reading
    }

    private static func certainty(of steps: [CriteriaFindings.Step]) -> Double {
        let certainties = steps.map { step in
            Certainty.combined(
                stated: step.stated, evidence: [step.quote == .exact ? 0.5 : step.quote == .rejected ? -1 : 0])
        }
        return certainties.isEmpty ? 0.5 : certainties.reduce(0, +) / Double(certainties.count)
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
    /// Says where the score comes from.
    fileprivate mutating func note(_ distribution: RatingDistribution?) {
        extra.append("rating_source", distribution == nil ? "rating" : "token_probabilities")
        guard let distribution else { return }
        let best = Double(CriteriaTask.bestRating)
        extra.append("expected_rating", MetricText.json(distribution.mean * best))
        extra.append("rating_deviation", MetricText.json(distribution.deviation * best))
    }

    /// Says which steps the score was made with, so that it can be made again.
    mutating func note(stepsOf request: MetricRequest, _ findings: CriteriaFindings) {
        let texts = findings.steps.map(\.text)
        let compiled = request.compiled.map { !$0.steps.isEmpty } ?? false
        let source = !request.steps.isEmpty ? "client" : compiled ? "compiled" : "criteria"
        extra.append("steps_source", .string(source))
        extra.append("steps", .array(texts.map(JSONValue.string)))
        let rubric = Rubric(request.rubric)?.text ?? ""
        let hash = StableHash.of([request.criteria ?? "", rubric] + texts)
        extra.append("steps_hash", .string(StableHash.hexadecimal(hash)))
        if let failure = request.compiled?.failure { extra.append("steps_error", .string(failure.rawValue)) }
    }

    /// Says that the judge was shown only the beginning of a part.
    mutating func note(partsCutOf selection: CriteriaParts.Selection) {
        guard case .parts(_, isTruncated: true) = selection else { return }
        confidence *= 0.5
        noteUnreadPart()
    }
}
