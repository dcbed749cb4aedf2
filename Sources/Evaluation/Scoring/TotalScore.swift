/// The scores of all metrics made into one decision.
package struct TotalScore: Sendable, Hashable {
    /// Weighted mean of the benefits of scored metrics; nil when there is none.
    package let score: Score?
    package let passed: Bool
    /// Probability that `passed` is right, 0 to 0.99; nil when nothing was scored.
    ///
    /// Each metric is right about its own threshold with its confidence c; if it is wrong, its true benefit is taken as
    /// the middle of the other side of its threshold. The probability is that of all combinations of right and wrong in
    /// which the mean stays on its side of the pass mark. Under strict thresholds: the product of c for a pass; for a
    /// failure the probability that at least one failing metric is right.
    package let confidence: Double?

    /// Metrics whose combinations are counted one by one; beyond, the mean is taken as normally distributed.
    private static let enumerated = 10

    package init(_ outcomes: [MetricOutcome], policy: EvaluationPolicy) {
        let scored = outcomes.filter { $0.status == .scored }
        let weight = scored.reduce(0) { $0 + $1.weight }
        guard !scored.isEmpty, weight > 0 else {
            score = nil
            passed = false
            confidence = nil
            return
        }
        var terms: [Term] = []
        var sum = 0.0
        for outcome in scored {
            guard let score = outcome.score else { continue }
            let benefit = outcome.direction.benefit(of: score)
            let bar = outcome.direction == .higherIsBetter ? outcome.threshold : 1 - outcome.threshold
            let other = outcome.passed == true ? bar / 2 : (1 + bar) / 2
            sum += benefit * outcome.weight
            terms.append(
                Term(shift: (other - benefit) * outcome.weight / weight, wrong: 1 - (outcome.confidence ?? 0.5)))
        }
        let total = Score(clamping: sum / weight)
        score = total
        if policy.strictThresholds {
            let failing = scored.filter { $0.passed != true }
            passed = failing.isEmpty
            let sure =
                failing.isEmpty
                ? scored.reduce(1) { $0 * ($1.confidence ?? 0.5) }
                : Certainty.any(failing.map { $0.confidence ?? 0.5 })
            confidence = min(Certainty.highest, sure)
        } else {
            let passes = total.rounded.value >= policy.passMark
            passed = passes
            let same = Self.probability(terms, from: total.value) { value in
                (Score(clamping: value).rounded.value >= policy.passMark) == passes
            }
            confidence = min(Certainty.highest, same ?? Self.normal(terms, distance: total.value - policy.passMark))
        }
    }

    /// How one metric would move the mean if it were wrong, and how likely that is.
    private struct Term {
        let shift: Double
        let wrong: Double
    }

    private static func probability(_ terms: [Term], from mean: Double, where holds: (Double) -> Bool) -> Double? {
        guard terms.count <= enumerated else { return nil }
        var sum = 0.0
        for combination in 0..<(1 << terms.count) {
            var value = mean
            var probability = 1.0
            for (place, term) in terms.enumerated() {
                if combination >> place & 1 == 1 {
                    value += term.shift
                    probability *= term.wrong
                } else {
                    probability *= 1 - term.wrong
                }
            }
            if holds(value) { sum += probability }
        }
        return min(1, max(0, sum))
    }

    private static func normal(_ terms: [Term], distance: Double) -> Double {
        let variance = terms.reduce(0) { $0 + $1.shift * $1.shift * $1.wrong * (1 - $1.wrong) }
        return Certainty.side(distance: distance, deviation: variance.squareRoot())
    }
}
