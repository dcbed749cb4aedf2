/// The distribution of a count made of independent yes-or-no items with different probabilities (Poisson-binomial),
/// each item counting one or more units; exact, by the usual recurrence.
package struct CountDistribution: Sendable, Hashable {
    /// `probabilities[k]` is the probability of exactly k units.
    package private(set) var probabilities: [Double] = [1]

    package init() {}

    /// Adds an item that counts `units` with a probability; O(units so far).
    package mutating func add(probability: Double, units: Int = 1) {
        let p = min(1, max(0, probability))
        guard units > 0 else { return }
        var next = [Double](repeating: 0, count: probabilities.count + units)
        for (count, mass) in probabilities.enumerated() {
            next[count] += mass * (1 - p)
            next[count + units] += mass * p
        }
        probabilities = next
    }

    /// The probability of the counts for which `condition` holds.
    package func probability(where condition: (Int) -> Bool) -> Double {
        var sum = 0.0
        for (count, mass) in probabilities.enumerated() where condition(count) { sum += mass }
        return min(1, max(0, sum))
    }

    /// The smallest count that at most a share of the mass lies below; 0 to 1.
    package func quantile(_ share: Double) -> Int {
        var sum = 0.0
        for (count, mass) in probabilities.enumerated() {
            sum += mass
            if sum >= share { return count }
        }
        return probabilities.count - 1
    }
}
