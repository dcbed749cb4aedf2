package import Evaluation
internal import JSON

/// Google's `generateContent`.
package struct GoogleWire: JudgeWire {
    package let provider = "google"

    package init() {}

    package func initialShape(model: String, host: String) -> RequestShape {
        RequestShape(formats: [.schema, .openAPISchema, .object, .text])
    }

    /// In a header: a query's key would stand in the logs of every proxy.
    package func authorization(_ key: Secret) -> [WireHeader] { [WireHeader("x-goog-api-key", key.value)] }

    package func request(for call: JudgeCall) -> WireRequest {
        let system: String
        let user: String
        var generation = JSONObject()
        switch call.question {
        case .structured(let prompt):
            system = PromptText.system(of: prompt, call.shape.answerFormat)
            user = PromptText.user(of: prompt, call)
            append(call.shape.answerFormat, of: prompt, to: &generation)
        case .tokens(let question):
            system = question.system
            user = question.user
            generation.append("responseLogprobs", true)
            generation.append("logprobs", .integer(Int64(call.shape.alternatives.rawValue)))
        }
        if call.shape.sendsTemperature {
            generation.append("temperature", call.temperature == 0 ? 0 : .number(call.temperature))
        }
        if call.shape.tokenLimit != .omitted {
            generation.append("maxOutputTokens", .integer(Int64(call.maximumTokens)))
        }
        if call.shape.sendsSeed, let seed = call.seed { generation.append("seed", .integer(Int64(seed))) }
        let body: JSONValue = [
            "systemInstruction": ["parts": [["text": .string(system)]]],
            "contents": [["role": "user", "parts": [["text": .string(user)]]]], "generationConfig": .object(generation),
        ]
        return WireRequest(
            path: "/models/\(ModelPath.part(call.model)):generateContent", headers: WireHeader.json,
            body: JSONWriter.bytes(of: body))
    }

    private func append(
        _ format: RequestShape.AnswerFormat, of prompt: JudgePrompt, to generation: inout JSONObject
    ) {
        if format == .text { return }
        generation.append("responseMimeType", "application/json")
        switch format {
        case .schema, .tool: generation.append("responseJsonSchema", SchemaDialect.withAnyOf(prompt.schema))
        case .openAPISchema: generation.append("responseSchema", SchemaDialect.openAPI(prompt.schema))
        case .object, .text: break
        }
    }
}
