import Evaluation
import JSON
import Pipeline
import TestKit
import Testing

@Suite struct EvaluationHandlerRefusalTests {
    private let fixture = Fixture()

    @Test("a result the store refuses for good is a dead letter, not a loop")
    func storeRefuses() async throws {
        fixture.store.failStores([.before(.refused("WRONGTYPE"))])
        await fixture.handler().handle([fixture.request("e1", offset: 3)])
        let letter = try #require(fixture.sink.messages.first)
        #expect(fixture.sink.messages.count == 1)
        #expect(letter.queue == "evaluation.dlq")
        #expect(letter.text(of: "error-code") == "RESULT_NOT_STORED")
        #expect(letter.text(of: "error-message") == "WRONGTYPE")
        #expect(fixture.store.pushes.isEmpty)
        #expect(fixture.acknowledged == ["acknowledge 3"])
        #expect(fixture.gate.isOpen)
    }

    @Test("a result too large for its topic is a dead letter with the request's bytes; its client still has it")
    func resultTooLarge() async throws {
        fixture.sink.setLimit(of: "evaluation.completed", bytes: 100)
        let request = fixture.request("e1", offset: 3)
        await fixture.handler(.init(tracesTopic: nil)).handle([request])
        let letter = try #require(fixture.sink.messages.first)
        #expect(letter.text(of: "error-code") == "RESULT_REFUSED")
        #expect(letter.value == request.payload)
        #expect(fixture.store.pushes.count == 1)
        #expect(fixture.acknowledged == ["acknowledge 3"])
        #expect(fixture.observer.lines.contains("dead evaluation.requests-0-3 RESULT_REFUSED"))
    }

    @Test("a dead letter too large for its topic goes shortened and says how long it was")
    func deadLetterTooLarge() async throws {
        fixture.sink.setLimit(of: "evaluation.dlq", bytes: 70_000)
        let payload = "[" + String(repeating: "x", count: 199_999)
        await fixture.handler().handle([
            fixture.message(payload, offset: 3, attributes: [Attribute("huge", String(repeating: "h", count: 1000))])
        ])
        let letter = try #require(fixture.sink.messages.first)
        #expect(letter.value.count == 65_536)
        #expect(payload.hasPrefix(letter.value.text))
        #expect(letter.text(of: "value-truncated-from") == "200000")
        #expect(letter.text(of: "error-code") == "INVALID_JSON")
        #expect(letter.text(of: "original-offset") == "3")
        #expect(letter.text(of: "huge") == nil)
        #expect(fixture.acknowledged == ["acknowledge 3"])
    }

    @Test("a dead letter whose topic takes less than the shortened one goes without a value, and tells its ids")
    func deadLetterMinimal() async throws {
        fixture.sink.setLimit(of: "evaluation.dlq", bytes: 4096)
        let payload =
            #"{"evaluation_id":"e1","campaign_id":"c1","metrics":7,"input":""# + String(repeating: "x", count: 99_000)
            + #""}"#
        await fixture.handler().handle([fixture.message(payload, offset: 3)])
        let letter = try #require(fixture.sink.messages.first)
        #expect(letter.value.isEmpty)
        #expect(letter.text(of: "error-code") == "INVALID_FIELD")
        #expect(letter.text(of: "original-offset") == "3")
        #expect(letter.text(of: "evaluation-id") == "e1")
        #expect(letter.text(of: "value-truncated-from") == String(payload.utf8.count))
        #expect(fixture.observer.lines.contains("dead evaluation.requests-0-3 INVALID_FIELD"))
        #expect(fixture.acknowledged == ["acknowledge 3"])
    }

    @Test("a dead letter that is refused even shortened is told, and intake goes on")
    func deadLetterRefused() async {
        fixture.sink.setLimit(of: "evaluation.dlq", bytes: 0)
        await fixture.handler(.init(tracesTopic: nil))
            .handle([fixture.message("[1]", offset: 3), fixture.request("e1", offset: 4)])
        #expect(fixture.observer.lines.contains("dead letter refused evaluation.requests-0-3"))
        #expect(!fixture.observer.lines.contains { $0.hasPrefix("dead evaluation.requests") })
        #expect(fixture.acknowledged == ["acknowledge 3", "acknowledge 4"])
    }

    @Test("a stored result that is no JSON is a dead letter")
    func unreadable() async throws {
        let work = try EvaluationWork(fixture.request("e1"), decoder: RequestDecoder())
        fixture.store.put(StoredResult(value: [0xFF], fingerprint: work.fingerprint), under: work.key)
        await fixture.handler().handle([fixture.request("e1")])
        #expect(fixture.sink.messages.map(\.queue) == ["evaluation.dlq"])
        #expect(fixture.sink.messages.first?.text(of: "error-code") == "STORED_RESULT_UNREADABLE")
        #expect(fixture.evaluated.all.isEmpty)
        #expect(fixture.acknowledged == ["acknowledge 0"])
    }

    @Test("a dead letter says nothing of the judged text and nothing of a key")
    func noJudgedText() async throws {
        let text =
            #"{"history":[{"role":"SECRET-ROLE","content":"SECRET-TEXT"}],"model_config":{"api_key":"sk-SECRET","provider":7}}"#
        await fixture.handler().handle([fixture.message(text)])
        let letter = try #require(fixture.sink.messages.first)
        for attribute in letter.attributes { #expect(attribute.value?.text.contains("SECRET") == false) }
    }
}
