/// How a metric's number becomes passed or failed: direction, threshold, strictness.
package struct Decision: Sendable, Hashable {
    package let direction: Direction
    /// 0 to 1.
    package let threshold: Double
    /// Only a perfect score passes, and every other counts as the worst.
    package let isStrict: Bool

    package init(direction: Direction, threshold: Double, isStrict: Bool = false) {
        self.direction = direction
        self.threshold = isStrict ? (direction == .higherIsBetter ? 1 : 0) : threshold
        self.isStrict = isStrict
    }

    /// Whether a score passes, compared as the wire shows it.
    package func passes(_ score: Score) -> Bool { direction.passes(score.rounded, threshold: threshold) }

    /// The score that stands: under strictness the best or the worst.
    package func standing(_ score: Score) -> Score {
        guard isStrict, !passes(score) else { return score }
        return direction == .higherIsBetter ? .zero : .one
    }
}
