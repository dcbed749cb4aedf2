/// Who is best of several, from the comparison of every pair: a point for each opponent beaten, half a point for each
/// tie (Copeland). As every pair meets, the Bradley-Terry strengths give the same order.
struct ArenaRanking {
    /// One pair, by places, with what came of it.
    struct Duel {
        let first: Int
        let second: Int
        /// The winner A is the first.
        let comparison: BattleComparison
    }

    /// Points of each contestant, by place.
    let points: [Double]
    /// The places with the most points; one, unless there is a tie.
    let best: [Int]
    /// Probability that the first place is right, 0.5 to 0.95: the least sure comparison that it rests on.
    let confidence: Double

    /// - Parameter duels: every pair once.
    init(count: Int, duels: [Duel]) {
        var points = [Double](repeating: 0, count: count)
        for duel in duels {
            switch duel.comparison.winner {
            case .a: points[duel.first] += 1
            case .b: points[duel.second] += 1
            case .tie:
                points[duel.first] += 0.5
                points[duel.second] += 0.5
            }
        }
        let most = points.max() ?? 0
        let best = points.indices.filter { points[$0] == most }
        self.points = points
        self.best = best
        let deciding = duels.filter { duel in
            best.count == 1
                ? duel.first == best[0] || duel.second == best[0]
                : best.contains(duel.first) && best.contains(duel.second)
        }
        let bears = deciding.map { duel -> Double in
            let winner = duel.comparison.winner
            let holds = best.count == 1 ? winner == (duel.first == best[0] ? .a : .b) : winner == .tie
            return holds ? duel.comparison.confidence : 0.5
        }
        confidence = bears.min() ?? 0.5
    }

    /// 1 for the best; equal points share a rank.
    func rank(of place: Int) -> Int { 1 + points.count { $0 > points[place] } }
}
