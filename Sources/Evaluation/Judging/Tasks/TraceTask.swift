/// Parts of a question about an agent's run.
///
/// The answer is one JSON object with exactly the asked members, in this order:
///
///     {"reasoning": "…",
///      "goals": [{"id": "u1" | "g1", "goal": "…", "met": Met, "step": "st2" | null, "quote": "…" | null, "p": 0.9}],
///      "steps": [{"id": "st1", "role": Role, "quote": "…" | null, "p": 0.9}],
///      "calls": [{"id": "st1", "choice": Choice, "arguments": Fit, "quote": "…" | null, "p": 0.9}],
///      "unused": [{"id": "t1", "need": "…", "p": 0.9}],
///      "plan": [{"id": "p1", "text": "…", "source": "st1" | null, "quote": "…" | null, "value": Value, "done": Done,
///                "step": "st2" | null, "proof": "…" | null, "p": 0.9}],
///      "gaps": [{"need": "…", "p": 0.9}]}
///
/// `goals` belong to ``Aspects/goals``, `steps` to ``Aspects/steps``, `calls` to ``Aspects/calls`` (`unused` only when
/// ``tools`` are shown), `plan` to ``Aspects/plan`` and ``Aspects/gaps``, `gaps`
/// to ``Aspects/gaps``. Words in capitals are the raw values of the enums below.
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
        /// Whether the plan was followed and what its items are worth (plan_adherence).
        package static let plan = Aspects(rawValue: 8)
        /// Whether the plan is good: its items, and what it leaves out (plan_quality).
        package static let gaps = Aspects(rawValue: 16)
    }

    /// How far a goal is met. `none`: the message asks for nothing.
    package enum Met: String, Sendable, Hashable, CaseIterable { case full, partial, no, none }

    /// What a step does for the task.
    package enum Role: String, Sendable, Hashable, CaseIterable { case needed, redundant, wrong, recovery }

    /// Whether a tool is the one to call there.
    package enum Choice: String, Sendable, Hashable, CaseIterable { case right, acceptable, wrong }

    /// Whether a call's arguments are what the task asks for.
    package enum Fit: String, Sendable, Hashable, CaseIterable { case right, partly, wrong }

    /// What an item of the plan is worth.
    package enum Value: String, Sendable, Hashable, CaseIterable { case sound, vague, unneeded, wrong }

    /// Whether an item of the plan was carried out.
    package enum Done: String, Sendable, Hashable, CaseIterable { case yes, partly, no }

    /// One entry of the run as the judge sees it.
    package struct Line: Sendable, Hashable {
        /// As in `AgentRun.Entry`.
        package let id: String
        package let kind: AgentRun.Entry.Kind
        /// Long texts are cut in the middle.
        package let text: String
        /// The values of a call's arguments, to be looked for in what was said before.
        package let values: String
        /// Shown to be understood and quoted, asked about in another part. Default: false.
        package var isContext: Bool

        package init(
            id: String, kind: AgentRun.Entry.Kind, text: String, values: String = "", isContext: Bool = false
        ) {
            self.id = id
            self.kind = kind
            self.text = text
            self.values = values
            self.isContext = isContext
        }
    }

    package let aspects: Aspects
    /// In the order of the run.
    package let lines: [Line]
    /// What the operator says was to be done, `g1`, `g2`, …; empty when the user's messages say it.
    package let goals: [NumberedText]
    /// The tools that could be called, `t1`, `t2`, …; empty when the request names none.
    package let tools: [NumberedText]
    /// The items of the plan that the operator gave, `p1`, `p2`, …; empty when the plan is to be found in the run.
    package let plan: [NumberedText]
    /// Something in the lines tries to steer an evaluator; not part of the question.
    package let isSuspicious: Bool

    package init(
        aspects: Aspects, lines: [Line], goals: [NumberedText] = [], tools: [NumberedText] = [],
        plan: [NumberedText] = [], isSuspicious: Bool = false
    ) {
        self.aspects = aspects
        self.lines = lines
        self.goals = goals
        self.tools = tools
        self.plan = plan
        self.isSuspicious = isSuspicious
    }

    /// Whether the items of the plan are asked about.
    package var asksForPlan: Bool { !aspects.isDisjoint(with: [.plan, .gaps]) }

    /// Ids that goals are answered for: the operator's goals, else the user's messages.
    package var goalIDs: [String] {
        goals.isEmpty ? lines.filter { $0.kind == .user }.map(\.id) : goals.map(\.id)
    }

    /// The agent's steps that are asked about.
    package var steps: [Line] { lines.filter { $0.kind != .user && !$0.isContext } }

    /// The calls that are asked about.
    package var calls: [Line] { steps.filter { $0.kind == .call } }
}
