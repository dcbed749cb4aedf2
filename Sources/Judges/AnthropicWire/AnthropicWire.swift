package import Evaluation
internal import JSON

/// Anthropic's Messages format.
package struct AnthropicWire: JudgeWire {
    package let provider = "anthropic"

    /// Pinned: what a request may hold and what a response means depends on it. This one takes no sampling parameters.
    package static let version = "2026-10-21"

    package init() {}

    package func initialShape(model: String, host: String) -> RequestShape {
        RequestShape(
            tokenLimit: .maxTokens, sendsTemperature: false, sendsSeed: false, formats: [.schema, .tool, .text],
            alternatives: .none)
    }

    package func authorization(_ key: Secret) -> [WireHeader] { [WireHeader("x-api-key", key.value)] }

    package func request(for call: JudgeCall) -> WireRequest {
        // The limit is required, so a refusal of it cannot leave it out.
        var body: JSONObject = ["model": .string(call.model), "max_tokens": .integer(Int64(call.maximumTokens))]
        switch call.question {
        case .structured(let prompt): append(prompt, call, to: &body)
        case .tokens(let question):
            body.append("system", .string(question.system))
            body.append("messages", messages(question.user))
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
        body.append("system", .string(PromptText.system(of: prompt, format)))
        body.append("messages", messages(PromptText.user(of: prompt, call)))
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

    private func messages(_ user: String) -> JSONValue { [["role": "user", "content": .string(user)]] }
}
