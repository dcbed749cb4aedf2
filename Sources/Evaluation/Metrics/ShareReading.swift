import JSON

/// A score that is a share of counted items, each judged alone; an item may count half.
struct ShareReading {
    /// One item that counts.
    struct Item {
        /// 0, 1 or 2 halves of it are good.
        let halves: Int
        /// The probability that the verdict is right, 0 to 1.
        let certainty: Double

        init(halves: Int, certainty: Double) {
            self.halves = halves
            self.certainty = certainty
        }

        /// An item that counts in full or not at all.
        init(isGood: Bool, certainty: Double) { self.init(halves: isGood ? 2 : 0, certainty: certainty) }
    }

    let score: Score
    /// Of the good halves.
    private let counts: CountDistribution
    /// Halves that the distribution is about.
    private let judged: Int

    /// Items that enter the exact distribution; its cost is their number squared.
    private static let exactItems = 500

    /// - Parameter items: at least one.
    init(_ items: [Item]) {
        score = Score(clamping: Double(items.reduce(0) { $0 + $1.halves }) / Double(2 * max(1, items.count)))
        judged = 2 * max(1, min(items.count, Self.exactItems))
        var counts = CountDistribution()
        for item in items.prefix(Self.exactItems) {
            switch item.halves {
            case 0: counts.add(probability: 1 - item.certainty, units: 2)
            case 1: counts.add(probability: item.certainty, units: 1)
            default: counts.add(probability: item.certainty, units: 2)
            }
        }
        self.counts = counts
    }

    /// The probability that the true share passes, 0 to 1.
    func chanceOfPassing(_ decision: Decision) -> Double {
        counts.probability { decision.passes(Score(clamping: Double($0) / Double(judged))) }
    }

    /// - Parameter limit: the most that can be sure, 0 to 1.
    func reading(limit: Double, reason: String, decision: Decision) -> Measurement.Reading {
        let chance = chanceOfPassing(decision)
        let agreeing = decision.passes(score) ? chance : 1 - chance
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
