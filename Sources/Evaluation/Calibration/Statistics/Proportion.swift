internal import Glibc

/// `successes` of `trials` with the two usual intervals.
package struct Proportion: Sendable, Hashable {
    package let successes: Int
    package let trials: Int

    /// - Parameter successes: 0 to `trials`.
    package init(successes: Int, trials: Int) {
        self.successes = successes
        self.trials = trials
    }

    /// The observed share; nil without trials.
    package var value: Double? { trials > 0 ? Double(successes) / Double(trials) : nil }

    /// The 95 % score interval of Wilson (1927); 0 to 1 without trials.
    package var wilson: Interval {
        guard let value else { return Interval(low: 0, high: 1) }
        let n = Double(trials)
        let z2 = Interval.z95 * Interval.z95
        let centre = (value + z2 / (2 * n)) / (1 + z2 / n)
        let spread = Interval.z95 / (1 + z2 / n) * (value * (1 - value) / n + z2 / (4 * n * n)).squareRoot()
        return Interval(
            low: successes == 0 ? 0 : max(0, centre - spread), high: successes == trials ? 1 : min(1, centre + spread))
    }

    /// The exact lower bound of Clopper and Pearson (1934): a true share below it would give as many successes with a
    /// probability under `risk`.
    ///
    /// - Parameter risk: one-sided, strictly between 0 and 1.
    package func lowerBound(risk: Double) -> Double {
        guard successes > 0 else { return 0 }
        return IncompleteBeta.quantile(risk, Double(successes), Double(trials - successes + 1))
    }

    /// The exact upper bound of Clopper and Pearson (1934): a true share above it would give as few successes with a
    /// probability under `risk`.
    ///
    /// - Parameter risk: one-sided, strictly between 0 and 1.
    package func upperBound(risk: Double) -> Double {
        guard successes < trials else { return 1 }
        return IncompleteBeta.quantile(1 - risk, Double(successes + 1), Double(trials - successes))
    }
}
