/// A number from 0 to 1. Whatever would leave the range, NaN included, cannot become one.
package struct Score: Sendable, Hashable, Comparable {
    /// 0 to 1.
    package let value: Double

    /// Nil when `value` is not a number from 0 to 1.
    package init?(_ value: Double) {
        guard value >= 0, value <= 1 else { return nil }
        self.value = value
    }

    /// The nearest score of a number that arithmetic may have pushed past an end; NaN becomes 0.
    package init(clamping value: Double) { self.value = value >= 0 ? min(value, 1) : 0 }

    /// The score as the wire shows it, to four decimals.
    package var rounded: Score { Score(clamping: Self.rounded(value)) }

    /// A number to four decimals.
    static func rounded(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 }

    package static let zero = Score(clamping: 0)
    package static let one = Score(clamping: 1)

    package static func < (left: Score, right: Score) -> Bool { left.value < right.value }
}

/// Whether a high score is good or bad.
package enum Direction: String, Sendable, Hashable, CaseIterable {
    case higherIsBetter = "higher_is_better"
    case higherIsWorse = "higher_is_worse"

    /// What a score contributes to the total: harm counts as 1 - score.
    package func benefit(of score: Score) -> Double { self == .higherIsBetter ? score.value : 1 - score.value }

    /// Whether a score is on the good side of a threshold; the threshold itself passes.
    package func passes(_ score: Score, threshold: Double) -> Bool {
        self == .higherIsBetter ? score.value >= threshold : score.value <= threshold
    }
}

/// How bad the worst finding is.
package enum Severity: String, Sendable, Hashable, Comparable, CaseIterable {
    case low, medium, high, critical

    package static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

    /// 0 for low to 3 for critical.
    package var rank: Int {
        switch self {
        case .low: 0
        case .medium: 1
        case .high: 2
        case .critical: 3
        }
    }
}
