internal import Glibc

/// The area under the receiver operating characteristic: the probability that a positive case has the higher value,
/// where a tie counts half.
package struct ROCArea: Sendable, Hashable {
    /// 0 to 1; 0.5 is chance.
    package let value: Double
    /// 95 %, by the variance of DeLong, DeLong and Clarke-Pearson (1988) on the logit scale. It is 0 where the classes
    /// do not overlap at all; the exact bound for the smaller class takes its place there.
    package let interval: Interval

    /// Nil without a case of both kinds.
    package init?(positives: [Double], negatives: [Double]) {
        guard !positives.isEmpty, !negatives.isEmpty else { return nil }
        let m = Double(positives.count)
        let n = Double(negatives.count)
        let all = Self.midranks(positives + negatives)
        let own = Self.midranks(positives)
        let others = Self.midranks(negatives)
        // Of each case: the share of the other class that it is ranked rightly against.
        let above = positives.indices.map { (all[$0] - own[$0]) / n }
        let below = negatives.indices.map { 1 - (all[positives.count + $0] - others[$0]) / m }
        value = min(1, max(0, above.reduce(0, +) / m))
        let variance = Self.variance(above) / m + Self.variance(below) / n
        let smaller = min(positives.count, negatives.count)
        if value <= 1e-12 || value >= 1 - 1e-12 {
            let bound = Proportion(successes: smaller, trials: smaller).lowerBound(risk: 0.025)
            interval = value > 0.5 ? Interval(low: bound, high: 1) : Interval(low: 0, high: 1 - bound)
        } else if variance <= 0 {
            interval = Interval(low: 0, high: 1)
        } else {
            interval = .logistic(value, error: variance.squareRoot())
        }
    }

    /// Ranks from 1, equal values sharing the mean of theirs.
    private static func midranks(_ values: [Double]) -> [Double] {
        let order = values.indices.sorted { values[$0] < values[$1] }
        var ranks = Array(repeating: 0.0, count: values.count)
        var start = 0
        while start < order.count {
            var end = start + 1
            while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
            for place in start..<end { ranks[order[place]] = Double(start + end + 1) / 2 }
            start = end
        }
        return ranks
    }

    /// The sample variance; with a single value, the widest it could be for a share.
    private static func variance(_ values: [Double]) -> Double {
        guard values.count > 1 else { return 0.25 }
        let mean = values.reduce(0, +) / Double(values.count)
        return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
    }
}
