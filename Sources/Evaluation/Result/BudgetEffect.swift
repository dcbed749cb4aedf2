/// What a spent budget has changed about an evaluation.
package struct BudgetEffect: Sendable, Hashable {
    /// What was done about it. The raw value is the wire's.
    package enum Action: String, Sendable, Hashable, CaseIterable {
        /// No judge was asked; rules measured what they can.
        case stopped
        /// The judge was asked once, without samples, panel, stronger models and models of the metrics' own.
        case degraded
    }

    /// Whose budget. The raw value is the wire's.
    package enum Scope: String, Sendable, Hashable, CaseIterable {
        /// The day's, UTC.
        case day
        case campaign
    }

    package var action: Action
    package var scope: Scope
    package var limit: JudgeCost
    /// Known when the evaluation began; may be above the limit by what was in flight.
    package var spent: JudgeCost

    package init(action: Action, scope: Scope, limit: JudgeCost, spent: JudgeCost) {
        self.action = action
        self.scope = scope
        self.limit = limit
        self.spent = spent
    }
}
