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

    /// The whole cost: nil when the price of any call is not known, never 0 for unknown.
    package var cost: JudgeCost? {
        get { unpricedCalls == 0 ? knownCost : nil }
        set {
            knownCost = newValue
            unpricedCalls = newValue == nil ? calls : 0
        }
    }

    /// US dollars; nil when a price is not known.
    package var costUSD: Double? { cost?.dollars }

    /// - Parameter costUSD: rounded to whole picodollars. Default: nil, not known.
    package init(
        calls: Int = 0, promptTokens: Int = 0, cachedTokens: Int = 0, completionTokens: Int = 0, costUSD: Double? = nil
    ) {
        self.calls = calls
        self.promptTokens = promptTokens
        self.cachedTokens = cachedTokens
        self.completionTokens = completionTokens
        knownCost = costUSD.flatMap { JudgeCost(dollars: $0) }
        unpricedCalls = knownCost == nil ? calls : 0
    }

    /// The sum; its whole cost is known only when both are.
    package static func + (left: JudgeUsage, right: JudgeUsage) -> JudgeUsage {
        var sum = left
        sum.calls += right.calls
        sum.promptTokens += right.promptTokens
        sum.cachedTokens += right.cachedTokens
        sum.completionTokens += right.completionTokens
        sum.unpricedCalls += right.unpricedCalls
        if let cost = right.knownCost { sum.knownCost = left.knownCost.map { $0 + cost } ?? cost }
        return sum
    }
}
