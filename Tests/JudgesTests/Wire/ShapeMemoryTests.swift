import Judges
import Testing

struct ShapeMemoryTests {
    private let memory = ShapeMemory(capacity: 2)

    private func key(_ format: String = "openai", model: String = "m") -> ShapeMemory.Key {
        ShapeMemory.Key(endpoint: "https://llm.example.com/v1", model: model, format: format)
    }

    @Test("what one format of a URL refuses says nothing about another one")
    func formats() {
        memory.learn(RequestShape(formats: [.text]), for: key())
        memory.learn(.schema, refusedFor: "trace", of: key())
        #expect(memory.shape(of: key("openai-responses")) == nil)
        #expect(memory.refusedFormats(of: "trace", for: key("openai-responses")).isEmpty)
        let wires: [any JudgeWire] = [
            OpenAIWire(), ResponsesWire(), AnthropicWire(), GoogleWire(), OllamaWire(), AzureWire(),
        ]
        #expect(Set(wires.map(\.format)).count == wires.count)
    }

    @Test("a refused schema is remembered beside the model's shape, for itself alone")
    func schemas() {
        memory.learn(.schema, refusedFor: "trace", of: key())
        #expect(memory.shape(of: key()) == nil)
        memory.learn(RequestShape(sendsSeed: false), for: key())
        memory.learn(.tool, refusedFor: "trace", of: key())
        #expect(memory.refusedFormats(of: "trace", for: key()) == [.schema, .tool])
        #expect(memory.refusedFormats(of: "safety", for: key()).isEmpty)
        #expect(memory.shape(of: key())?.sendsSeed == false)
    }

    @Test("it is bounded by starting over")
    func bounded() {
        for model in ["a", "b"] { memory.learn(.schema, refusedFor: "trace", of: key(model: model)) }
        memory.learn(.tool, refusedFor: "trace", of: key(model: "b"))
        #expect(memory.refusedFormats(of: "trace", for: key(model: "a")) == [.schema])
        memory.learn(RequestShape(), for: key(model: "c"))
        #expect(memory.refusedFormats(of: "trace", for: key(model: "a")).isEmpty)
        #expect(memory.shape(of: key(model: "c")) == RequestShape())
    }

    @Test("a shape leaves out what is refused, and keeps its last form whatever is")
    func without() {
        let shape = RequestShape(formats: [.schema, .tool, .text])
        #expect(shape.without([.schema]).formats == [.tool, .text])
        #expect(shape.without([.tool, .object]).formats == [.schema, .text])
        #expect(shape.without(Set(RequestShape.AnswerFormat.allCases)).formats == [.text])
        #expect(shape.without([]) == shape)
    }
}
