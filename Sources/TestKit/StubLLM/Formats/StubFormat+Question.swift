import JSON

extension StubFormat {
    /// Reads a request as strictly as the provider does.
    ///
    /// - Throws: `StubRefusal` with what the provider would answer.
    package func question(in request: StubLLMRequest) throws(StubRefusal) -> StubQuestion {
        guard request.method == "POST" else { throw refusal(.unknownModel("none")) }
        try checkKey(of: request)
        guard let body = (try? JSONReader.read(request.body, options: .init(duplicateKeys: .reject)))?.object else {
            throw refusal(.invalid("the body is no JSON object", parameter: nil))
        }
        let model = try model(in: request, body)
        guard isPath(request.path, of: model) else { throw refusal(.unknownModel(model)) }
        for key in body.keys where !members.contains(key) { throw refusal(.unsupported(key)) }
        switch self {
        case .responses: return try responses(body, model)
        case .anthropic: return try anthropic(body, model)
        case .google: return try google(body, model)
        case .ollama: return try ollama(body, model)
        default: return try chat(body, model)
        }
    }

    /// Google has the same below both of its versions; its newer clients ask the stable one.
    private func isPath(_ path: String, of model: String) -> Bool {
        let expected = self.path(model: model)
        return path == expected || self == .google && path == expected.replacing("/v1beta/", with: "/v1/")
    }

    func refusal(_ failure: StubFailure) -> StubRefusal { StubRefusal(reply: reply(to: failure)) }

    private func checkKey(of request: StubLLMRequest) throws(StubRefusal) {
        let bearer = request.header("authorization")?.hasPrefix("Bearer ") ?? false
        let isKnown =
            switch self {
            case .anthropic: request.header("x-api-key") != nil || bearer
            case .azure, .azureDeployments: request.header("api-key") != nil || bearer
            case .google: request.header("x-goog-api-key") != nil
            case .ollama: true
            default: bearer
            }
        if !isKnown { throw refusal(.wrongKey()) }
        if self == .anthropic, !["2026-10-21", "2023-06-01"].contains(request.header("anthropic-version")) {
            throw refusal(.invalid("anthropic-version: header is required", parameter: nil))
        }
    }

    private func model(in request: StubLLMRequest, _ body: JSONObject) throws(StubRefusal) -> String {
        if self == .google {
            let part = request.path.split(separator: "/").last?.split(separator: ":").first
            return part.map(String.init) ?? ""
        }
        guard let model = body["model"]?.string, !model.isEmpty else {
            throw refusal(.invalid("you must provide a model parameter", parameter: "model"))
        }
        return model
    }

    /// What a request may hold, as far as a judge needs it.
    private var members: Set<String> {
        switch self {
        case .chat, .azure, .azureDeployments, .xai:
            [
                "model", "messages", "response_format", "temperature", "max_tokens", "max_completion_tokens", "seed",
                "logprobs", "top_logprobs", "stream",
            ]
        case .deepseek:
            [
                "model", "messages", "response_format", "temperature", "max_tokens", "seed", "logprobs",
                "top_logprobs", "stream",
            ]
        case .mistral:
            ["model", "messages", "response_format", "temperature", "max_tokens", "random_seed", "stream"]
        case .responses:
            [
                "model", "input", "instructions", "text", "temperature", "max_output_tokens", "store", "include",
                "top_logprobs", "stream",
            ]
        case .anthropic:
            ["model", "messages", "max_tokens", "system", "output_config", "tools", "tool_choice", "stream"]
        case .google: ["contents", "systemInstruction", "generationConfig"]
        case .ollama:
            [
                "model", "messages", "format", "options", "stream", "keep_alive", "think", "logprobs", "top_logprobs",
                "tools",
            ]
        }
    }

    // MARK: Formats

    private func chat(_ body: JSONObject, _ model: String) throws(StubRefusal) -> StubQuestion {
        let (system, user) = try texts(of: body["messages"])
        var question = StubQuestion(
            model: model, system: system, user: user, form: "text",
            limit: body["max_completion_tokens"]?.integer ?? body["max_tokens"]?.integer)
        let format = body["response_format"]
        switch format?["type"]?.string {
        case nil, "text"?: break
        case "json_object"?:
            // Every one of them wants the word in the prompt.
            guard (system + user).lowercased().contains("json") else {
                throw refusal(
                    .invalid("'messages' must contain the word 'json' in some form", parameter: "messages"))
            }
            question.form = "object"
        case "json_schema"? where self != .deepseek:
            guard let definition = format?["json_schema"], let schema = definition["schema"],
                let name = definition["name"]?.string, (1...64).contains(name.count)
            else { throw refusal(.invalid("Missing required parameter", parameter: "response_format")) }
            question.form = "schema"
            question.name = name
            question.schema = try checked(schema)
        default: throw refusal(.unsupportedFormat)
        }
        return told(question)
    }

    private func responses(_ body: JSONObject, _ model: String) throws(StubRefusal) -> StubQuestion {
        let limit = body["max_output_tokens"]?.integer
        if let limit, limit < 16 {
            throw refusal(
                .invalid("Invalid 'max_output_tokens': integer below minimum value", parameter: "max_output_tokens"))
        }
        let input = body["input"]?.string ?? body["input"]?.array?.last?["content"]?.string
        guard let input else { throw refusal(.invalid("Missing required parameter: 'input'", parameter: "input")) }
        var question = StubQuestion(
            model: model, system: body["instructions"]?.string ?? "", user: input, form: "text", limit: limit)
        if let format = body["text"]?["format"], format["type"]?.string == "json_schema" {
            guard let schema = format["schema"], let name = format["name"]?.string else {
                throw refusal(.invalid("Missing required parameter: 'text.format.name'", parameter: "text.format.name"))
            }
            question.form = "schema"
            question.name = name
            question.schema = try checked(schema)
        } else if body["text"]?["format"]?["type"]?.string == "json_object" {
            question.form = "object"
        }
        return told(question)
    }

    private func anthropic(_ body: JSONObject, _ model: String) throws(StubRefusal) -> StubQuestion {
        guard let limit = body["max_tokens"]?.integer, limit > 0 else {
            throw refusal(.invalid("max_tokens: Field required", parameter: nil))
        }
        guard let messages = body["messages"]?.array, messages.allSatisfy({ $0["role"]?.string != "system" }) else {
            throw refusal(.invalid("messages: system is no role", parameter: nil))
        }
        let user = messages.last?["content"].flatMap(Self.text) ?? ""
        var question = StubQuestion(
            model: model, system: body["system"].flatMap(Self.text) ?? "", user: user, form: "text", limit: limit)
        if let schema = body["output_config"]?["format"]?["schema"] {
            question.form = "schema"
            question.schema = try checked(schema)
        } else if let tool = body["tools"]?.array?.first {
            guard let schema = tool["input_schema"], schema["type"]?.string == "object",
                body["tool_choice"]?["name"] == tool["name"]
            else { throw refusal(.invalid("tools.0.input_schema: Field required", parameter: nil)) }
            question.form = "tool"
            question.name = tool["name"]?.string
            question.schema = schema
        }
        return told(question)
    }

    private func google(_ body: JSONObject, _ model: String) throws(StubRefusal) -> StubQuestion {
        func joined(_ value: JSONValue?) -> String {
            (value?["parts"]?.array ?? []).compactMap { $0["text"]?.string }.joined()
        }
        let generation = body["generationConfig"]?.object ?? JSONObject()
        let known: Set<String> = [
            "temperature", "maxOutputTokens", "seed", "responseMimeType", "responseSchema", "responseJsonSchema",
            "responseLogprobs", "logprobs",
        ]
        for key in generation.keys where !known.contains(key) { throw refusal(.unsupported(key)) }
        var question = StubQuestion(
            model: model, system: joined(body["systemInstruction"]), user: joined(body["contents"]?.array?.last),
            form: "text", limit: generation["maxOutputTokens"]?.integer)
        let isJSON = generation["responseMimeType"]?.string == "application/json"
        let schema = generation["responseJsonSchema"] ?? generation["responseSchema"]
        if let schema {
            guard isJSON, generation["responseJsonSchema"] == nil || generation["responseSchema"] == nil else {
                throw refusal(.invalid("responseMimeType: must be application/json with a schema", parameter: nil))
            }
            question.form = generation["responseJsonSchema"] == nil ? "openapi" : "schema"
            question.schema = question.form == "schema" ? try checked(schema) : schema
            if question.form == "openapi", let fault = StubSchema.faultOfOpenAPI(schema) {
                throw refusal(.invalid(fault, parameter: nil))
            }
        } else if isJSON {
            question.form = "object"
        }
        return told(question)
    }

    private func ollama(_ body: JSONObject, _ model: String) throws(StubRefusal) -> StubQuestion {
        guard body["stream"]?.bool == false else {
            throw StubRefusal(
                reply: .json(headers: [("Content-Type", "application/x-ndjson")], body: Array("{}\n{}\n".utf8)))
        }
        let (system, user) = try texts(of: body["messages"])
        var question = StubQuestion(
            model: model, system: system, user: user, form: "text", limit: body["options"]?["num_predict"]?.integer)
        if body["format"]?.string == "json" { question.form = "object" }
        if let schema = body["format"], schema.object != nil {
            question.form = "schema"
            question.schema = try checked(schema)
        }
        return told(question)
    }

    // MARK: Parts

    private func texts(of messages: JSONValue?) throws(StubRefusal) -> (system: String, user: String) {
        guard let messages = messages?.array, let last = messages.last, last["role"]?.string == "user",
            let user = last["content"].flatMap(Self.text)
        else { throw refusal(.invalid("Missing required parameter: 'messages'", parameter: "messages")) }
        let system = messages.first { $0["role"]?.string == "system" }?["content"].flatMap(Self.text) ?? ""
        return (system, user)
    }

    /// A text, or the texts of an array of parts.
    private static func text(_ value: JSONValue) -> String? {
        value.string ?? value.array.map { $0.compactMap { $0["text"]?.string }.joined() }
    }

    private func checked(_ schema: JSONValue) throws(StubRefusal) -> JSONValue {
        if let fault = StubSchema.fault(of: schema, format: self) {
            throw refusal(.invalid(fault, parameter: schemaParameter))
        }
        return schema
    }

    private var schemaParameter: String? {
        isChat ? "response_format" : self == .responses ? "text.format.schema" : nil
    }

    /// Where no schema is enforced the rules tell it in their last line.
    private func told(_ question: StubQuestion) -> StubQuestion {
        guard question.schema == nil, let line = question.system.split(separator: "\n").last,
            let schema = try? JSONReader.read(String(line)), schema.object != nil
        else { return question }
        var told = question
        told.schema = schema
        return told
    }
}
