import Evaluation
import JSON
import Judges
import Testing

@Suite("What each provider is sent")
struct ProviderRequestTests {
    private let prompt = JudgePrompt(
        system: "rules", user: "data", schemaName: "safety_v1",
        schema: [
            "type": "object", "required": ["a", "b", "c"], "additionalProperties": false,
            "properties": [
                "a": ["type": ["string", "null"]], "b": ["type": ["string", "null"], "enum": ["x", "y", nil]],
                "c": ["type": "array", "items": ["type": "integer", "enum": [0, 1, 2]]],
            ],
        ], maximumTokens: 900)

    private func body(
        _ wire: any JudgeWire, _ shape: RequestShape? = nil, prompt: JudgePrompt? = nil, model: String = "m"
    ) throws -> JSONValue {
        let call = JudgeCall(
            .structured(prompt ?? self.prompt), model: model,
            shape: shape ?? wire.initialShape(model: model, host: "h"),
            maximumTokens: 900, seed: 7)
        return try JSONReader.read(wire.request(for: call).body)
    }

    @Test("Anthropic: the version is pinned, nothing about sampling is sent, optional values are anyOf")
    func anthropic() throws {
        let wire = AnthropicWire()
        let call = JudgeCall(
            .structured(prompt), model: "m", shape: wire.initialShape(model: "m", host: "h"), maximumTokens: 900,
            seed: 7,
            temperature: 0.3)
        let request = wire.request(for: call)
        #expect(request.path == "/messages")
        #expect(request.headers.contains(WireHeader("anthropic-version", "2026-10-21")))
        #expect(wire.authorization(Secret("k")) == [WireHeader("x-api-key", "k")])
        let body = try JSONReader.read(request.body)
        #expect(body.object?.keys == ["model", "max_tokens", "system", "messages", "output_config"])
        let schema = body["output_config"]?["format"]?["schema"]
        #expect(schema?["properties"]?["a"] == ["anyOf": [["type": "string"], ["type": "null"]]])
        #expect(
            schema?["properties"]?["b"] == ["anyOf": [["type": "string", "enum": ["x", "y"]], ["type": "null"]]])
        #expect(schema?["additionalProperties"] == false)

        let tool = try self.body(wire, RequestShape(formats: [.tool]))
        #expect(tool["tool_choice"] == ["type": "tool", "name": "safety_v1"])
        #expect(tool["tools"]?.array?.first?["input_schema"]?["type"] == "object")
        let text = try self.body(wire, RequestShape(formats: [.text]))
        #expect(text["tools"] == nil && text["output_config"] == nil)
        #expect(text["system"]?.string?.contains("JSON Schema") == true)
    }

    @Test("Anthropic: a schema with more optional values than it enforces goes by a tool")
    func unions() throws {
        func schema(_ count: Int) -> JSONValue {
            let members = (0..<count).map { ("m\($0)", ["type": ["string", "null"]] as JSONValue) }
            return [
                "type": "object", "additionalProperties": false, "required": .array(members.map { .string($0.0) }),
                "properties": .object(JSONObject(members)),
            ]
        }
        var many = prompt
        many.schema = schema(16)
        #expect(try body(AnthropicWire(), prompt: many)["output_config"] != nil)
        many.schema = schema(17)
        #expect(try body(AnthropicWire(), prompt: many)["output_config"] == nil)
        #expect(try body(AnthropicWire(), prompt: many)["tools"] != nil)
    }

    @Test("No question of ours has more optional values than Anthropic enforces")
    func ownSchemas() throws {
        let asked = try body(AnthropicWire(), prompt: safetyTask.prompt(nonce: "n"))
        #expect(asked["output_config"] != nil)
    }

    @Test("Google: JSON Schema with anyOf, then the older form, then JSON, then words")
    func google() throws {
        let wire = GoogleWire()
        let body = try body(wire)
        #expect(body.object?.keys == ["systemInstruction", "contents", "generationConfig"])
        let generation = try #require(body["generationConfig"])
        #expect(generation["responseMimeType"] == "application/json")
        #expect(
            generation["responseJsonSchema"]?["properties"]?["a"] == ["anyOf": [["type": "string"], ["type": "null"]]])
        #expect(generation["maxOutputTokens"] == 900 && generation["seed"] == 7 && generation["temperature"] == 0)

        let older = try self.body(wire, RequestShape(formats: [.openAPISchema]))["generationConfig"]?["responseSchema"]
        #expect(older?["type"] == "OBJECT" && older?["additionalProperties"] == nil)
        #expect(older?["propertyOrdering"] == ["a", "b", "c"])
        #expect(older?["properties"]?["b"] == ["type": "STRING", "nullable": true, "enum": ["x", "y"]])
        #expect(older?["properties"]?["c"]?["items"] == ["type": "INTEGER", "minimum": 0, "maximum": 2])
        let text = try self.body(wire, RequestShape(formats: [.text]))["generationConfig"]
        #expect(text?["responseMimeType"] == nil)
        #expect(wire.authorization(Secret("k")) == [WireHeader("x-goog-api-key", "k")])
    }

    @Test(
        "A model's name is one part of a path, whatever is in it",
        arguments: [
            ("gemini-2.5-flash", "gemini-2.5-flash"), ("../../v1/files", "%2E%2E%2F%2E%2E%2Fv1%2Ffiles"),
            ("m?key=x#y", "m%3Fkey%3Dx%23y"), ("a b%2F", "a%20b%252F"), (".", "%2E"), ("ü:x", "%C3%BC%3Ax"),
            ("a..b", "a.%2Eb"),
        ])
    func modelsInPaths(model: String, part: String) {
        let call = JudgeCall(.structured(prompt), model: model, shape: RequestShape(), maximumTokens: 9)
        #expect(GoogleWire().request(for: call).path == "/models/\(part):generateContent")
        #expect(
            AzureWire(apiVersion: "2024-10-21").request(for: call).path
                == "/deployments/\(part)/chat/completions?api-version=2024-10-21")
        #expect(AzureWire().request(for: call).path == "/chat/completions")
    }

    @Test("Responses: the schema stands below text, nothing is stored, the limit is not below the least")
    func responses() throws {
        let body = try body(ResponsesWire())
        #expect(body["text"]?["format"]?["type"] == "json_schema" && body["text"]?["format"]?["strict"] == true)
        #expect(body["text"]?["format"]?["name"] == "safety_v1")
        #expect(body["instructions"] == "rules" && body["store"] == false && body["seed"] == nil)
        #expect(body["max_output_tokens"] == 900)
        let call = JudgeCall(
            .tokens(TokenQuestion(system: "s", user: "u", words: ["yes", "no"])), model: "m", shape: RequestShape(),
            maximumTokens: 1)
        let tokens = try JSONReader.read(ResponsesWire().request(for: call).body)
        #expect(tokens["max_output_tokens"] == 16 && tokens["top_logprobs"] == 20)
    }

    @Test("Ollama: nothing is streamed, and there is room for the whole question")
    func ollama() throws {
        let body = try body(OllamaWire())
        #expect(body["stream"] == false && body["format"] == prompt.schema)
        #expect(body["options"] == ["num_ctx": 8192, "temperature": 0, "num_predict": 900, "seed": 7])
        #expect(try self.body(OllamaWire(), RequestShape(formats: [.object]))["format"] == "json")
        var long = prompt
        long.user = String(repeating: "word ", count: 20_000)
        #expect(try self.body(OllamaWire(), prompt: long)["options"]?["num_ctx"] == 65_536)
        long.user = String(repeating: "word ", count: 200_000)
        #expect(try self.body(OllamaWire(), prompt: long)["options"]?["num_ctx"] == 131_072)
    }

    @Test("DeepSeek and Mistral: what they do not take is not sent")
    func dialects() throws {
        let deepSeek = try body(OpenAIWire.deepSeek)
        #expect(deepSeek["response_format"] == ["type": "json_object"])
        #expect(deepSeek["messages"]?.array?.first?["content"]?.string?.contains("JSON") == true)
        let mistral = try body(OpenAIWire.mistral)
        #expect(mistral["random_seed"] == 7 && mistral["seed"] == nil && mistral["max_tokens"] == 900)
        #expect(OpenAIWire.mistral.initialShape(model: "m", host: "h").alternatives == .none)
        #expect(try body(OpenAIWire.xAI)["max_completion_tokens"] == 900)
        #expect(AzureWire().authorization(Secret("k")) == [WireHeader("api-key", "k")])
    }
}
