import JSON

extension FieldReader {
    /// Calls under every name that clients have for them; nil when there is no such list.
    ///
    /// An empty `tool_calls`, which chat APIs send with every message, says nothing; an empty `tools_called` says that
    /// no tool was called.
    mutating func toolsCalled() -> [ToolCall]? {
        var calls = toolCalls("tools_called")
        for name in ["tool_calls", "mcp_tools_called", "mcp_resources_called", "mcp_prompts_called"] {
            guard let more = toolCalls(name), !more.isEmpty else { continue }
            calls = (calls ?? []) + more
        }
        return calls
    }

    mutating func toolCalls(_ name: String) -> [ToolCall]? {
        guard let elements = array(name) else { return nil }
        var calls: [ToolCall] = []
        for (place, element) in elements.enumerated() where !element.isNull {
            if let call = ToolCall(element) {
                calls.append(call)
            } else {
                report("\(name)[\(place)]", "must be a tool's name or an object with a name")
            }
        }
        return calls
    }

    /// Tools by name, as objects with a name or as chat APIs wrap them (`function`).
    mutating func toolDescriptions(_ name: String) -> [ToolDescription]? {
        guard let elements = array(name) else { return nil }
        var tools: [ToolDescription] = []
        for (place, element) in elements.enumerated() where !element.isNull {
            if let tool = ToolDescription(element) {
                tools.append(tool)
            } else {
                report("\(name)[\(place)]", "must be a tool's name or an object with a name")
            }
        }
        return tools
    }
}

extension ToolCall {
    /// A call as a name, as an object with a name (of an MCP resource: a `uri`), or as chat APIs wrap it (`function`).
    init?(_ value: JSONValue) {
        let function = value["function"] ?? value
        guard let name = value.string ?? function["name"]?.string ?? function["uri"]?.string else { return nil }
        let arguments = function["input_parameters"] ?? function["arguments"] ?? function["args"]
        self.init(
            name: name, arguments: Self.readArguments(arguments), output: value["output"] ?? value["result"],
            id: value["id"]?.string ?? value["tool_call_id"]?.string)
    }

    /// Arguments as a value; chat APIs send them as a text that holds JSON.
    static func readArguments(_ value: JSONValue?) -> JSONValue? {
        guard let text = value?.string, let first = text.utf8.first(where: { $0 > 0x20 }),
            first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
        else { return value }
        do {
            return try JSONReader.read(text)
        } catch {
            return value
        }
    }
}

extension ToolDescription {
    /// A tool as a name, as an object with a name, or as chat APIs wrap it (`function`).
    init?(_ value: JSONValue) {
        let function = value["function"] ?? value
        guard let name = value.string ?? function["name"]?.string ?? function["uri"]?.string else { return nil }
        self.init(
            name: name, summary: function["description"]?.string,
            parameters: function["parameters"] ?? function["input_schema"] ?? function["inputSchema"])
    }
}

extension Turn {
    /// The turns with the messages of tools as outputs of the calls they answer.
    static func answeringToolCalls(_ turns: [Turn]) -> [Turn] {
        guard turns.contains(where: { $0.role == .tool }) else { return turns }
        var turns = turns
        var open: [String: (turn: Int, call: Int)] = [:]
        for place in turns.indices {
            for (number, call) in (turns[place].toolsCalled ?? []).enumerated() where call.output == nil {
                if let id = call.id { open[id] = (place, number) }
            }
            guard turns[place].role == .tool, let id = turns[place].toolCallID, let call = open[id] else { continue }
            let output = turns[place].content
            turns[call.turn].toolsCalled?[call.call].output = .string(output)
            open[id] = nil
        }
        return turns
    }

    /// The calls between the last user message before a turn and that turn; nil when no turn says anything about calls.
    static func toolsCalled(before place: Int, in turns: [Turn]) -> [ToolCall]? {
        let start = turns[..<place].lastIndex { $0.role == .user } ?? 0
        let lists = turns[start...place].compactMap(\.toolsCalled)
        return lists.isEmpty ? nil : lists.flatMap(\.self)
    }
}
