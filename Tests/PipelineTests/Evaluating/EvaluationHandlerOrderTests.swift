import Evaluation
import JSON
import Pipeline
import TestKit
import Testing
import Threads

@Suite struct EvaluationHandlerOrderTests {
    private let fixture = Fixture()

    @Test("a result is stored, then published, then its record is acknowledged")
    func order() async {
        await fixture.handler(.init(tracesTopic: nil)).handle([fixture.request("e1", offset: 7)])
        #expect(fixture.log.all == ["store e1", "publish evaluation.completed e1", "acknowledge 7"])
        #expect(fixture.observer.lines == ["received 1", "evaluated e1", "published evaluation.completed"])
        #expect(fixture.store.lookups.count == 1)
    }

    @Test("what is published is what is stored and pushed, byte for byte, with the campaign as key")
    func sameBytes() async throws {
        await fixture.handler(.init(tracesTopic: nil)).handle([fixture.request("e1")])
        let record = try #require(fixture.sink.messages.first)
        let push = try #require(fixture.store.pushes.first)
        #expect(record.value == push.result.value)
        #expect(record.key == Array("c1".utf8))
        #expect(record.attributes.map(\.name) == ["evaluation-id", "traceparent"])
        #expect(record.text(of: "evaluation-id") == "e1")
        #expect(TraceContext.isValid(record.text(of: "traceparent") ?? ""))
        #expect(push.nodeID == "n1" && push.campaignID == "c1" && push.repliesToNode)
        #expect(push.result.value.object["status"] == "completed")
    }

    @Test("nothing is acknowledged before the queue has confirmed, however often that takes")
    func publishFails() async {
        fixture.sink.fail("evaluation.completed", with: [.before(.unavailable("down")), .before(.unavailable("down"))])
        await fixture.handler(.init(tracesTopic: nil)).handle([fixture.request("e1", offset: 7)])
        #expect(fixture.log.all == ["store e1", "publish evaluation.completed e1", "acknowledge 7"])
        #expect(fixture.evaluated.all == ["e1"])
        #expect(fixture.sink.calls == 3)
        #expect(fixture.gateChanges.all == ["queue closed", "queue open"])
    }

    @Test("a confirmation that is lost leads to the same bytes twice, and to one push")
    func lostConfirmation() async {
        fixture.store.failStores([.after(.unavailable("reset"))])
        fixture.sink.fail("evaluation.completed", with: [.after(.unavailable("timed out"))])
        await fixture.handler(.init(tracesTopic: nil)).handle([fixture.request("e1")])
        #expect(fixture.store.pushes.count == 1)
        #expect(fixture.store.storeCalls == 2)
        #expect(fixture.sink.messages.count == 2)
        #expect(Set(fixture.sink.messages).count == 1)
        #expect(fixture.acknowledged == ["acknowledge 0"])
    }

    @Test("a record delivered again is published from the stored bytes, without judging and without a second push")
    func redelivery() async {
        let handler = fixture.handler()
        await handler.handle([fixture.request("e1", offset: 7)])
        await handler.handle([fixture.request("e1", offset: 7)])
        #expect(fixture.evaluated.all == ["e1"])
        #expect(fixture.store.pushes.count == 1)
        let published = fixture.sink.messages(in: "evaluation.completed")
        #expect(published.count == 2)
        #expect(Set(published).count == 1)
        #expect(fixture.observer.lines.contains("reused evaluation.requests-0-7"))
        #expect(fixture.acknowledged.count == 2)
    }

    @Test("the same record twice in one batch is pushed once")
    func twiceInBatch() async {
        await fixture.handler(.init(tracesTopic: nil))
            .handle([fixture.request("e1", offset: 1), fixture.request("e1", offset: 2)])
        #expect(fixture.store.pushes.count == 1)
        #expect(Set(fixture.sink.messages.map(\.value)).count == 1)
        #expect(fixture.acknowledged == ["acknowledge 1", "acknowledge 2"])
    }

    @Test("another request under a used id is a dead letter and leaves the first result alone")
    func idConflict() async throws {
        let handler = fixture.handler(.init(tracesTopic: nil))
        await handler.handle([fixture.request("e1", offset: 1)])
        let other = #"{"evaluation_id":"e1","campaign_id":"c1","actual_output":"something else"}"#
        await handler.handle([fixture.message(other, offset: 2)])
        #expect(fixture.evaluated.all == ["e1"])
        #expect(fixture.store.pushes.count == 1)
        #expect(fixture.sink.messages(in: "evaluation.completed").count == 1)
        let letter = try #require(fixture.sink.messages(in: "evaluation.dlq").first)
        #expect(letter.text(of: "error-code") == "EVALUATION_ID_CONFLICT")
        #expect(letter.value.text == other)
        #expect(letter.key == Array("key".utf8))
        #expect(fixture.acknowledged == ["acknowledge 1", "acknowledge 2"])
    }

    @Test("the same id in another campaign is another evaluation")
    func otherCampaign() async {
        let other = #"{"evaluation_id":"e1","campaign_id":"c2","actual_output":"a"}"#
        await fixture.handler().handle([fixture.request("e1", offset: 1), fixture.message(other, offset: 2)])
        #expect(fixture.store.pushes.count == 2)
        #expect(fixture.sink.messages(in: "evaluation.dlq").isEmpty)
    }

    @Test("a poisoned record is a dead letter with its cause, and its neighbours do not notice")
    func poison() async throws {
        let poison: [(String, String)] = [
            ("", "EMPTY_RECORD"), ("{\"a\":", "INVALID_JSON"), ("[1]", "NOT_AN_OBJECT"),
            (#"{"history":7}"#, "INVALID_FIELD"), (String(repeating: " ", count: 3000), "RECORD_TOO_LARGE"),
        ]
        var batch = poison.enumerated().map { fixture.message($1.0, offset: Int64($0)) }
        batch.insert(fixture.request("first", offset: 100), at: 0)
        batch.append(fixture.request("last", offset: 101))
        await fixture.handler(.init(tracesTopic: nil), limits: .init(recordBytes: 2000)).handle(batch)
        let letters = fixture.sink.messages(in: "evaluation.dlq")
        #expect(letters.count == poison.count)
        for (offset, (payload, code)) in poison.enumerated() {
            let letter = try #require(letters.first { $0.text(of: "original-offset") == String(offset) })
            #expect(letter.text(of: "error-code") == code)
            #expect(letter.value.text == payload)
            #expect(letter.text(of: "time") == String(Fixture.now))
        }
        #expect(Set(fixture.store.pushes.map(\.key.id)) == ["first", "last"])
        #expect(fixture.acknowledged.count == 7)
        #expect(fixture.store.lookups.map(\.count) == [2])
    }

    @Test("a batch of poison alone asks the store for no result")
    func onlyPoison() async {
        await fixture.handler().handle([fixture.message("x")])
        #expect(fixture.store.lookups.isEmpty)
        #expect(fixture.acknowledged == ["acknowledge 0"])
        await fixture.handler().handle([])
        #expect(fixture.store.lookups.isEmpty)
    }

    @Test("a slow record of a batch does not hold up the others")
    func noBarrier() async {
        let gate = Latch()
        let handler = fixture.handler(.init(tracesTopic: nil)) { request async throws(CancellationError) in
            if request.id == "slow" { await gate.wait() }
            return .fixture(request)
        }
        async let handling: Void = handler.handle([
            fixture.request("slow", offset: 1), fixture.request("fast", offset: 2),
        ])
        #expect(await eventually { fixture.acknowledged == ["acknowledge 2"] })
        gate.open()
        await handling
        #expect(fixture.acknowledged == ["acknowledge 1", "acknowledge 2"])
    }

    @Test(
        "whatever time a record claims, it is worked on",
        arguments: [nil, 0, -1, .min, .max, Fixture.now + 86_400_000] as [Int64?])
    func timestamps(timestamp: Int64?) async throws {
        await fixture.handler().handle([fixture.request("e1", timestamp: timestamp)])
        let result = try #require(fixture.sink.messages(in: "evaluation.completed").first).value.object
        #expect(fixture.acknowledged.count == 1)
        let queued = result["timing"]?["queued_ms"]
        #expect(timestamp == nil ? queued == .null : queued?.number ?? -1 >= 0)
    }

    @Test("a trace context is passed on, also from a record that is delivered again")
    func traceContext() async {
        let context = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
        let message = fixture.message(
            #"{"evaluation_id":"e1","actual_output":"a"}"#, attributes: [Attribute("traceparent", context)])
        let handler = fixture.handler()
        await handler.handle([message])
        await handler.handle([message])
        #expect(fixture.sink.messages.count == 4)
        #expect(fixture.sink.messages.allSatisfy { $0.text(of: "traceparent") == context })
    }
}
