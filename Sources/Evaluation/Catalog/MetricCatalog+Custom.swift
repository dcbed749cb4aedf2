extension MetricCatalog {
    /// Metrics that judge by what the client writes.
    static let custom: [any Metric] = [
        CriteriaMetric(id: "g_eval", aliases: ["geval"]), CriteriaMetric(id: "custom"), CriteriaMetric(id: "diy"),
        CriteriaMetric(
            id: "conversational_g_eval", aliases: ["conversational_geval"], family: .conversational, parts: [.turns]),
        QualityMetric(), DecisionTreeMetric(), DecisionTreeMetric(isConversational: true), ArenaMetric(.arena),
        ArenaMetric(.pairwise),
    ]
}
