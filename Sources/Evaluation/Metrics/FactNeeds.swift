/// What a metric wants judges to find out.
///
/// The shared parts are asked in one task per family for all metrics together; questions of its own stay the metric's,
/// and equal ones are asked once.
package struct FactNeeds: Sendable, Hashable {
    /// Claims with verdicts (grounding).
    package var claims = false
    /// Requirements and roles of sentences (grounding).
    package var relevancy = false
    /// Toxic passages (safety).
    package var toxicity = false
    /// Biased passages (safety).
    package var bias = false
    /// Personal data (safety).
    package var personalData = false
    /// Rules of conduct that passages may break (safety).
    package var rules: [ConductRule] = []
    /// Whether the answer refuses (safety).
    package var refusal = false
    /// What of the retrieved context is examined.
    package var retrieval: RetrievalTask.Aspects = []
    /// What of the conversation is examined.
    package var conversation: ConversationTask.Aspects = []
    /// The role that conduct is judged by (conversation); nil when none is asked about.
    package var role: String?
    /// The topics that matter (conversation); empty when none are asked about.
    package var topics: [String] = []
    /// Turns before an assistant turn that it is read against (conversation), 1 or more; nil for the usual number.
    package var window: Int?
    /// What of the agent's run is examined.
    package var trace: TraceTask.Aspects = []
    /// What the operator says an agent was to do; empty when the user's messages say it.
    package var goals: [String] = []
    /// The items of the plan that the operator says an agent had; empty when the run shows it.
    package var plan: [String] = []
    /// Questions of its own, in the order in which `MetricFacts.own` answers them.
    package var own: [BoundTask] = []

    package init(
        claims: Bool = false, relevancy: Bool = false, toxicity: Bool = false, bias: Bool = false,
        personalData: Bool = false, rules: [ConductRule] = [], refusal: Bool = false,
        retrieval: RetrievalTask.Aspects = [],
        conversation: ConversationTask.Aspects = [], trace: TraceTask.Aspects = [], goals: [String] = [],
        plan: [String] = [], own: [BoundTask] = [], role: String? = nil, topics: [String] = [], window: Int? = nil
    ) {
        self.claims = claims
        self.relevancy = relevancy
        self.toxicity = toxicity
        self.bias = bias
        self.personalData = personalData
        self.rules = rules
        self.refusal = refusal
        self.retrieval = retrieval
        self.conversation = conversation
        self.trace = trace
        self.goals = goals
        self.plan = plan
        self.own = own
        self.role = role
        self.topics = topics
        self.window = window
    }

    /// A question of its own that needs nothing to be read against.
    package static func own(_ task: JudgeTask) -> FactNeeds { FactNeeds(own: [BoundTask(task)]) }

    /// Whether anything of a shared family is wanted.
    package func wants(_ family: TaskFamily) -> Bool {
        switch family {
        case .grounding: claims || relevancy
        case .safety: toxicity || bias || personalData || refusal || !rules.isEmpty
        case .retrieval: !retrieval.isEmpty
        case .conversation: !conversation.isEmpty
        case .trace: !trace.isEmpty
        }
    }

    /// Whether another metric's shared parts can be asked for in the same tasks: a task about a conversation has one
    /// role, one set of topics and one window.
    func accepts(_ other: FactNeeds) -> Bool {
        (role == nil || other.role == nil || role == other.role)
            && (topics.isEmpty || other.topics.isEmpty || topics == other.topics)
            && (window == nil || other.window == nil || window == other.window)
    }

    /// Adds the shared parts of another metric's needs; questions of its own stay with it.
    mutating func formUnion(_ other: FactNeeds) {
        claims = claims || other.claims
        relevancy = relevancy || other.relevancy
        toxicity = toxicity || other.toxicity
        bias = bias || other.bias
        personalData = personalData || other.personalData
        for rule in other.rules where !rules.contains(rule) { rules.append(rule) }
        refusal = refusal || other.refusal
        retrieval.formUnion(other.retrieval)
        conversation.formUnion(other.conversation)
        role = role ?? other.role
        topics = topics.isEmpty ? other.topics : topics
        window = window ?? other.window
        trace.formUnion(other.trace)
        for goal in other.goals where !goals.contains(goal) { goals.append(goal) }
        for item in other.plan where !plan.contains(item) { plan.append(item) }
    }
}

/// The groups of facts that several metrics read from one task; unrelated ones are not asked together.
package enum TaskFamily: String, Sendable, Hashable, CaseIterable {
    case grounding, safety, retrieval, conversation, trace
}

/// What judges found, as far as it was asked for.
package struct MetricFacts: Sendable, Hashable {
    package var grounding: GroundingFindings?
    package var safety: SafetyFindings?
    package var retrieval: RetrievalFindings?
    package var conversation: ConversationFindings?
    package var trace: TraceFindings?
    /// The answers to the metric's own questions, in the order in which it asked them.
    package var own: [JudgeFindings]

    package init(
        grounding: GroundingFindings? = nil, safety: SafetyFindings? = nil, retrieval: RetrievalFindings? = nil,
        conversation: ConversationFindings? = nil, trace: TraceFindings? = nil, own: [JudgeFindings] = []
    ) {
        self.grounding = grounding
        self.safety = safety
        self.retrieval = retrieval
        self.conversation = conversation
        self.trace = trace
        self.own = own
    }

    /// Whether some of what a metric asks about was shown to no judge.
    package func arePartial(for needs: FactNeeds) -> Bool {
        let coverages: [(TaskFamily, Double?)] = [
            (.grounding, grounding?.coverage), (.safety, safety?.coverage), (.retrieval, retrieval?.coverage),
            (.conversation, conversation?.coverage), (.trace, trace?.coverage),
        ]
        return coverages.contains { family, coverage in needs.wants(family) && coverage ?? 1 < 1 }
    }

    /// The answer to its first question about a criterion.
    package var criteria: CriteriaFindings? {
        for findings in own { if case .criteria(let found) = findings { return found } }
        return nil
    }

    /// The answer to its first list of questions.
    package var checklist: ChecklistFindings? {
        for findings in own { if case .checklist(let found) = findings { return found } }
        return nil
    }
}
