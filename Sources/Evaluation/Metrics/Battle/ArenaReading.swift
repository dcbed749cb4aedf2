import JSON

/// What the comparisons of all pairs come to, under the contestants' names.
struct ArenaReading {
    let contestants: [String]
    let duels: [ArenaRanking.Duel]

    /// The score is how clearly there is a best one: the confidence in it, 0.5 for a tie.
    var reading: Measurement.Reading {
        let ranking = ArenaRanking(count: contestants.count, duels: duels)
        let winner = ranking.best.count == 1 ? ranking.best.first : nil
        var reading = Measurement.Reading(
            score: Score(clamping: winner == nil ? 0.5 : ranking.confidence), confidence: ranking.confidence,
            reason: reason(ranking, winner: winner))
        reading.findings = duels.map(json)
        reading.reviewReasons = duels.reduce(into: []) { $0.formUnion($1.comparison.reviewReasons) }
        reading.extra.append("winner", winner.map { .string(contestants[$0]) } ?? .null)
        reading.extra.append("tie", .bool(winner == nil))
        let order = contestants.indices.sorted { (ranking.rank(of: $0), $0) < (ranking.rank(of: $1), $1) }
        reading.extra.append(
            "ranking",
            .array(
                order.map { place in
                    [
                        "name": .string(contestants[place]), "rank": .integer(Int64(ranking.rank(of: place))),
                        "points": MetricText.json(ranking.points[place]),
                    ]
                }))
        return reading
    }

    private func reason(_ ranking: ArenaRanking, winner: Int?) -> String {
        let opponents = contestants.count - 1
        guard let winner else {
            return "A tie: \(ranking.best.map { contestants[$0] }.joined(separator: ", ")) have the most points."
        }
        let beaten = duels.count { duel in
            (duel.first == winner && duel.comparison.winner == .a)
                || (duel.second == winner && duel.comparison.winner == .b)
        }
        return "\(contestants[winner]) is best: better in both orders than \(beaten) of \(opponents)."
    }

    private func json(_ duel: ArenaRanking.Duel) -> JSONValue {
        let winner: JSONValue =
            switch duel.comparison.winner {
            case .a: .string(contestants[duel.first])
            case .b: .string(contestants[duel.second])
            case .tie: .null
            }
        // A and B are the contestants in the order named here.
        return [
            "contestants": [.string(contestants[duel.first]), .string(contestants[duel.second])], "winner": winner,
            "confidence": MetricText.json(duel.comparison.confidence),
            "order_conflict": .bool(duel.comparison.orderConflict), "criteria": .array(duel.comparison.findings),
        ]
    }
}
