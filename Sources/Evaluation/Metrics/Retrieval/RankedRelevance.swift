/// How early a ranking puts what is relevant.
struct RankedRelevance {
    /// One ranked thing with a verdict.
    struct Item {
        /// From 1; gaps are ranks of things that are not relevant.
        let rank: Int
        let isRelevant: Bool
        /// The probability that the verdict is right, 0 to 1.
        let certainty: Double
    }

    /// In the order of their ranks.
    let items: [Item]

    /// Verdicts that may be wrong together; the surest of more are taken as right. 2 to this power cases are counted.
    private static let uncertain = 12

    /// The mean over the relevant ranks k of the share of relevant things among the first k; 0 when nothing is relevant.
    var averagePrecision: Double { Self.averagePrecision(items.lazy.filter(\.isRelevant).map(\.rank)) }

    /// The probability that `condition` holds for the average precision, over all ways in which verdicts may be wrong.
    func probability(where condition: (Double) -> Bool) -> Double {
        let order = items.indices.sorted {
            (abs(items[$0].certainty - 0.5), $0) < (abs(items[$1].certainty - 0.5), $1)
        }
        let open = Array(order.prefix(Self.uncertain))
        var relevant = items.map(\.isRelevant)
        var sum = 0.0
        for wrong in 0..<(1 << open.count) {
            var mass = 1.0
            for (bit, place) in open.enumerated() {
                let isWrong = wrong >> bit & 1 == 1
                relevant[place] = items[place].isRelevant != isWrong
                mass *= isWrong ? 1 - items[place].certainty : items[place].certainty
            }
            guard mass > 0 else { continue }
            if condition(Self.averagePrecision(items.indices.lazy.filter { relevant[$0] }.map { items[$0].rank })) {
                sum += mass
            }
        }
        return min(1, sum)
    }

    private static func averagePrecision(_ ranks: some Sequence<Int>) -> Double {
        var sum = 0.0
        var count = 0
        for rank in ranks {
            count += 1
            sum += Double(count) / Double(max(1, rank))
        }
        return count == 0 ? 0 : sum / Double(count)
    }
}
