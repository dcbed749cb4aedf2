/// What a metric is, for the catalogue and for people.
package struct MetricDescriptor: Sendable, Hashable {
    /// The chapters of the catalogue.
    package enum Family: String, Sendable, Hashable, CaseIterable {
        case retrieval, safety, agentic, conversational, custom, deterministic, comparison, image, voice
    }

    /// A member of a `metrics_config` entry that the metric reads besides the common ones.
    package struct Option: Sendable, Hashable {
        /// The member's name on the wire.
        package let name: String
        /// One line: type, range, default.
        package let summary: String
        /// Without it the metric is `insufficient_input`. Default: false.
        package let isRequired: Bool

        package init(_ name: String, _ summary: String, isRequired: Bool = false) {
            self.name = name
            self.summary = summary
            self.isRequired = isRequired
        }
    }

    package let id: String
    /// Other ids clients use for it.
    package let aliases: [String]
    package let family: Family
    /// One line.
    package let summary: String
    package let direction: Direction
    /// 0 to 1: the lowest good score, or the highest tolerable harm.
    package let defaultThreshold: Double
    /// Share in the total score where the request names none, above 0. Default: 1.
    package let defaultWeight: Double
    /// Parts of the request without which nothing can be measured.
    package let requires: [TestCaseField]
    /// What its `metrics_config` entry may say. Default: nothing of its own.
    package let options: [Option]
    /// The kinds of judge task it reads; empty when it needs no judge.
    package let reads: [JudgeTask.Kind]
    /// A failed judge leaves the severity of the result unknown.
    package let isSafety: Bool
    /// Its findings or its score have a severity. Default: whether it is about safety.
    package let gradesSeverity: Bool
    /// Where the formula comes from.
    package let source: String

    package init(
        id: String, aliases: [String] = [], family: Family, summary: String, direction: Direction = .higherIsBetter,
        defaultThreshold: Double, defaultWeight: Double = 1, requires: [TestCaseField] = [.actualOutput],
        options: [Option] = [],
        reads: [JudgeTask.Kind], isSafety: Bool = false, gradesSeverity: Bool? = nil, source: String
    ) {
        self.id = id
        self.aliases = aliases
        self.family = family
        self.summary = summary
        self.direction = direction
        self.defaultThreshold = defaultThreshold
        self.defaultWeight = defaultWeight
        self.requires = requires
        self.options = options
        self.reads = reads
        self.isSafety = isSafety
        self.gradesSeverity = gradesSeverity ?? isSafety
        self.source = source
    }
}

/// Parts of a test case under their names on the wire.
package enum TestCaseField: String, Sendable, Hashable, CaseIterable {
    case input
    case actualOutput = "actual_output"
    case expectedOutput = "expected_output"
    case context
    case retrievalContext = "retrieval_context"
    case toolsCalled = "tools_called"
    case expectedTools = "expected_tools"
    case availableTools = "available_tools"
    case turns
    case scenario
    case expectedOutcome = "expected_outcome"
    case chatbotRole = "chatbot_role"
    case mcpServers = "mcp_servers"
    case trace
}
