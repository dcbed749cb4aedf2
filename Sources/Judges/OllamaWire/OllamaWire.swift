package import Evaluation
internal import JSON

/// Ollama's own `/api/chat`.
package struct OllamaWire: JudgeWire {
    package let provider = "ollama"

    package init() {}

    package func initialShape(model: String, host: String) -> RequestShape { RequestShape(tokenLimit: .maxTokens) }

    package func authorization(_ key: Secret) -> [WireHeader] {
        [WireHeader("Authorization", "Bearer \(key.value)")]
    }

    package func request(for call: JudgeCall) -> WireRequest {
        // Not streaming has to be asked for.
        var body: JSONObject = ["model": .string(call.model), "stream": false]
        let system: String
        let user: String
        switch call.question {
        case .structured(let prompt):
            system = PromptText.system(of: prompt, call.shape.answerFormat)
            user = PromptText.user(of: prompt, call)
            switch call.shape.answerFormat {
            case .schema, .openAPISchema, .tool: body.append("format", prompt.schema)
            case .object: body.append("format", "json")
            case .text: break
            }
        case .tokens(let question):
            system = question.system
            user = question.user
            body.append("logprobs", true)
            body.append("top_logprobs", .integer(Int64(call.shape.alternatives.rawValue)))
        }
        body.append(
            "messages",
            [["role": "system", "content": .string(system)], ["role": "user", "content": .string(user)]])
        var options: JSONObject = [
            "num_ctx": .integer(Int64(Self.context(bytes: system.utf8.count + user.utf8.count, call.maximumTokens)))
        ]
        if call.shape.sendsTemperature {
            options.append("temperature", call.temperature == 0 ? 0 : .number(call.temperature))
        }
        if call.shape.tokenLimit != .omitted { options.append("num_predict", .integer(Int64(call.maximumTokens))) }
        if call.shape.sendsSeed, let seed = call.seed { options.append("seed", .integer(Int64(seed))) }
        body.append("options", .object(options))
        return WireRequest(path: "/api/chat", headers: WireHeader.json, body: JSONWriter.bytes(of: .object(body)))
    }

    /// Tokens of question and answer that the server has to make room for. Without a number it takes a few thousand and
    /// silently drops the beginning of longer questions, which is where the rules stand. Powers of two, because the
    /// server loads the model anew whenever the number changes.
    private static func context(bytes: Int, _ answer: Int) -> Int {
        let needed = bytes / 3 + answer
        var size = 8192
        while size < needed, size < 131_072 { size *= 2 }
        return size
    }
}
