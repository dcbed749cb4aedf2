/// What judge calls cost.
package struct JudgeUsage: Sendable, Hashable {
    /// Calls that reached a judge, retries included.
    package var calls: Int
    package var promptTokens: Int
    /// The part of `promptTokens` that the provider had cached.
    package var cachedTokens: Int
    package var completionTokens: Int
    /// Nil when a price is not known, never 0 for unknown.
    package var cost: JudgeCost?

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
        cost = costUSD.flatMap { JudgeCost(dollars: $0) }
    }

    /// The sum; its cost is known only when both are.
    package static func + (left: JudgeUsage, right: JudgeUsage) -> JudgeUsage {
        var sum = JudgeUsage(
            calls: left.calls + right.calls, promptTokens: left.promptTokens + right.promptTokens,
            cachedTokens: left.cachedTokens + right.cachedTokens,
            completionTokens: left.completionTokens + right.completionTokens)
        if left.calls == 0 {
            sum.cost = right.cost
        } else if right.calls == 0 {
            sum.cost = left.cost
        } else if let one = left.cost, let other = right.cost {
            sum.cost = one + other
        }
        return sum
    }
}
