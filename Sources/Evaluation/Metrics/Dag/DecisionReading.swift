import JSON

/// A path through a tree as a score with its grounds.
struct DecisionReading {
    let path: DecisionPath
    let quotes: QuoteTally
    /// What the end is worth before the path's own confidence.
    private let end: Measurement.Reading

    /// A path that ends in a score.
    init(_ path: DecisionPath, quotes: QuoteTally, score: Score) {
        self.path = path
        self.quotes = quotes
        end = Measurement.Reading(score: score, confidence: Certainty.highest, reason: "")
    }

    /// A path that ends in a criterion.
    init(_ path: DecisionPath, quotes: QuoteTally, criterion: Measurement.Reading) {
        self.path = path
        self.quotes = quotes
        end = criterion
    }

    var reading: Measurement.Reading {
        let answers = path.turns.map { "\($0.node.name) = \($0.answer.choice)" }.joined(separator: ", ")
        let reason = "Path: \(answers)." + (end.reason.isEmpty ? "" : " \(end.reason)")
        let isQuoted = path.turns.contains { $0.answer.passage != nil }
        let limit = isQuoted ? Certainty.highest : Certainty.unquoted
        var reading = Measurement.Reading(
            score: end.score,
            confidence: min(limit, path.confidence * end.confidence) * (1 - 0.5 * quotes.rejectionRate), reason: reason)
        reading.findings = path.turns.map(json) + end.findings
        reading.reviewReasons = end.reviewReasons
        if quotes.needsReview { reading.reviewReasons.insert(.quotesRejected) }
        reading.extra = end.extra
        reading.extra["quote_rejection_rate"] = MetricText.json(quotes.rejectionRate)
        reading.extra.append("path", .array(path.turns.map { .string($0.node.name) }))
        return reading
    }

    private func json(_ turn: DecisionPath.Turn) -> JSONValue {
        var object = JSONObject()
        object.append("node", .string(turn.node.name))
        object.append("question", .string(turn.node.question))
        object.append("choice", .string(turn.answer.choice))
        object.append("quote", turn.answer.passage.map { .string($0.text) } ?? .null)
        object.append("part", turn.answer.passage.map { .string($0.label) } ?? .null)
        if let passage = turn.answer.passage { MetricText.append(passage.range, to: &object) }
        object.append("confidence", MetricText.json(turn.answer.certainty))
        return .object(object)
    }
}
