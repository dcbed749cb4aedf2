import JSON

/// A score that is a share of counted items, each judged alone.
struct ShareReading {
    /// Items with a good verdict.
    let good: Int
    /// Items that count; above 0.
    let total: Int
    private let counts: CountDistribution
    private let judged: Int

    /// Items that enter the exact distribution; its cost is their number squared.
    private static let exactItems = 500

    /// - Parameter chances: for each item that counts, the probability that it is good.
    init(good: Int, of total: Int, chances: [Double]) {
        self.good = good
        self.total = max(1, total)
        judged = max(1, min(chances.count, Self.exactItems))
        var counts = CountDistribution()
        for chance in chances.prefix(Self.exactItems) { counts.add(probability: chance) }
        self.counts = counts
    }

    var score: Score { Score(clamping: Double(good) / Double(total)) }

    /// - Parameter limit: the most that can be sure, 0 to 1.
    func reading(limit: Double, reason: String, decision: Decision) -> Measurement.Reading {
        let passed = decision.passes(score)
        let agreeing = counts.probability { count in
            decision.passes(Score(clamping: Double(count) / Double(judged))) == passed
        }
        var reading = Measurement.Reading(score: score, confidence: min(agreeing, limit), reason: reason)
        reading.extra.append(
            "interval",
            [
                MetricText.json(Double(counts.quantile(0.05)) / Double(judged)),
                MetricText.json(Double(counts.quantile(0.95)) / Double(judged)),
            ])
        return reading
    }
}

extension MetricText {
    /// " Label: "text" (id), …", at most three of them; nothing when there are none.
    static func listed(_ label: String, _ items: [(text: String, id: String)]) -> String {
        guard !items.isEmpty else { return "" }
        let named = items.prefix(3).map { "\(quoted($0.text)) (\($0.id))" }.joined(separator: ", ")
        return " \(label): \(named)" + (items.count > 3 ? " and \(items.count - 3) more." : ".")
    }
}
