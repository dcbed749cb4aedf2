extension MetricCatalog {
    /// Metrics about what an agent did.
    static let agentic: [any Metric] = [
        TaskCompletionMetric(), GoalAccuracyMetric(), ToolCorrectnessMetric(), ArgumentCorrectnessMetric(),
        ToolUseMetric(), ToolPermissionMetric(), StepEfficiencyMetric(), PlanQualityMetric(), PlanAdherenceMetric(),
        AgentLoopDetectionMetric(), MCPUseMetric(isMultiTurn: false), MCPUseMetric(isMultiTurn: true),
        MCPTaskCompletionMetric(),
    ]
}
