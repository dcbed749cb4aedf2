/// The metrics by id. A metric that is not here is reported as unknown, never dropped.
package struct MetricCatalog: Sendable {
    private let byID: [String: any Metric]
    /// In the order of the list, for documentation.
    package let descriptors: [MetricDescriptor]

    /// - Parameter metrics: of two with the same id or alias the first stands.
    package init(_ metrics: [any Metric] = MetricCatalog.builtIn) {
        var byID: [String: any Metric] = [:]
        for metric in metrics { byID[metric.descriptor.id] = byID[metric.descriptor.id] ?? metric }
        for metric in metrics {
            for alias in metric.descriptor.aliases { byID[alias] = byID[alias] ?? metric }
        }
        self.byID = byID
        descriptors = metrics.map(\.descriptor)
    }

    /// The metric under an id or alias, in any case and with `-` or spaces for `_`.
    package subscript(_ id: String) -> (any Metric)? {
        if let metric = byID[id] { return metric }
        return byID[String(id.lowercased().map { $0 == "-" || $0 == " " ? "_" : $0 })]
    }

    /// Every metric this program has.
    package static let builtIn: [any Metric] =
        core + deterministic + custom + retrieval + conversational + agentic + unsupported

    private static let core: [any Metric] = [
        FaithfulnessMetric(), AnswerRelevancyMetric(), HallucinationMetric(), ToxicityMetric(), BiasMetric(),
        PIILeakageMetric(), ConductMetric.misuse, ConductMetric.roleViolation, ConductMetric.nonAdvice, RefusalMetric(),
        BasicMatchMetric(), ExactMatchMetric(),
    ]
}
