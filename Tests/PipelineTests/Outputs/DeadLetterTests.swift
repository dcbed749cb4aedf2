import Pipeline
import TestKit
import Testing

@Suite struct DeadLetterTests {
    private func message(_ attributes: [Attribute] = [], payload: [UInt8] = [0xFF, 0x00, 0x7B]) -> Message {
        Message(
            payload: payload, key: [1, 2], attributes: attributes,
            origin: MessageOrigin(queue: "evaluation.requests", partition: 3, offset: 42), onAcknowledge: {})
    }

    @Test("the record keeps its key, bytes and headers; what happened stands behind them")
    func headers() {
        let given = [Attribute("tenant", "t1"), Attribute("empty", nil)]
        let letter = DeadLetter(message: message(given), code: "INVALID_JSON", cause: "not JSON", attempts: 2)
        let record = letter.outgoing(to: "evaluation.dlq", time: 1_700_000_000_123)
        #expect(record.queue == "evaluation.dlq")
        #expect(record.key == [1, 2])
        #expect(record.value == [0xFF, 0x00, 0x7B])
        #expect(Array(record.attributes.prefix(2)) == given)
        let added = record.attributes.dropFirst(2).map { "\($0.name)=\($0.value?.text ?? "nil")" }
        #expect(
            added == [
                "error-code=INVALID_JSON", "error-message=not JSON", "original-topic=evaluation.requests",
                "original-partition=3", "original-offset=42", "attempts=2", "time=1700000000123",
                "__connect.errors.topic=evaluation.requests", "__connect.errors.partition=3",
                "__connect.errors.offset=42", "__connect.errors.exception.class.name=INVALID_JSON",
                "__connect.errors.exception.message=not JSON",
            ])
    }

    @Test("a dead letter that dies again still tells its first origin first")
    func again() {
        let first = DeadLetter(message: message(), code: "A", cause: "a").outgoing(to: "dlq", time: 1)
        let back = Message(
            payload: first.value, attributes: first.attributes,
            origin: MessageOrigin(queue: "dlq", partition: 0, offset: 7), onAcknowledge: {})
        let second = DeadLetter(message: back, code: "B", cause: "b").outgoing(to: "dlq", time: 2)
        let topics = second.attributes.filter { $0.name == "original-topic" }.map { $0.value?.text }
        #expect(topics == ["evaluation.requests", "dlq"])
        #expect(second.attributes.count == 24)
        #expect(second.value == first.value)
    }

    @Test(
        "a long cause is cut to 1,024 bytes between two characters",
        arguments: [
            String(repeating: "a", count: 5000), "a" + String(repeating: "é", count: 3000),
            "ab" + String(repeating: "🦆", count: 900),
        ])
    func cut(cause: String) throws {
        let record = DeadLetter(message: message(), code: "A", cause: cause).outgoing(to: "dlq", time: 1)
        let text = try #require(record.attributes.first { $0.name == "error-message" }?.value)
        #expect(text.count <= 1024)
        #expect(text.count > 1020)
        #expect(cause.hasPrefix(text.text))
    }

    @Test(
        "the smallest record fits in 4 KiB whatever it is made from, and names the bytes it stands for by their digest")
    func minimal() throws {
        let long = String(repeating: "é", count: 40_000)
        let payload = Array(
            #"{"api_key":"sk-canary","evaluation_id":"\#(long)","campaign_id":"c1","request_id":"r"}"#.utf8)
        let origin = MessageOrigin(
            queue: String(repeating: "q", count: 249), partition: .max, offset: .max)
        let letter = DeadLetter(
            message: Message(
                payload: payload, key: payload, attributes: [Attribute("huge", long)], origin: origin,
                onAcknowledge: {}), code: "EVALUATION_ID_CONFLICT", cause: long, attempts: 1000)
        let record = letter.minimal(to: "evaluation.dlq", time: .max)
        #expect(record.value.isEmpty && record.key == nil)
        // Of each header Kafka writes two lengths beside it, of each record and batch some 80 bytes.
        #expect(record.byteCount + record.attributes.count * 4 + 100 < 4096)
        let facts = Dictionary(record.attributes.map { ($0.name, $0.value?.text ?? "") }) { first, _ in first }
        #expect(facts["error-code"] == "EVALUATION_ID_CONFLICT")
        #expect(facts["original-offset"] == String(Int64.max))
        #expect(facts["evaluation-id"] == String(repeating: "é", count: 128))
        #expect(facts["campaign-id"] == "c1")
        #expect(facts["value-truncated-from"] == String(payload.count))
        #expect(facts["value-sha256"]?.count == 64)
        #expect(!facts.values.contains { $0.contains("canary") })
    }

    @Test("the digest is SHA-256 in hexadecimal, as sha256sum prints it")
    func digest() {
        let record = DeadLetter(message: message(payload: Array("abc".utf8)), code: "A", cause: "a")
            .minimal(to: "dlq", time: 1)
        #expect(
            record.text(of: "value-sha256") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(record.text(of: "evaluation-id") == nil)
    }

    @Test("a shortened record keeps every fact, also that a key was taken out")
    func shortened() {
        let payload = Array((#"{"api_key":"sk-canary","x":""# + String(repeating: "x", count: 70_000)).utf8)
        let letter = DeadLetter(
            message: message([Attribute("huge", "h")], payload: payload), code: "INVALID_JSON", cause: "not JSON")
        let record = letter.shortened(to: "evaluation.dlq", time: 1)
        #expect(record.value.count == 64 << 10)
        #expect(!record.value.text.contains("sk-canary"))
        let names = Set(record.attributes.map(\.name))
        #expect(names.isSuperset(of: ["value-redacted", "error-code", "value-truncated-from"]))
        #expect(!names.contains("huge"))
    }
}
