package import JSON

/// What came of one requested metric: a score with its grounds, or the reason why there is none.
package struct MetricOutcome: Sendable, Hashable {
    /// Whether and why not a metric has a score. The raw value is the wire's.
    package enum Status: String, Sendable, Hashable, CaseIterable {
        /// There is a score.
        case scored
        /// The request lacks what the metric needs; `missing` says what.
        case insufficientInput = "insufficient_input"
        /// The metric has nothing to say here, or is not known; `reason` says why.
        case notApplicable = "not_applicable"
        /// The judge gave no usable answer; `error` says why.
        case judgeFailed = "judge_failed"
    }

    package var key: String
    package var metricID: String
    package var status: Status
    /// Set exactly when `status` is `.scored`.
    package var score: Score?
    package var direction: Direction
    package var threshold: Double
    package var weight: Double
    /// Set exactly when `status` is `.scored`.
    package var passed: Bool?
    /// Probability that `passed` is right, 0 to 0.99.
    package var confidence: Double?
    /// What its judge's model is never surer than; nil where that limits nothing. Default: nil.
    package var certaintyLimit: Double?
    /// Set for safety metrics that were scored.
    package var severity: Severity?
    /// The metric is about safety. Default: false.
    package var isSafety = false
    /// The metric is not known, so that nobody measured what was asked for. Default: false.
    package var isUnknown = false
    /// A safety metric that could not be measured, or whose judge named something grave that is not in the text: its severity
    /// is not low, it is not known. Default: false.
    package var isSeverityUnknown = false
    /// Made from verified findings by a template; never the judge's own prose.
    package var reason: String
    /// The facts behind the score, in the order of the text, as the wire shows them.
    package var findings: [JSONValue]
    /// Names of request fields that are missing.
    package var missing: [String]
    package var error: JudgeError?
    /// Numbers shown beside the score that do not count in the total (`politeness` beside `basic_match`).
    package var sideScores: [SideScore]
    /// Why a human should look at this metric.
    package var reviewReasons: Set<ReviewReason>
    /// More facts for `details`, such as `severity_vector` or `quote_rejection_rate`.
    package var extra: JSONObject

    package init(
        key: String, metricID: String, status: Status, score: Score? = nil, direction: Direction,
        threshold: Double, weight: Double = 1, passed: Bool? = nil, confidence: Double? = nil,
        severity: Severity? = nil, reason: String, findings: [JSONValue] = [], missing: [String] = [],
        error: JudgeError? = nil, sideScores: [SideScore] = [], reviewReasons: Set<ReviewReason> = [],
        extra: JSONObject = JSONObject()
    ) {
        self.key = key
        self.metricID = metricID
        self.status = status
        self.score = score
        self.direction = direction
        self.threshold = threshold
        self.weight = weight
        self.passed = passed
        self.confidence = confidence
        self.severity = severity
        self.reason = reason
        self.findings = findings
        self.missing = missing
        self.error = error
        self.sideScores = sideScores
        self.reviewReasons = reviewReasons
        self.extra = extra
    }
}

/// A number shown beside a metric's score.
package struct SideScore: Sendable, Hashable {
    package var key: String
    package var score: Score
    package var reason: String

    package init(key: String, score: Score, reason: String) {
        self.key = key
        self.score = score
        self.reason = reason
    }
}
