import Evaluation
import JSON
import TestKit
import Testing

@testable import Pipeline

@Suite struct KeyRedactionTests {
    private static func redacted(_ text: String) -> String? {
        KeyRedaction.redacted(Array(text.utf8)).map { String(decoding: $0, as: UTF8.self) }
    }

    @Test(
        "a key's value is replaced wherever it stands, also in text that is no JSON",
        arguments: [
            (#"{"model_config":{"api_key":"sk-1"}}"#, #"{"model_config":{"api_key":"***"}}"#),
            (#"{"api_key" : "a\"b","x":1}"#, #"{"api_key" : "***","x":1}"#),
            (#"{"apiKey":"k","api-key":"l""#, #"{"apiKey":"***","api-key":"***""#),
            (#"{"api_key":"sk-cut-off"#, #"{"api_key":"***"#), (#"{"api_key":"ends in a \"#, #"{"api_key":"***"#),
            (#"{"APIKEY":"k","OPENAI_API_KEY":"l"}"#, #"{"APIKEY":"***","OPENAI_API_KEY":"***"}"#),
            (#"{"api_key":7,"x":1}"#, #"{"api_key":***,"x":1}"#), (#"{"api_keys":"x"}"#, #"{"api_keys":"***"}"#),
            (#"{"api_key":null,"api_key":"sk-1"}"#, #"{"api_key":null,"api_key":"***"}"#),
        ])
    func plain(text: String, expected: String) { #expect(Self.redacted(text) == expected) }

    @Test(
        "it is replaced in JSON inside of strings, in Python's literals, under escaped names and in lists and objects",
        arguments: [
            (
                #""{\"model_config\":{\"api_key\":\"sk-1\"},\"x\":1}""#,
                #""{\"model_config\":{\"api_key\":\"***\"},\"x\":1}""#
            ),
            (#""{\"api_key\":\"a\\\"sk-1\"}""#, #""{\"api_key\":\"***\"}""#),
            (
                #"{"a":"{\"b\":\"{\\\"api_key\\\":\\\"sk-1\\\"}\"}"}"#,
                #"{"a":"{\"b\":\"{\\\"api_key\\\":\\\"***\\\"}\"}"}"#
            ),
            (#""{\u0022api_key\u0022:\u0022sk-1\\u0022\u0022}""#, #""{\u0022api_key\u0022:\u0022***\u0022}""#),
            (#"{'model_config': {'api_key': 'sk-1'}}"#, #"{'model_config': {'api_key': '***'}}"#),
            (#"{'api_key': b'sk-1', 'x': 1}"#, #"{'api_key': ***', 'x': 1}"#),
            (#"{'api_key': SecretStr('sk-1'), 'x': 1}"#, #"{'api_key': ***, 'x': 1}"#),
            (#"{"api_key":["sk-1"],"x":1}"#, #"{"api_key":***,"x":1}"#),
            (#"{"api_key":{"value":"]sk-1}"},"x":1}"#, #"{"api_key":***,"x":1}"#),
            (#"{"api_key":["sk-1""#, #"{"api_key":***"#), (#"{"api_key":[{"sk-1"]}"#, #"{"api_key":***"#),
            (#"{"api\u005fkey":"sk-1"}"#, #"{"api\u005fkey":"***"}"#),
            (#"{"\u0061pi\\u005Fkey":"sk-1"}"#, #"{"\u0061pi\\u005Fkey":"***"}"#),
            ("{“api_key”: “sk-1”}", "{“api_key”: “***”}"), ("api_key: sk-1\nx: 1", "api_key: ***\nx: 1"),
            ("{api_key=sk-1, x=1}", "{api_key=***}"), (#"conf["api_key"] = "sk-1""#, #"conf["api_key"] = "***""#),
            (#"{"api_key":"""sk-1"""}"#, #"{"api_key":"""***"""}"#), (#"{"api_key:":"sk-1"}"#, #"{"api_key:":"***"}"#),
        ])
    func wrapped(text: String, expected: String) { #expect(Self.redacted(text) == expected) }

    @Test(
        "where the end of the key is not certain, the rest of the record goes with it",
        arguments: [
            (#"{"api_key": /* mine */ "sk-1"}"#, #"{"api_key": ***"#), ("<api_key>sk-1</api_key>", "<api_key***"),
            ("api_key%22%3A%22sk-1", "api_key***"), ("&quot;api_key&quot;:&quot;sk-1", "&quot;api_key***"),
            (#"{"api_key":"a\\", api_key: "sk-1"}"#, #"{"api_key":"***"#),
            (#"{'t': "it's api_key:", 'api_key': "sk-1"}"#, #"{'t': "it's api_key:"***"#),
            ("api_key: |\n  sk-1", "api_key: ***"), ("api_key\u{12}\u{4}sk-1", "api_key***"),
        ])
    func withheld(text: String, expected: String) { #expect(Self.redacted(text) == expected) }

    @Test("a key is found in UTF-16, and in what is no text at all")
    func encodings() throws {
        let record = #"{"api_key":"sk-1","x":1}"#
        for isBig in [false, true] {
            let bytes = record.utf8.flatMap { isBig ? [UInt8(0), $0] : [$0, UInt8(0)] }
            let clean = try #require(KeyRedaction.redacted(bytes)).filter { $0 != 0 }
            #expect(String(decoding: clean, as: UTF8.self) == #"{"api_key":"***","x":1}"#)
        }
        // MessagePack.
        let packed: [UInt8] = [0x81, 0xA7] + Array("api_key".utf8) + [0xA4] + Array("sk-1".utf8)
        #expect(KeyRedaction.redacted(packed)?.dropFirst(2) == Array("api_key***".utf8)[...])
    }

    @Test(
        "anything else stays as it is",
        arguments: [
            "", "{}", #"{"api_key":null}"#, #"{"api_key":""}"#, #"["api_key","x"]"#, #""api_key"#,
            #"{'api_key': None}"#,
            #"{"api_key_id":"x"}"#, #"{"input":"Where is my API key?","x":"the api_key is wrong"}"#,
            #"{"api_key":"***"}"#, #"{"required":["api_key"],"x":"ap\u0069 ke"}"#, #"\\\"#, "api_key:", "api_key: \\",
        ])
    func untouched(text: String) { #expect(Self.redacted(text) == nil) }

    @Test("no nesting or encoding of a key lets it through", arguments: [1, 2, 3, 4] as [UInt64])
    func nestings(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<3000 {
            let record = CanaryRecord.make(using: &random)
            let clean = Self.redacted(record)
            #expect(clean != nil && clean?.contains("canary") == false, "seed \(seed): \(record)")
        }
    }

    @Test("a part of a record is as clean as the whole", arguments: [1, 2, 3, 4] as [UInt64])
    func parts(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<20 {
            let record = CanaryRecord.make(using: &random)
            for length in 0...record.utf8.count {
                let part = String(decoding: record.utf8.prefix(length), as: UTF8.self)
                let clean = Self.redacted(part) ?? part
                #expect(!clean.contains("canary"), "seed \(seed): \(part)")
            }
        }
    }

    /// Each of these would take hours if a byte were looked at once for every byte before it.
    @Test(
        "hostile bytes are read once",
        arguments: [
            #"\"#, "\"", "'\"", "\0", #"\u"#, #"\u005c"#, "api_key", #"api_key:"#, #"api_key:["#, #"api_key:"\""#,
            #"api_key\"#, #"api_key""#, "api_key:\"\"", "api_key:b", "api_key:\":\"", "a\0", "api_key:({[", "api_key%",
            "api_key\u{E9}",
        ])
    func hostile(piece: String) {
        let bytes = Array(String(repeating: piece, count: (1 << 20) / piece.utf8.count).utf8)
        #expect((KeyRedaction.redacted(bytes)?.count ?? 0) <= bytes.count)
        #expect((KeyRedaction.redacted(bytes + [0xFF])?.count ?? 0) <= bytes.count + 1)
    }

    @Test("a dead letter carries no key and says that one was taken out")
    func letter() throws {
        let message = Message(
            payload: Array(#"{"history":7,"model_config":{"api_key":"sk-canary"}}"#.utf8),
            origin: MessageOrigin(queue: "q", partition: 0, offset: 0), onAcknowledge: {})
        let letter = DeadLetter(message: message, code: "INVALID_FIELD", cause: "x")
        for record in [letter.outgoing(to: "dlq", time: 0), letter.shortened(to: "dlq", time: 0)] {
            #expect(!String(decoding: record.value, as: UTF8.self).contains("canary"))
            #expect(record.attributes.contains(Attribute("value-redacted", "api_key")))
        }
    }
}
