package import JSON

/// One evaluation metric: what it needs to know, and the arithmetic from findings to a score. Pure.
///
/// To add a metric, write one file with a type that conforms and list it in `MetricCatalog`.
package protocol Metric: Sendable {
    var descriptor: MetricDescriptor { get }

    /// What must be asked before `measure`, or why it cannot be measured.
    func needs(_ request: MetricRequest, of subject: EvaluationCase) -> MetricNeeds

    /// How its criterion is to be split into steps before `needs`; nil when it need not be. Default: nil.
    func steps(_ request: MetricRequest, of subject: EvaluationCase) -> StepsTask?

    /// The measurement from facts that `needs` asked for.
    func measure(
        _ request: MetricRequest, of subject: EvaluationCase, facts: MetricFacts, decision: Decision
    ) -> Measurement
}

extension Metric {
    package func steps(_ request: MetricRequest, of subject: EvaluationCase) -> StepsTask? { nil }
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
        /// The worst that the judge named in words that are not in the text, where it is graver than `severity`: it counts for
        /// nothing, but what is left then is not known to be the worst. Default: nil.
        package var unplaced: SeverityRule?
        package var findings: [JSONValue] = []
        package var sideScores: [SideScore] = []
        package var reviewReasons: Set<ReviewReason> = []
        /// The probability that the metric passes, 0 to 1, by all that was measured and before any limit on what may be
        /// sure: what the decision is made from, and what ranks equal scores. Nil where the judge's own word is all there is.
        /// Default: nil.
        package var chanceOfPassing: Double?
        /// Rules alone decide, whatever the judge said. Default: false.
        package var isByRule = false
        /// Some of what it is about was not read: that it passes says nothing of the rest. Default: false.
        package private(set) var isPartial = false
        package var extra = JSONObject()

        package init(score: Score, confidence: Double, reason: String) {
            self.score = score
            self.confidence = confidence
            self.reason = reason
        }

        /// Says that some of what it is about was not read, and how much was not is not known. Lowers no confidence.
        package mutating func noteUnreadPart() {
            isPartial = true
            extra["truncated"] = true
        }

        /// Says how much of what it is about was read, unless it is all. Lowers no confidence.
        ///
        /// - Parameter coverage: 0 to 1.
        package mutating func note(coverage: Double) {
            guard coverage < 1 else { return }
            noteUnreadPart()
            extra["coverage"] = MetricText.json(coverage)
        }
    }
}
