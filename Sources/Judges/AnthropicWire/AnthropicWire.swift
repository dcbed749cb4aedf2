package import Evaluation
internal import JSON

/// Anthropic's Messages format.
package struct AnthropicWire: JudgeWire {
    package let provider = "anthropic"
    package let marksPrefixes = true

    /// Pinned: what a request may hold and what a response means depends on it. This one takes no sampling parameters.
    package static let version = "2026-10-21"

    package init() {}

    package func initialShape(model: String, host: String) -> RequestShape {
        RequestShape(
            tokenLimit: .maxTokens, sendsTemperature: false, sendsSeed: false, formats: [.schema, .tool, .text],
            alternatives: .none,
            // A gateway may take no texts in parts, and its refusal would not say that the mark was the cause.
            hintsPrefixes: CacheKey.isTaken(by: host, of: ["api.anthropic.com"]))
    }

    package func authorization(_ key: Secret) -> [WireHeader] { [WireHeader("x-api-key", key.value)] }

    package func request(for call: JudgeCall) -> WireRequest {
        // The limit is required, so a refusal of it cannot leave it out.
        var body: JSONObject = ["model": .string(call.model), "max_tokens": .integer(Int64(call.maximumTokens))]
        switch call.question {
        case .structured(let prompt): append(prompt, call, to: &body)
        case .tokens(let question):
            body.append("system", .string(question.system))
            body.append("messages", messages(.string(question.user)))
        }
        return WireRequest(
            path: "/messages", headers: WireHeader.json + [WireHeader("anthropic-version", Self.version)],
            body: JSONWriter.bytes(of: .object(body)))
    }

    /// Most values of several types that a schema may have where it is enforced.
    private static let mostUnions = 16

    private func append(_ prompt: JudgePrompt, _ call: JudgeCall, to body: inout JSONObject) {
        var format = call.shape.answerFormat
        if format == .schema, SchemaDialect.unions(in: prompt.schema) > Self.mostUnions { format = .tool }
        let system = PromptText.system(of: prompt, format)
        let kept = call.shape.hintsPrefixes ? call.keptPrefixes : []
        body.append("system", kept.first == 0 ? [Self.block(system[...], isKept: true)] : .string(system))
        body.append("messages", messages(content(PromptText.user(of: prompt, call), kept)))
        let schema = SchemaDialect.withAnyOf(prompt.schema)
        switch format {
        case .schema, .openAPISchema:
            body.append("output_config", ["format": ["type": "json_schema", "schema": schema]])
        case .tool:
            body.append(
                "tools",
                [
                    [
                        "name": .string(prompt.schemaName), "description": "Takes the answer.",
                        "input_schema": schema,
                    ]
                ])
            body.append("tool_choice", ["type": "tool", "name": .string(prompt.schemaName)])
        case .object, .text: break
        }
    }

    private func messages(_ content: JSONValue) -> JSONValue { [["role": "user", "content": content]] }

    /// Ends of beginnings that a request may mark; one of the four is the rules'.
    private static let mostMarks = 3

    /// The text in blocks, each of which ends where a beginning does that is to be kept.
    private func content(_ text: String, _ keptPrefixes: [Int]) -> JSONValue {
        var blocks: [JSONValue] = []
        var start = text.startIndex
        for end in keptPrefixes.filter({ $0 > 0 }).suffix(Self.mostMarks) {
            guard let next = text.utf8.index(text.startIndex, offsetBy: end, limitedBy: text.endIndex), next > start
            else { continue }
            blocks.append(Self.block(text[start..<next], isKept: true))
            start = next
        }
        guard !blocks.isEmpty else { return .string(text) }
        // An empty block is refused.
        if start < text.endIndex { blocks.append(Self.block(text[start...], isKept: false)) }
        return .array(blocks)
    }

    private static func block(_ text: Substring, isKept: Bool) -> JSONValue {
        var block: JSONObject = ["type": "text", "text": .string(String(text))]
        if isKept { block.append("cache_control", ["type": "ephemeral"]) }
        return .object(block)
    }
}
