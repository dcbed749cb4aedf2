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
        #expect(memory.shape(of: key("openai-responses")) == nil)
        let wires: [any JudgeWire] = [
            OpenAIWire(), ResponsesWire(), AnthropicWire(), GoogleWire(), OllamaWire(), AzureWire(),
        ]
        #expect(Set(wires.map(\.format)).count == wires.count)
    }
}
