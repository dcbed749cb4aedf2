import Evaluation
import JSON
import Judges
import Testing

struct OpenAIWireRequestTests {
    private let wire = OpenAIWire()
    private let prompt = JudgePrompt(
        system: "rules", user: "data \"quoted\"\n", schemaName: "safety_v1", schema: ["type": "object"],
        maximumTokens: 900)

    private func body(_ shape: RequestShape, seed: Int? = nil, repair: String? = nil) throws -> JSONValue {
        let call = JudgeCall(
            .structured(prompt), model: "m", shape: shape, maximumTokens: 900, seed: seed, repair: repair)
        let request = wire.request(for: call)
        #expect(request.path == "/chat/completions")
        return try JSONReader.read(request.body)
    }

    @Test("the plain request enforces the schema, takes no chances and bounds the answer")
    func fullRequest() throws {
        let body = try body(RequestShape(), seed: 7)
        #expect(body["model"] == "m")
        #expect(body["messages"]?.array?.map { $0["role"]?.string } == ["system", "user"])
        #expect(body["messages"]?.array?.first?["content"] == "rules")
        #expect(body["messages"]?.array?.last?["content"]?.string == prompt.user)
        #expect(body["response_format"]?["type"] == "json_schema")
        #expect(body["response_format"]?["json_schema"]?["name"] == "safety_v1")
        #expect(body["response_format"]?["json_schema"]?["strict"] == true)
        #expect(body["response_format"]?["json_schema"]?["schema"] == prompt.schema)
        #expect(body["temperature"] == 0)
        #expect(body["max_completion_tokens"] == 900)
        #expect(body["max_tokens"] == nil)
        #expect(body["seed"] == 7)
        #expect(body["stream"] == nil)
    }

    @Test("a parameter that was refused is renamed or left out")
    func shapes() throws {
        let shape = RequestShape(tokenLimit: .maxTokens, sendsTemperature: false, sendsSeed: false)
        let body = try body(shape, seed: 7)
        #expect(body["max_tokens"] == 900)
        #expect(body["max_completion_tokens"] == nil)
        #expect(body["temperature"] == nil)
        #expect(body["seed"] == nil)
        #expect(try self.body(RequestShape(tokenLimit: .omitted))["max_tokens"] == nil)
    }

    @Test("where the schema is not enforced it is told in words", arguments: [RequestShape.AnswerFormat.object, .text])
    func schemaInWords(format: RequestShape.AnswerFormat) throws {
        let body = try body(RequestShape(formats: [format]))
        #expect(body["response_format"] == (format == .object ? ["type": "json_object"] : nil))
        let system = try #require(body["messages"]?.array?.first?["content"]?.string)
        #expect(system.hasPrefix("rules\n"))
        #expect(system.contains("JSON"))
        #expect(system.contains(#"{"type":"object"}"#))
    }

    @Test("what was wrong with the previous answer is told after the data, in the same message")
    func repair() throws {
        let messages = try #require(try body(RequestShape(), repair: "claims[0].sid is missing")["messages"]?.array)
        #expect(messages.count == 2)
        let user = try #require(messages.last?["content"]?.string)
        #expect(user.hasPrefix(prompt.user))
        #expect(user.contains("claims[0].sid is missing"))
    }

    @Test("the key is in the Authorization header alone")
    func authorization() {
        #expect(wire.authorization(Secret("k1")) == [WireHeader("Authorization", "Bearer k1")])
    }

    @Test("the token limit's first name follows the server")
    func firstNames() {
        #expect(wire.initialShape(model: "m", host: "api.openai.com").tokenLimit == .maxCompletionTokens)
        #expect(wire.initialShape(model: "m", host: "r.openai.azure.com").tokenLimit == .maxCompletionTokens)
        #expect(wire.initialShape(model: "m", host: "127.0.0.1").tokenLimit == .maxTokens)
    }

    @Test("every parameter runs out of changes, so repairing ends")
    func finite() {
        var shape = RequestShape()
        var changes = 0
        for parameter in [RequestShape.Parameter.tokenLimit, .temperature, .seed, .answerFormat] {
            while let next = shape.without(parameter) {
                shape = next
                changes += 1
            }
        }
        #expect(changes == 6)
        #expect(shape.tokenLimit == .omitted && shape.answerFormat == .text)
        #expect(RequestShape().without(.tokenLimit)?.tokenLimit == .maxTokens)
        #expect(RequestShape(tokenLimit: .maxTokens).without(.tokenLimit)?.tokenLimit == .maxCompletionTokens)
    }
}
