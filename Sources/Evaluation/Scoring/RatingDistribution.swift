/// How probable each rating of a criterion is, read from the probabilities of the rating's token.
///
/// The score is the expected rating, as G-Eval takes it (arXiv 2303.16634): unlike a single rating it has no ties, and
/// its spread says how undecided the model was.
package struct RatingDistribution: Sendable, Hashable {
    /// Of the ratings 0 to `CriteriaTask.bestRating`; add up to 1.
    package let probabilities: [Double]

    /// What the model must have given to all ratings together.
    package static let leastMass = 0.5

    /// Nil when the model wanted to say something else, or when the numbers are no probabilities.
    package init?(_ answer: TokenAnswer) {
        let given = answer.probabilities
        guard answer.mass >= Self.leastMass, given.count == CriteriaTask.bestRating + 1,
            given.allSatisfy({ $0 >= 0 && $0.isFinite })
        else { return nil }
        let sum = given.reduce(0, +)
        guard sum > 0, sum.isFinite else { return nil }
        probabilities = given.map { $0 / sum }
    }

    /// The ratings of several steps that count alike, taken together; nil when there is none.
    package init?(mixing distributions: [RatingDistribution]) {
        guard let first = distributions.first else { return nil }
        let count = Double(distributions.count)
        probabilities = first.probabilities.indices.map { rating in
            distributions.reduce(0) { $0 + $1.probabilities[rating] } / count
        }
    }

    /// The expected rating as a share of the best one, 0 to 1.
    package var mean: Double { moment { $0 } }

    /// The standard deviation of the rating as a share of the best one, 0 to 0.5.
    package var deviation: Double {
        let mean = mean
        return moment { ($0 - mean) * ($0 - mean) }.squareRoot()
    }

    private func moment(_ value: (Double) -> Double) -> Double {
        let best = Double(max(1, probabilities.count - 1))
        var sum = 0.0
        for (rating, probability) in probabilities.enumerated() { sum += probability * value(Double(rating) / best) }
        return min(1, max(0, sum))
    }
}
