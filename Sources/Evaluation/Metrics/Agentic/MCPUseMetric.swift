import JSON

/// Whether an agent used the right primitives of its MCP servers, with the right arguments.
package struct MCPUseMetric: Metric {
    package let descriptor: MetricDescriptor

    /// - Parameter isMultiTurn: needs a conversation; else the answer alone will do.
    package init(isMultiTurn: Bool) {
        descriptor = MetricDescriptor(
            id: isMultiTurn ? "multi_turn_mcp_use" : "mcp_use",
            aliases: isMultiTurn ? ["multi_turn_mcp_use_metric"] : ["mcp_use_metric"], family: .agentic,
            summary: isMultiTurn
                ? "As mcp_use, over all turns of a conversation."
                : "The lower of two shares: MCP primitives rightly chosen, and called with the right arguments.",
            defaultThreshold: 0.5, requires: isMultiTurn ? [.turns, .mcpServers] : [.mcpServers], reads: [.trace],
            source: "As tool_use, counting calls of the servers' tools, resources and prompts")
    }

    package func needs(_ request: MetricRequest, of subject: EvaluationCase) -> MetricNeeds {
        guard !MCPPrimitive.offered(by: subject.testCase.mcpServers ?? []).isEmpty else {
            return .notApplicable("The MCP servers offer nothing.")
        }
        return ToolUseMetric.needs(of: subject)
    }

    package func measure(
        _ request: MetricRequest, of subject: EvaluationCase, facts: MetricFacts, decision: Decision
    ) -> Measurement {
        guard let findings = facts.trace else { return .notApplicable("Nothing was judged.") }
        let offered = MCPPrimitive.offered(by: subject.testCase.mcpServers ?? [])
        let names = Set(offered.map(\.tool.name))
        let tally = CallTally(findings, of: subject) { names.contains($0) }
        switch ToolUseMetric.measurement(tally, findings, decision: decision) {
        case .notApplicable: return .notApplicable("No MCP primitive was called, and none was needed.")
        case .scored(var reading):
            Self.note(offered, calledIn: subject.run, in: &reading)
            return .scored(reading)
        }
    }

    /// Which primitives were used, of how many.
    static func note(_ offered: [MCPPrimitive], calledIn run: AgentRun, in reading: inout Measurement.Reading) {
        let called = Set(run.calls.compactMap { $0.call?.name })
        var used = JSONObject()
        for kind in MCPPrimitive.Kind.allCases {
            let names = offered.filter { $0.kind == kind && called.contains($0.tool.name) }.map(\.tool.name)
            if !names.isEmpty { used.append("\(kind.rawValue)s", .array(names.map { .string($0) })) }
        }
        reading.extra.append("mcp_primitives_used", .object(used))
        reading.extra.append("mcp_primitives_offered", .integer(Int64(offered.count)))
    }
}
