/// Items that earn nothing, half or all, each right with its own certainty: the arithmetic of every agentic score.
struct CreditTally {
    /// Half points of the items: 0, 1 or 2.
    private(set) var credits: [Int] = []
    private var certainties: [Double] = []

    var count: Int { credits.count }
    var isEmpty: Bool { credits.isEmpty }

    /// - Parameter credit: half points; moved to 0...2.
    mutating func add(credit: Int, certainty: Double) {
        credits.append(min(2, max(0, credit)))
        certainties.append(min(Certainty.highest, max(0, certainty)))
    }

    /// The mean credit, 0 to 1; 0 without items.
    var score: Score {
        isEmpty ? .zero : Score(clamping: Double(credits.reduce(0, +)) / Double(2 * count))
    }

    /// The probability that the score lies on the side of the threshold where it was measured. An item that is wrong
    /// is taken as the opposite.
    func confidence(_ decision: Decision) -> Double {
        let judged = min(count, FaithfulnessMetric.exactClaims)
        guard judged > 0 else { return Certainty.unquoted }
        var counts = CountDistribution()
        for place in 0..<judged {
            let isGood = credits[place] > 0
            counts.add(
                probability: isGood ? certainties[place] : 1 - certainties[place], units: isGood ? credits[place] : 2)
        }
        let passed = decision.passes(score)
        return min(
            Certainty.highest,
            counts.probability { decision.passes(Score(clamping: Double($0) / Double(2 * judged))) == passed })
    }
}
