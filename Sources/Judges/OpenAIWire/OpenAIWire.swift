package import Evaluation
internal import JSON

/// The chat completions format of OpenAI, which vLLM, llama.cpp, Ollama, Mistral, DeepSeek, xAI and most gateways speak.
package struct OpenAIWire: JudgeWire {
    package let provider = "openai"

    package init() {}

    /// OpenAI's own endpoints take the new name of the token limit on every model; most compatible servers know only
    /// the old one.
    package func initialShape(model: String, host: String) -> RequestShape {
        let isOpenAI = host == "api.openai.com" || host.hasSuffix(".openai.azure.com")
        return RequestShape(tokenLimit: isOpenAI ? .maxCompletionTokens : .maxTokens)
    }

    package func authorization(_ key: Secret) -> [WireHeader] {
        [WireHeader("Authorization", "Bearer \(key.value)")]
    }

    package func request(for call: JudgeCall) -> WireRequest {
        var body = JSONObject()
        body.append("model", .string(call.model))
        switch call.question {
        case .structured(let prompt):
            body.append("messages", messages(systemText(of: prompt, call), userText(of: prompt, call)))
            if let format = responseFormat(of: prompt, call) { body.append("response_format", format) }
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
        if call.shape.sendsSeed, let seed = call.seed { body.append("seed", .integer(Int64(seed))) }
        return WireRequest(
            path: "/chat/completions",
            headers: [WireHeader("Content-Type", "application/json"), WireHeader("Accept", "application/json")],
            body: JSONWriter.bytes(of: .object(body)))
    }

    private func messages(_ system: String, _ user: String) -> JSONValue {
        [["role": "system", "content": .string(system)], ["role": "user", "content": .string(user)]]
    }

    private func responseFormat(of prompt: JudgePrompt, _ call: JudgeCall) -> JSONValue? {
        switch call.shape.answerFormat {
        case .schema:
            [
                "type": "json_schema",
                "json_schema": ["name": .string(prompt.schemaName), "strict": true, "schema": prompt.schema],
            ]
        case .object: ["type": "json_object"]
        case .text: nil
        }
    }

    /// Where the provider does not enforce the schema the judge has to be told; JSON mode also insists on the word.
    private func systemText(of prompt: JudgePrompt, _ call: JudgeCall) -> String {
        guard call.shape.answerFormat != .schema else { return prompt.system }
        return """
            \(prompt.system)

            Answer with a single JSON object and nothing else. It must follow this JSON Schema:
            \(JSONWriter.text(of: prompt.schema))
            """
    }

    /// One user message in every case: many chat templates refuse two of the same role in a row.
    private func userText(of prompt: JudgePrompt, _ call: JudgeCall) -> String {
        guard let repair = call.repair else { return prompt.user }
        return """
            \(prompt.user)

            An earlier answer to this could not be used: \(repair)
            Answer again from the start, exactly in the schema's form.
            """
    }
}
