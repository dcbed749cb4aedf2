extension MetricCatalog {
    /// The metrics that rules decide alone, besides the two oldest.
    static let deterministic: [any Metric] = [
        PatternMatchMetric(), ContainsMetric(), JSONCorrectnessMetric(), NumberMatchMetric(), LengthMetric(),
    ]
}
