internal import Glibc

/// A range that covers a true value with a stated assurance, 95 % unless said otherwise.
package struct Interval: Sendable, Hashable {
    package let low: Double
    package let high: Double

    package init(low: Double, high: Double) {
        self.low = low
        self.high = high
    }

    /// The 97.5 % quantile of the normal distribution.
    static let z95 = 1.959963984540054

    /// `estimate` ± z · `error`, cut off at the ends of `range`.
    static func normal(_ estimate: Double, error: Double, within range: ClosedRange<Double>) -> Interval {
        Interval(
            low: max(range.lowerBound, estimate - z95 * error), high: min(range.upperBound, estimate + z95 * error))
    }

    /// The normal interval of a proportion's log-odds, which never leaves 0 to 1.
    ///
    /// - Parameter estimate: strictly between 0 and 1.
    static func logistic(_ estimate: Double, error: Double) -> Interval {
        let odds = LogOdds.of(estimate)
        let spread = z95 * error / (estimate * (1 - estimate))
        return Interval(low: LogOdds.probability(odds - spread), high: LogOdds.probability(odds + spread))
    }
}

/// Between a probability and its log-odds.
enum LogOdds {
    /// - Parameter probability: strictly between 0 and 1.
    static func of(_ probability: Double) -> Double { log(probability / (1 - probability)) }

    /// The logistic function, without overflow at either end.
    static func probability(_ odds: Double) -> Double {
        odds >= 0 ? 1 / (1 + exp(-odds)) : exp(odds) / (1 + exp(odds))
    }
}
