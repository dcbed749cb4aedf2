import JSON

/// How much of what was asked for an agent with MCP servers has achieved, and which of their primitives it used.
package struct MCPTaskCompletionMetric: Metric {
    package let descriptor = MetricDescriptor(
        id: "mcp_task_completion", aliases: ["mcp_task_completion_metric"], family: .agentic,
        summary: "Share of the user's goals that an agent with MCP servers achieves; names the primitives it used.",
        defaultThreshold: 0.5, requires: [.mcpServers], options: [AgentOptions.task], reads: [.trace],
        source: "As task_completion")

    package init() {}

    package func needs(_ request: MetricRequest, of subject: EvaluationCase) -> MetricNeeds {
        TaskCompletionMetric.needs(request, of: subject)
    }

    package func measure(
        _ request: MetricRequest, of subject: EvaluationCase, facts: MetricFacts, decision: Decision
    ) -> Measurement {
        TaskCompletionMetric.measurement(request, of: subject, facts: facts) { tally, findings in
            var reading = tally.reading(findings, decision: decision)
            let offered = MCPPrimitive.offered(by: subject.testCase.mcpServers ?? [])
            MCPUseMetric.note(offered, calledIn: subject.run, in: &reading)
            return reading
        }
    }
}
