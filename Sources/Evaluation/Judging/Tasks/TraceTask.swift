/// Parts of a question about an agent's run.
package struct TraceTask: Sendable, Hashable {
    /// What is examined.
    package struct Aspects: OptionSet, Sendable, Hashable {
        package let rawValue: Int
        package init(rawValue: Int) { self.rawValue = rawValue }
        /// What was asked for and whether it is done (task_completion, goal_accuracy).
        package static let goals = Aspects(rawValue: 1)
        /// Which steps were needed (step_efficiency).
        package static let steps = Aspects(rawValue: 2)
        /// Whether the calls' tools and arguments fit (argument_correctness, tool_use, mcp_use).
        package static let calls = Aspects(rawValue: 4)
        /// Whether the plan is good and was followed (plan_quality, plan_adherence).
        package static let plan = Aspects(rawValue: 8)
    }

    package let aspects: Aspects
    package let input: String?

    package init(input: String?, aspects: Aspects) {
        self.input = input
        self.aspects = aspects
    }
}
