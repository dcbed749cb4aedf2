extension MetricCatalog {
    /// The metrics over whole conversations, and over each of their turns.
    static let conversational: [any Metric] = [
        TurnRelevancyMetric(), ConversationCompletenessMetric(), KnowledgeRetentionMetric(), RoleAdherenceMetric(),
        TopicAdherenceMetric(),
        TurnwiseMetric(
            id: "turn_faithfulness", of: FaithfulnessMetric(),
            summary: "Share of each assistant turn's claims that its own retrieval context supports, on average."),
        TurnwiseMetric(
            id: "turn_contextual_precision", of: ContextualPrecisionMetric(),
            summary: "How early each assistant turn's chunks are that the expected outcome needs, on average."),
        TurnwiseMetric(
            id: "turn_contextual_recall", of: ContextualRecallMetric(),
            summary: "Share of the expected outcome that each assistant turn's chunks hold, on average."),
        TurnwiseMetric(
            id: "turn_contextual_relevancy", of: ContextualRelevancyMetric(),
            summary: "Share of each assistant turn's retrieved passages that help to answer the user, on average."),
    ]
}
