package import Evaluation

/// How much judges may cost, and what happens then.
package struct SpendingLimits: Sendable, Hashable {
    /// Of all campaigns together, for a day in UTC. Default: nil, no limit.
    package var perDay: JudgeCost?
    /// Of each campaign. Default: nil, no limit.
    package var perCampaign: JudgeCost?
    /// Default: `.stopped`.
    package var action: BudgetEffect.Action

    package init(
        perDay: JudgeCost? = nil, perCampaign: JudgeCost? = nil, action: BudgetEffect.Action = .stopped
    ) {
        self.perDay = perDay
        self.perCampaign = perCampaign
        self.action = action
    }

    package var isUnlimited: Bool { perDay == nil && perCampaign == nil }

    /// What follows from what is spent: nil while there is money left. A spent campaign is said before a spent day.
    package func effect(of spent: Spending) -> BudgetEffect? {
        for (scope, limit, spent) in [
            (BudgetEffect.Scope.campaign, perCampaign, spent.campaign), (.day, perDay, spent.day),
        ] {
            if let limit, spent.picodollars >= limit.picodollars {
                return BudgetEffect(action: action, scope: scope, limit: limit, spent: spent)
            }
        }
        return nil
    }
}

/// What is spent so far.
package struct Spending: Sendable, Hashable {
    /// By all campaigns, on the day that was asked for.
    package var day: JudgeCost
    package var campaign: JudgeCost

    package init(day: JudgeCost = JudgeCost(picodollars: 0), campaign: JudgeCost = JudgeCost(picodollars: 0)) {
        self.day = day
        self.campaign = campaign
    }

    package static func + (left: Spending, right: Spending) -> Spending {
        Spending(day: left.day + right.day, campaign: left.campaign + right.campaign)
    }
}
