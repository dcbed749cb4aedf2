package import Evaluation
internal import JSON

/// The chat completions format of OpenAI, which vLLM, llama.cpp and most gateways speak, and in dialects xAI, DeepSeek,
/// Mistral and Azure.
package struct OpenAIWire: JudgeWire {
    let dialect: ChatDialect

    package init() { self.init(dialect: ChatDialect()) }

    init(dialect: ChatDialect) { self.dialect = dialect }

    package var provider: String { dialect.provider }

    package func initialShape(model: String, host: String) -> RequestShape {
        RequestShape(
            tokenLimit: dialect.tokenLimit
                ?? (host == "api.openai.com" || host.hasSuffix(".openai.azure.com")
                    ? .maxCompletionTokens : .maxTokens),
            formats: dialect.formats, alternatives: dialect.hasTokenProbabilities ? .twenty : .none,
            hintsPrefixes: CacheKey.isTaken(by: host, of: dialect.cacheKeyHosts))
    }

    package func authorization(_ key: Secret) -> [WireHeader] {
        [WireHeader("Authorization", "Bearer \(key.value)")]
    }

    package func request(for call: JudgeCall) -> WireRequest {
        WireRequest(path: "/chat/completions", headers: WireHeader.json, body: JSONWriter.bytes(of: body(of: call)))
    }

    func body(of call: JudgeCall) -> JSONValue {
        var body = JSONObject()
        body.append("model", .string(call.model))
        switch call.question {
        case .structured(let prompt):
            body.append(
                "messages",
                messages(PromptText.system(of: prompt, call.shape.answerFormat), PromptText.user(of: prompt, call)))
            if let format = responseFormat(of: prompt, call) { body.append("response_format", format) }
            CacheKey.append(prompt, call.shape, to: &body)
        case .tokens(let question):
            body.append("messages", messages(question.system, question.user))
            body.append("logprobs", true)
            body.append("top_logprobs", .integer(Int64(call.shape.alternatives.rawValue)))
        }
        if call.shape.sendsTemperature {
            body.append("temperature", call.temperature == 0 ? 0 : .number(call.temperature))
        }
        if call.shape.tokenLimit != .omitted {
            body.append(call.shape.tokenLimit.rawValue, .integer(Int64(call.maximumTokens)))
        }
        if call.shape.sendsSeed, let seed = call.seed { body.append(dialect.seedName, .integer(Int64(seed))) }
        return .object(body)
    }

    private func messages(_ system: String, _ user: String) -> JSONValue {
        [["role": "system", "content": .string(system)], ["role": "user", "content": .string(user)]]
    }

    private func responseFormat(of prompt: JudgePrompt, _ call: JudgeCall) -> JSONValue? {
        switch call.shape.answerFormat {
        case .schema, .openAPISchema, .tool:
            [
                "type": "json_schema",
                "json_schema": ["name": .string(prompt.schemaName), "strict": true, "schema": prompt.schema],
            ]
        case .object: ["type": "json_object"]
        case .text: nil
        }
    }
}
