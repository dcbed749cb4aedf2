import JSON

/// One object of a trace under the many names that recorders use. Read in one pass over its members.
struct TraceSpan {
    /// What a span stands for.
    enum Kind {
        case user, assistant, toolAnswer, system
        /// A thought with an action and an observation.
        case reasoning
        case call
        /// An agent, a chain, a function, or nothing that is known.
        case other
    }

    private var values: [Field: (rank: Int, value: JSONValue)] = [:]
    private(set) var children: [JSONValue] = []

    init(_ object: JSONObject) {
        for member in object.members where !member.value.isNull { take(member.key, member.value) }
        if let attributes = values[.attributes]?.value {
            for (key, value) in Self.attributes(attributes) { take(key, value) }
        }
    }

    private mutating func take(_ key: String, _ value: JSONValue) {
        guard let entry = Self.names[key] else { return }
        if entry.field == .children {
            // `action: {…}` and the like are no lists of steps.
            if let elements = value.array {
                children += elements
            } else if value.object != nil {
                children.append(value)
            }
        } else if values[entry.field].map({ entry.rank < $0.rank }) ?? true {
            values[entry.field] = (entry.rank, value)
        }
    }

    var kind: Kind {
        if let role = values[.role]?.value.string?.lowercased() {
            switch role {
            case "user", "human": return .user
            case "assistant", "ai", "model", "agent", "bot": return .assistant
            case "tool", "function": return .toolAnswer
            case "system", "developer": return .system
            default: break
            }
        }
        if values[.action] != nil || values[.thought] != nil { return .reasoning }
        if let name = values[.kind]?.value.string?.lowercased() {
            let words = ["tool", "function", "retriev", "action", "reranker", "mcp"]
            if words.contains(where: { name.contains($0) }), children.isEmpty || name.contains("tool") { return .call }
            switch name {
            case "human", "user", "user_message", "humanmessage": return .user
            case "system": return .system
            default: break
            }
            if Self.modelKinds.contains(where: { name.contains($0) }) { return .assistant }
        }
        return values[.tool] != nil && children.isEmpty ? .call : .other
    }

    private static let modelKinds = ["llm", "generation", "chat", "completion", "message", "thought", "final"]

    var id: String? { values[.id].flatMap { Self.plain($0.value) } }
    var parent: String? { values[.parent].flatMap { Self.plain($0.value) } }
    var callID: String? { values[.callID]?.value.string }
    var input: JSONValue? { values[.input]?.value }
    var output: JSONValue? { values[.output]?.value ?? values[.content]?.value }
    var thought: String? { values[.thought].map { Self.text(of: $0.value) } }
    var name: String? { values[.tool]?.value.string ?? values[.name]?.value.string }

    var startNumber: Double? { values[.start].flatMap { $0.value.number ?? $0.value.string.flatMap(Double.init) } }
    var startText: String? { values[.start]?.value.string }

    /// What a message says: its content, else what the model gave back.
    var message: String? {
        (values[.content]?.value ?? values[.output]?.value).map { Self.text(of: $0) }
    }

    /// Equal for the same part of a program entered with the same input.
    var key: String? {
        guard let name, let input else { return nil }
        return name + "\u{0}" + CanonicalJSON.text(of: input)
    }

    /// The call that the span records.
    var call: ToolCall? {
        let action = values[.action]?.value
        guard let name = action?.string ?? action?["tool"]?.string ?? action?["name"]?.string ?? name,
            kind != .reasoning || action != nil
        else { return kind == .call ? ToolCall(name: "tool", arguments: arguments, output: result) : nil }
        let given = action?["tool_input"] ?? action?["args"] ?? action?["arguments"]
        return ToolCall(
            name: name, arguments: ToolCall.readArguments(given) ?? arguments, output: result,
            id: callID ?? values[.id]?.value.string)
    }

    private var arguments: JSONValue? {
        ToolCall.readArguments(values[.arguments]?.value ?? values[.input]?.value)
    }

    private var result: JSONValue? {
        values[.error]?.value ?? values[.output]?.value ?? values[.content]?.value
    }

    /// Calls that a model's message asks for.
    var announcedCalls: [ToolCall] {
        let listed = values[.toolCalls]?.value ?? values[.output]?.value["tool_calls"]
        return (listed?.array ?? []).compactMap { ToolCall($0) }
    }

    /// The text of a value as people read it.
    static func text(of value: JSONValue) -> String {
        switch value {
        case .null: return ""
        case .string(let text): return text
        case .array(let parts):
            let texts = parts.map { $0.string ?? $0["text"]?.string }
            if !parts.isEmpty, texts.allSatisfy({ $0 != nil }) {
                return texts.compactMap(\.self).joined(separator: "\n")
            }
            if parts.count == 1, parts[0].object != nil { return text(of: parts[0]) }
        case .object(let object):
            for name in ["content", "text", "output", "answer", "response", "result", "query", "question", "input"] {
                guard let value = object[name] else { continue }
                if let text = value.string { return text }
                if name == "content", value.isNull { return "" }
            }
            if let choice = object["choices"]?.array?.first?["message"] { return text(of: choice) }
        case .bool, .integer, .number: break
        }
        return JSONWriter.text(of: value)
    }

    private static func plain(_ value: JSONValue) -> String? {
        switch value {
        case .string(let text): text.isEmpty ? nil : text
        case .integer: value.description
        default: nil
        }
    }

    /// Attributes as an object, or as the list of keys with typed values that OpenTelemetry writes.
    private static func attributes(_ value: JSONValue) -> [(String, JSONValue)] {
        if let object = value.object { return object.members.map { ($0.key, $0.value) } }
        return (value.array ?? []).compactMap { element in
            guard let key = element["key"]?.string, let value = element["value"] else { return nil }
            return (key, value.object?.members.first?.value ?? value)
        }
    }
}
