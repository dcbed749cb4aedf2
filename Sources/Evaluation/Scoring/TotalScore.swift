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
    /// failure the probability that at least one failing metric is right, where one that lacks its input is certain not to
    /// have passed, and one whose judge failed is as likely to have. Metrics of a judge whose certainty is limited are
    /// right or wrong together: what knows only words errs alike everywhere.
    package let confidence: Double?

    /// Metrics whose combinations are counted one by one; beyond, the mean is taken as normally distributed.
    private static let enumerated = 10

    package init(_ outcomes: [MetricOutcome], policy: EvaluationPolicy) {
        let scored = outcomes.filter { $0.status == .scored }
        // Beside a power of two near the largest, weights neither overflow nor vanish however large or small they all are.
        let unit = scored.map(\.weight).max()?.binade ?? 0
        let weight = scored.reduce(0) { $0 + $1.weight / unit }
        guard unit > 0, weight.isFinite else {
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
            let part = outcome.weight / unit
            sum += benefit * part
            terms.append(
                Term(
                    shift: (other - benefit) * part / weight, wrong: 1 - (outcome.confidence ?? 0.5),
                    isLimited: outcome.certaintyLimit != nil))
        }
        terms = Self.united(terms)
        let total = Score(clamping: sum / weight)
        score = total
        if policy.strictThresholds {
            let failing = outcomes.filter { $0.passed != true && !$0.isLeftOut }
            passed = failing.isEmpty
            let sure =
                failing.isEmpty
                ? scored.reduce(1) { $0 * ($1.confidence ?? 0.5) }
                : Self.anyRight(failing)
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

    /// The probability that at least one of some metrics is right, where those of limited judges stand or fall together.
    private static func anyRight(_ outcomes: [MetricOutcome]) -> Double {
        let sure = outcomes.filter { $0.certaintyLimit == nil }.map(\.certaintyOfFailing)
        let limited = outcomes.filter { $0.certaintyLimit != nil }.map { $0.confidence ?? 0.5 }
        return Certainty.any(sure + (limited.max().map { [$0] } ?? []))
    }

    /// How one metric would move the mean if it were wrong, and how likely that is.
    private struct Term {
        var shift: Double
        var wrong: Double
        let isLimited: Bool
    }

    /// The terms of limited judges as one, as likely to be wrong as the one that is likeliest to be.
    private static func united(_ terms: [Term]) -> [Term] {
        let limited = terms.filter(\.isLimited)
        guard limited.count > 1 else { return terms }
        let whole = limited.dropFirst().reduce(into: limited[0]) { sum, term in
            sum.shift += term.shift
            sum.wrong = max(sum.wrong, term.wrong)
        }
        return terms.filter { !$0.isLimited } + [whole]
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

extension MetricOutcome {
    /// It has nothing to say here, which is known: a strict total does without it.
    fileprivate var isLeftOut: Bool { status == .notApplicable && !isUnknown }

    /// The probability that it does not pass, of one that did not.
    fileprivate var certaintyOfFailing: Double {
        switch status {
        case .scored: confidence ?? 0.5
        case .judgeFailed: 0.5
        case .insufficientInput, .notApplicable: Certainty.highest
        }
    }
}
