package import JSON

/// Two orders of a battle made into one outcome. Exchanging the answers mirrors it exactly.
package struct BattleComparison: Sendable, Hashable {
    /// The metric's key on the wire.
    package static let key = "battle_score"

    /// Which answer is better.
    package let winner: BattleOutcome.Winner
    /// Probability that the winner is right, 0.5 to 0.95.
    package let confidence: Double
    package let orderConflict: Bool
    package let reviewReasons: Set<ReviewReason>
    package let reason: String
    package let findings: [JSONValue]

    /// A win without an answer on the other side.
    private static let walkover = 0.95
    /// How much longer a winner may be before length is suspected.
    private static let suspiciousLength = 1.5

    /// What needs no judge: an empty side loses, equal answers tie, two empty ones cannot be compared (nil).
    package static func withoutJudge(_ battle: Battle) -> BattleComparison? {
        let a = NormalizedText(battle.responseA).scalars
        let b = NormalizedText(battle.responseB).scalars
        if !a.isEmpty, a == b { return BattleComparison(.tie, 0.95, reason: "The answers are the same.") }
        if a.isEmpty == b.isEmpty { return nil }
        return b.isEmpty
            ? BattleComparison(.a, walkover, reason: "B is empty.")
            : BattleComparison(.b, walkover, reason: "A is empty.")
    }

    private init(_ winner: BattleOutcome.Winner, _ confidence: Double, reason: String) {
        self.winner = winner
        self.confidence = confidence
        self.reason = reason
        orderConflict = false
        reviewReasons = []
        findings = []
    }

    /// Two answers without words.
    static let ofNothing = BattleComparison(.tie, 0.95, reason: "Both answers are empty.")

    /// Several comparisons of the same answers made into one: who wins by weight wins; how sure that is is the mean of
    /// how sure each comparison is of it.
    ///
    /// - Parameter parts: at least one, with the key it is reported under and its weight, above 0.
    init(_ parts: [(key: String, weight: Double, comparison: BattleComparison)]) {
        let whole = parts.reduce(0) { $0 + $1.weight }
        let balance = parts.reduce(0) { sum, part in
            sum + (part.comparison.winner == .a ? part.weight : part.comparison.winner == .b ? -part.weight : 0)
        }
        let winner: BattleOutcome.Winner = abs(balance) <= whole * 1e-9 ? .tie : balance > 0 ? .a : .b
        let sure = parts.reduce(0) { sum, part in
            let confidence = part.comparison.confidence
            return sum + part.weight * (part.comparison.winner == winner ? confidence : 1 - confidence)
        }
        self.winner = winner
        confidence = max(0.5, min(0.95, sure / max(whole, .leastNonzeroMagnitude)))
        orderConflict = parts.contains { $0.comparison.orderConflict }
        reviewReasons = parts.reduce(into: []) { $0.formUnion($1.comparison.reviewReasons) }
        let won = parts.count { $0.comparison.winner == winner }
        let what = winner == .tie ? "A tie" : "\(winner.rawValue) is better"
        let each = parts.map { "\($0.key): \($0.comparison.reason)" }.joined(separator: " ")
        reason = "\(what) over \(MetricText.count(parts.count, "comparison")), \(won) of them alike. \(each)"
        findings = parts.map {
            ["comparison": .string($0.key), "winner": .string($0.comparison.winner.rawValue)]
        }
    }

    /// - Parameters:
    ///   - first: the answer to A shown first.
    ///   - second: the answer to B shown first.
    ///   - lengthRatio: scalars of A over scalars of B.
    package init(first: BattleFindings, second: BattleFindings, lengthRatio: Double) {
        let straight = first.overall.winner
        let turned = second.overall.winner.mirrored
        var balance = 0
        var lines: [JSONValue] = []
        var named: [String] = []
        for (one, other) in zip(first.comparisons, second.comparisons) {
            let better = one.better.winner == other.better.winner.mirrored ? one.better.winner : .tie
            balance += better == .a ? 1 : better == .b ? -1 : 0
            if better != .tie { named.append("\(better.rawValue) in \(one.aspect.id)") }
            lines.append(["criterion": .string(one.aspect.text), "better": .string(better.rawValue)])
        }
        var reviews: Set<ReviewReason> = []
        let quotes = first.quotes + second.quotes
        if quotes.needsReview { reviews.insert(.quotesRejected) }
        orderConflict = straight != turned
        winner = orderConflict ? .tie : straight
        if orderConflict {
            confidence = 0.5
            reviews.insert(.orderConflict)
            reason = "The two orders disagree (\(straight.rawValue) and \(turned.rawValue)): a tie."
        } else {
            let p = Certainty.clipped(first.stated)
            let q = Certainty.clipped(second.stated)
            var sure = min(0.95, p * q / (p * q + (1 - p) * (1 - q)))
            let direction = winner == .a ? 1 : winner == .b ? -1 : 0
            if direction != 0, balance * direction < 0 {
                sure *= 0.8
                reviews.insert(.directVersusClaims)
            }
            let longer = winner == .a ? lengthRatio : lengthRatio > 0 ? 1 / lengthRatio : 0
            if direction != 0, longer > Self.suspiciousLength, balance * direction <= 1 { sure *= 0.8 }
            confidence = max(0.5, sure * (1 - 0.5 * quotes.rejectionRate))
            let grounds = named.isEmpty ? "no criterion apart" : named.joined(separator: ", ")
            reason =
                winner == .tie ? "A tie in both orders." : "\(winner.rawValue) is better in both orders: \(grounds)."
        }
        reviewReasons = reviews
        findings = lines
    }

    /// How clearly the battle is decided: the confidence of a win, 0.5 for a tie. Exchanging the answers keeps it.
    package var score: Score { winner == .tie ? Score(clamping: 0.5) : Score(clamping: confidence) }
}

extension BattleTask.Preference {
    /// The winner when the first answer is A.
    var winner: BattleOutcome.Winner {
        switch self {
        case .first: .a
        case .second: .b
        case .tie: .tie
        }
    }
}
