extension MetricCatalog {
    /// The metrics over whole conversations.
    static let conversational: [any Metric] = [
        TurnRelevancyMetric(), ConversationCompletenessMetric(), KnowledgeRetentionMetric(), RoleAdherenceMetric(),
        TopicAdherenceMetric(),
    ]
}
