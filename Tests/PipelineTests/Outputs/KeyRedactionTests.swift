import Testing

@testable import Pipeline

@Suite struct KeyRedactionTests {
    @Test(
        "a key's value is replaced wherever it stands, also in text that is no JSON",
        arguments: [
            (#"{"model_config":{"api_key":"sk-1"}}"#, #"{"model_config":{"api_key":"***"}}"#),
            (#"{"api_key" : "a\"b\\","x":1}"#, #"{"api_key" : "***","x":1}"#),
            (#"{"apiKey":"k","api-key":"l""#, #"{"apiKey":"***","api-key":"***""#),
            (#"{"api_key":"sk-cut-off"#, #"{"api_key":"***"#), (#"{"api_key":"ends in a \"#, #"{"api_key":"***"#),
        ])
    func redacted(text: String, expected: String) throws {
        let bytes = try #require(KeyRedaction.redacted(Array(text.utf8)))
        #expect(String(decoding: bytes, as: UTF8.self) == expected)
    }

    @Test(
        "anything else stays as it is",
        arguments: [
            "", "{}", #"{"api_key":null}"#, #"{"api_key":""}"#, #"["api_key","x"]"#, #""api_key"#, #"{"api_keys":"x"}"#,
        ])
    func untouched(text: String) { #expect(KeyRedaction.redacted(Array(text.utf8)) == nil) }

    @Test("a dead letter carries no key and says that one was taken out")
    func letter() throws {
        let message = Message(
            payload: Array(#"{"history":7,"model_config":{"api_key":"sk-canary"}}"#.utf8),
            origin: MessageOrigin(queue: "q", partition: 0, offset: 0), onAcknowledge: {})
        let record = DeadLetter(message: message, code: "INVALID_FIELD", cause: "x").outgoing(to: "dlq", time: 0)
        #expect(!String(decoding: record.value, as: UTF8.self).contains("canary"))
        #expect(record.attributes.contains(Attribute("value-redacted", "api_key")))
    }
}
