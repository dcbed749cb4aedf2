/// What a judge found about an agent's run, after verification.
package struct TraceFindings: Sendable, Hashable {
    /// A quoted place in the run.
    package struct Passage: Sendable, Hashable {
        /// `u1`, `st3`, ….
        package var line: String
        package var text: String
        /// Unicode scalar offsets in the line as the judge saw it.
        package var range: Range<Int>
    }

    /// Something that was to be done.
    package struct Goal: Sendable, Hashable {
        /// The user's message (`u1`) or the operator's goal (`g1`).
        package var id: String
        package var text: String
        /// After verification: what no step bears out is `no`.
        package var met: TraceTask.Met
        package var stated: Double
        package var quote: QuoteSupport
        /// The step that achieves it.
        package var proof: Passage?
        /// The judge did not answer for this message or goal.
        package var isMissing = false
    }

    /// One step of the agent.
    package struct Step: Sendable, Hashable {
        package var id: String
        /// After verification: a needed step whose quote does not exist is `redundant`.
        package var role: TraceTask.Role
        package var stated: Double
        package var quote: QuoteSupport
        package var passage: Passage?
        package var isMissing = false
    }

    /// One call of a tool.
    package struct Call: Sendable, Hashable {
        package var id: String
        package var choice: TraceTask.Choice
        /// After verification: arguments that nothing said before bears out are `partly` right at most.
        package var arguments: TraceTask.Fit
        package var stated: Double
        package var quote: QuoteSupport
        package var passage: Passage?
        /// Share of the words of its argument values that were said before, 0 to 1; 1 when there are none.
        package var overlap: Double
        package var isMissing = false
    }

    /// A tool that the task needed and the agent did not call.
    package struct Unused: Sendable, Hashable {
        /// `t1`, `t2`, ….
        package var id: String
        package var need: String
        package var stated: Double
    }

    /// One item of the agent's plan.
    package struct PlanItem: Sendable, Hashable {
        package var text: String
        package var value: TraceTask.Value
        /// After verification: what no step bears out is `no`.
        package var done: TraceTask.Done
        package var stated: Double
        package var quote: QuoteSupport
        /// Where the agent announces it; nil for an item that the operator gave.
        package var source: Passage?
        package var proof: Passage?
        package var isMissing = false
    }

    /// Something that the task needs and the plan does not cover.
    package struct Gap: Sendable, Hashable {
        package var need: String
        package var stated: Double
    }

    package var goals: [Goal] = []
    package var steps: [Step] = []
    package var calls: [Call] = []
    package var unused: [Unused] = []
    package var plan: [PlanItem] = []
    package var gaps: [Gap] = []
    package var quotes = QuoteTally()
    /// Something in the run tries to steer its evaluator.
    package var isSuspicious: Bool
    /// What was asked about and could not be found out by the questions that the judge's model understands.
    package var unestablished: TraceTask.Aspects = []
    /// Share of the agent's steps that the judge was shown, cut ones in part, 0 to 1.
    package var coverage: Double = 1

    /// What a message, a step or an item counts that the judge left out.
    static let missingProbability = 0.3
}
