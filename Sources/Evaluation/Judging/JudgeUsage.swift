/// What judge calls cost.
package struct JudgeUsage: Sendable, Hashable {
    /// Calls that reached a judge, retries included.
    package var calls: Int
    package var promptTokens: Int
    /// The part of `promptTokens` that the provider had cached.
    package var cachedTokens: Int
    package var completionTokens: Int
    /// The money that is known to be spent; nil when that of no call is.
    package private(set) var knownCost: JudgeCost?
    /// Calls whose price is not known: they may have cost anything.
    package private(set) var unpricedCalls: Int
    /// What calls without an answer are thought to have cost at least, by the length of their questions. For budgets alone:
    /// an estimate, and part of no other number here. Default: 0.
    package var estimatedCost = JudgeCost(picodollars: 0)

    /// The whole cost: nil when the price of any call is not known, never 0 for unknown.
    package var cost: JudgeCost? {
        get { unpricedCalls == 0 ? knownCost : nil }
        set {
            knownCost = newValue
            unpricedCalls = newValue == nil ? calls : 0
        }
    }
    /// Questions that were answered without a call of their own: by an earlier answer to the same question, or by the one
    /// that somebody else was being given.
    package var cacheHits: Int
    /// The tokens that those answers had cost, prompt and completion; part of no other number here.
    package var savedTokens: Int

    /// US dollars; nil when a price is not known.
    package var costUSD: Double? { cost?.dollars }

    /// - Parameter costUSD: rounded to whole picodollars. Default: nil, not known.
    package init(
        calls: Int = 0, promptTokens: Int = 0, cachedTokens: Int = 0, completionTokens: Int = 0, costUSD: Double? = nil,
        cacheHits: Int = 0, savedTokens: Int = 0
    ) {
        self.cacheHits = cacheHits
        self.savedTokens = savedTokens
        self.calls = calls
        self.promptTokens = promptTokens
        self.cachedTokens = cachedTokens
        self.completionTokens = completionTokens
        knownCost = costUSD.flatMap { JudgeCost(dollars: $0) }
        unpricedCalls = knownCost == nil ? calls : 0
    }

    /// Of a question that was answered without a call: it cost nothing, and that is known.
    package static func reused(savedTokens: Int) -> JudgeUsage {
        JudgeUsage(costUSD: 0, cacheHits: 1, savedTokens: savedTokens)
    }

    /// The sum; its whole cost is known only when both are.
    package static func + (left: JudgeUsage, right: JudgeUsage) -> JudgeUsage {
        var sum = left
        sum.calls += right.calls
        sum.promptTokens += right.promptTokens
        sum.cachedTokens += right.cachedTokens
        sum.completionTokens += right.completionTokens
        sum.cacheHits += right.cacheHits
        sum.savedTokens += right.savedTokens
        sum.unpricedCalls += right.unpricedCalls
        sum.estimatedCost = left.estimatedCost + right.estimatedCost
        if let cost = right.knownCost { sum.knownCost = left.knownCost.map { $0 + cost } ?? cost }
        return sum
    }
}
