package import Evaluation
internal import JSON

/// OpenAI's Responses format.
package struct ResponsesWire: JudgeWire {
    package let provider = "openai"
    package let format = "openai-responses"

    package init() {}

    package func initialShape(model: String, host: String) -> RequestShape {
        // There is no seed here.
        RequestShape(
            sendsSeed: false, hintsPrefixes: CacheKey.isTaken(by: host, of: ChatDialect().cacheKeyHosts))
    }

    package func authorization(_ key: Secret) -> [WireHeader] {
        [WireHeader("Authorization", "Bearer \(key.value)")]
    }

    /// The server takes no lower limit.
    private static let leastTokens = 16

    package func request(for call: JudgeCall) -> WireRequest {
        var body: JSONObject = ["model": .string(call.model)]
        switch call.question {
        case .structured(let prompt):
            body.append("instructions", .string(PromptText.system(of: prompt, call.shape.answerFormat)))
            body.append("input", input(PromptText.user(of: prompt, call)))
            if let format = format(of: prompt, call) { body.append("text", ["format": format]) }
            CacheKey.append(prompt, call.shape, to: &body)
        case .tokens(let question):
            body.append("instructions", .string(question.system))
            body.append("input", input(question.user))
            body.append("include", ["message.output_text.logprobs"])
            body.append("top_logprobs", .integer(Int64(call.shape.alternatives.rawValue)))
        }
        if call.shape.sendsTemperature {
            body.append("temperature", call.temperature == 0 ? 0 : .number(call.temperature))
        }
        if call.shape.tokenLimit != .omitted {
            body.append("max_output_tokens", .integer(Int64(max(Self.leastTokens, call.maximumTokens))))
        }
        // What is judged is not the provider's to keep.
        body.append("store", false)
        return WireRequest(path: "/responses", headers: WireHeader.json, body: JSONWriter.bytes(of: .object(body)))
    }

    private func input(_ text: String) -> JSONValue { [["role": "user", "content": .string(text)]] }

    private func format(of prompt: JudgePrompt, _ call: JudgeCall) -> JSONValue? {
        switch call.shape.answerFormat {
        case .schema, .openAPISchema, .tool:
            ["type": "json_schema", "name": .string(prompt.schemaName), "strict": true, "schema": prompt.schema]
        case .object: ["type": "json_object"]
        case .text: nil
        }
    }
}
