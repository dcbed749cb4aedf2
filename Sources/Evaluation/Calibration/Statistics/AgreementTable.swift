/// How often two raters chose each pair of categories.
package struct AgreementTable: Sendable, Hashable {
    /// What counts as near agreement.
    package enum Weights: Sendable, Hashable {
        /// Only the same category.
        case exact
        /// Ordered categories: disagreement grows with the square of the distance.
        case quadratic
    }

    /// Chance-corrected agreement with its 95 % interval.
    package struct Kappa: Sendable, Hashable {
        package let value: Double
        package let interval: Interval
    }

    package let categories: Int
    /// Row: the first rater's category; column: the second's.
    private var counts: [Double]
    /// Pairs, or the independent items they stand for.
    package private(set) var total = 0.0

    /// - Parameter categories: at least 1; raters name them 0 to `categories` - 1.
    package init(categories: Int) {
        self.categories = max(1, categories)
        counts = Array(repeating: 0, count: self.categories * self.categories)
    }

    /// A table of pairs of categories that are counted once each.
    package init(_ pairs: some Sequence<(Int, Int)>, categories: Int) {
        self.init(categories: categories)
        for (first, second) in pairs { add(first, second) }
    }

    /// Counts a pair; a category out of range is ignored.
    package mutating func add(_ first: Int, _ second: Int, weight: Double = 1) {
        guard (0..<categories).contains(first), (0..<categories).contains(second) else { return }
        counts[first * categories + second] += weight
        total += weight
    }

    package subscript(first: Int, second: Int) -> Double { counts[first * categories + second] }

    /// Pairs in the same category.
    package var agreed: Double { (0..<categories).reduce(0) { $0 + self[$1, $1] } }

    /// Cohen's kappa (1960), weighted as Cohen (1968) did; nil when chance alone explains every agreement, as when
    /// both raters only ever chose one category.
    ///
    /// The standard error is the one of Fleiss, Cohen and Everitt (1969). It is 0 at perfect agreement, where the exact
    /// lower bound of the agreement takes its place.
    package func kappa(_ weights: Weights = .exact) -> Kappa? {
        guard total > 0 else { return nil }
        let range = 0..<categories
        let rows = range.map { row in range.reduce(0) { $0 + self[row, $1] } / total }
        let columns = range.map { column in range.reduce(0) { $0 + self[$1, column] } / total }
        let weight = { (row: Int, column: Int) in Self.weight(row, column, of: categories, weights) }
        var observed = 0.0
        var expected = 0.0
        for row in range {
            for column in range {
                observed += weight(row, column) * self[row, column] / total
                expected += weight(row, column) * rows[row] * columns[column]
            }
        }
        guard 1 - expected > 1e-12 else { return nil }
        let value = (observed - expected) / (1 - expected)
        if 1 - observed < 1e-12 {
            let exact = Proportion(successes: Int(total.rounded(.down)), trials: Int(total.rounded(.down)))
            let low = (exact.lowerBound(risk: 0.025) - expected) / (1 - expected)
            return Kappa(value: 1, interval: Interval(low: max(-1, low), high: 1))
        }
        let rowMeans = range.map { row in range.reduce(0) { $0 + weight(row, $1) * columns[$1] } }
        let columnMeans = range.map { column in range.reduce(0) { $0 + weight($1, column) * rows[$1] } }
        var spread = 0.0
        for row in range {
            for column in range {
                let part = weight(row, column) - (rowMeans[row] + columnMeans[column]) * (1 - value)
                spread += self[row, column] / total * part * part
            }
        }
        let centre = value - expected * (1 - value)
        let variance = max(0, spread - centre * centre) / (total * (1 - expected) * (1 - expected))
        return Kappa(value: value, interval: .normal(value, error: variance.squareRoot(), within: -1...1))
    }

    private static func weight(_ row: Int, _ column: Int, of categories: Int, _ weights: Weights) -> Double {
        if row == column { return 1 }
        guard weights == .quadratic, categories > 1 else { return 0 }
        let distance = Double(row - column) / Double(categories - 1)
        return 1 - distance * distance
    }
}
