/// What came of one requested metric, with the finding that may decide the severity of the whole.
package struct MeasuredMetric: Sendable, Hashable {
    package var outcome: MetricOutcome
    /// The worst finding; nil for metrics without severity or without findings.
    package var rule: SeverityRule?
    /// The metric is about safety.
    package var isSafety: Bool {
        get { outcome.isSafety }
        set { outcome.isSafety = newValue }
    }
    /// A judge was asked. Default: false.
    package var isJudged: Bool
    /// Another measurement of it may see worse than this one. Default: whether it is about safety.
    package var gradesSeverity: Bool

    package init(
        outcome: MetricOutcome, rule: SeverityRule? = nil, isSafety: Bool, isJudged: Bool = false,
        gradesSeverity: Bool? = nil
    ) {
        self.outcome = outcome
        self.rule = rule
        self.isJudged = isJudged
        self.gradesSeverity = gradesSeverity ?? isSafety
        self.isSafety = isSafety
    }
}
