package import JSON

/// One evaluation metric: what it needs to know, and the arithmetic from findings to a score. Pure.
///
/// To add a metric, write one file with a type that conforms and list it in `MetricCatalog`.
package protocol Metric: Sendable {
    var descriptor: MetricDescriptor { get }

    /// What must be asked before `measure`, or why it cannot be measured.
    func needs(_ request: MetricRequest, of subject: EvaluationCase) -> MetricNeeds

    /// The measurement from facts that `needs` asked for.
    func measure(
        _ request: MetricRequest, of subject: EvaluationCase, facts: MetricFacts, decision: Decision
    ) -> Measurement
}

/// What a metric is, for the catalogue and for people.
package struct MetricDescriptor: Sendable, Hashable {
    package let id: String
    /// Other ids clients use for it.
    package let aliases: [String]
    /// One line.
    package let summary: String
    package let direction: Direction
    /// 0 to 1: the lowest good score, or the highest tolerable harm.
    package let defaultThreshold: Double
    /// Parts of the request without which nothing can be measured.
    package let requires: [TestCaseField]
    /// A failed judge leaves the severity of the result unknown.
    package let isSafety: Bool
    /// Where the formula comes from.
    package let source: String

    package init(
        id: String, aliases: [String] = [], summary: String, direction: Direction = .higherIsBetter,
        defaultThreshold: Double, requires: [TestCaseField] = [.actualOutput], isSafety: Bool = false,
        source: String
    ) {
        self.id = id
        self.aliases = aliases
        self.summary = summary
        self.direction = direction
        self.defaultThreshold = defaultThreshold
        self.requires = requires
        self.isSafety = isSafety
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
}

/// What a metric has to know before it can measure.
package enum MetricNeeds: Sendable, Hashable {
    /// Nothing: it measures by itself.
    case nothing
    /// Parts of the request that are not there.
    case missing([String])
    /// There is nothing to measure, and why.
    case notApplicable(String)
    /// Answers of a judge.
    case facts(FactNeeds)
}

/// Which parts of the shared judge tasks a metric reads.
package struct FactNeeds: Sendable, Hashable {
    package var claims = false
    package var relevancy = false
    package var toxicity = false
    package var bias = false
    package var personalData = false
    /// A question of its own.
    package var criteria: CriteriaTask?

    package init(
        claims: Bool = false, relevancy: Bool = false, toxicity: Bool = false, bias: Bool = false,
        personalData: Bool = false, criteria: CriteriaTask? = nil
    ) {
        self.claims = claims
        self.relevancy = relevancy
        self.toxicity = toxicity
        self.bias = bias
        self.personalData = personalData
        self.criteria = criteria
    }

    package var needsGrounding: Bool { claims || relevancy }
    package var needsSafety: Bool { toxicity || bias || personalData }
}

/// What judges found, as far as it was asked for.
package struct MetricFacts: Sendable, Hashable {
    package var grounding: GroundingFindings?
    package var safety: SafetyFindings?
    package var criteria: CriteriaFindings?

    package init(
        grounding: GroundingFindings? = nil, safety: SafetyFindings? = nil, criteria: CriteriaFindings? = nil
    ) {
        self.grounding = grounding
        self.safety = safety
        self.criteria = criteria
    }
}

/// What a metric makes of the facts.
package enum Measurement: Sendable, Hashable {
    case scored(Reading)
    /// There is nothing to measure, and why.
    case notApplicable(String)

    /// A score with its grounds.
    package struct Reading: Sendable, Hashable {
        /// Before strictness.
        package var score: Score
        /// Probability that passed or failed is right, 0 to 1; capped by whoever reads it.
        package var confidence: Double
        package var reason: String
        /// The worst finding; nil for metrics without severity or without findings.
        package var severity: SeverityRule?
        package var findings: [JSONValue] = []
        package var sideScores: [SideScore] = []
        package var reviewReasons: Set<ReviewReason> = []
        package var extra = JSONObject()

        package init(score: Score, confidence: Double, reason: String) {
            self.score = score
            self.confidence = confidence
            self.reason = reason
        }
    }
}
