extension TraceSpan {
    /// What a member of a span holds.
    enum Field: Hashable {
        case kind, role, name, tool, id, parent, start, input, arguments, output, error, content, thought, action
        case toolCalls, callID, attributes, children
    }

    /// The members that are read, by name. Of several for one field the one that comes first here stands.
    static let names: [String: (field: Field, rank: Int)] = {
        let fields: [(Field, [String])] = [
            (
                .kind,
                [
                    "openinference.span.kind", "traceloop.span.kind", "gen_ai.operation.name",
                    "langfuse.observation.type", "span_type", "spanType", "run_type", "observation_type", "as_type",
                    "type", "kind",
                ]
            ),
            (.role, ["role"]),
            (.tool, ["tool_name", "toolName", "tool", "tool.name", "gen_ai.tool.name"]),
            (.name, ["name", "traceloop.entity.name", "span_name", "spanName"]),
            (.id, ["span_id", "spanId", "uuid", "run_id", "id"]),
            (
                .parent,
                [
                    "parent_id", "parentId", "parent_span_id", "parentSpanId", "parent_uuid", "parentUuid",
                    "parent_run_id",
                ]
            ),
            (
                .start,
                [
                    "startTimeUnixNano", "start_time_unix_nano", "start_time", "startTime", "start", "started_at",
                    "timestamp",
                ]
            ),
            (
                .arguments,
                [
                    "input_parameters", "inputParameters", "arguments", "args", "tool_input", "action_input",
                    "gen_ai.tool.call.arguments", "tool.parameters", "parameters",
                ]
            ),
            (.input, ["input", "inputs", "input.value", "traceloop.entity.input", "langfuse.observation.input"]),
            (
                .output,
                [
                    "output", "outputs", "result", "observation", "response", "output.value",
                    "traceloop.entity.output", "langfuse.observation.output", "gen_ai.tool.call.result",
                ]
            ),
            (.error, ["error", "exception"]),
            (.content, ["content", "text"]),
            (.thought, ["thought", "reasoning"]),
            (.action, ["action"]),
            (.toolCalls, ["tool_calls", "tools_called"]),
            (.callID, ["tool_call_id", "toolCallId", "call_id", "gen_ai.tool.call.id"]),
            (.attributes, ["attributes", "span_data"]),
            (
                .children,
                [
                    "children", "child_runs", "spans", "steps", "trace", "_trace_dict", "trace_dict", "messages",
                    "events", "observations", "runs", "intermediate_steps", "resourceSpans", "scopeSpans",
                    "resource_spans", "scope_spans", "baseSpans", "agentSpans", "llmSpans", "retrieverSpans",
                    "toolSpans", "root_spans", "rootSpans",
                ]
            ),
        ]
        var names: [String: (field: Field, rank: Int)] = [:]
        for (field, keys) in fields { for (rank, key) in keys.enumerated() { names[key] = (field, rank) } }
        return names
    }()
}
