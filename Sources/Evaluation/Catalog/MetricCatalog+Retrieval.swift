extension MetricCatalog {
    /// What judges a retriever, and an answer together with its retriever.
    static let retrieval: [any Metric] = [
        ContextualPrecisionMetric(), ContextualRecallMetric(), ContextualRelevancyMetric(), RagasMetric(),
        SummarizationMetric(), PromptAlignmentMetric(),
    ]
}
