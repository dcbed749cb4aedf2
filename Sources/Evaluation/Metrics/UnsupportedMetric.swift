/// A metric by its known name that this program cannot measure: it says so, instead of being unknown.
package struct UnsupportedMetric: Metric {
    package let descriptor: MetricDescriptor
    private let reason: String

    /// - Parameter reason: why not, as a sentence.
    package init(_ id: String, family: MetricDescriptor.Family, summary: String, reason: String) {
        self.reason = reason
        descriptor = MetricDescriptor(
            id: id, family: family, summary: "Not measured: \(summary)", defaultThreshold: 0.5, requires: [],
            reads: [], source: reason)
    }

    package func needs(_ request: MetricRequest, of subject: EvaluationCase) -> MetricNeeds { .notApplicable(reason) }

    package func measure(
        _ request: MetricRequest, of subject: EvaluationCase, facts: MetricFacts, decision: Decision
    ) -> Measurement { .notApplicable(reason) }
}
