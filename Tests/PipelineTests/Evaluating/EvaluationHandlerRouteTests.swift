import Evaluation
import JSON
import Pipeline
import TestKit
import Testing

@Suite struct EvaluationHandlerRouteTests {
    private let fixture = Fixture()

    @Test(
        "a reply older than the deadline is not pushed to the waiting node, and goes everywhere else",
        arguments: [(55_000, true), (55_001, false), (0, true)] as [(Int64, Bool)])
    func lateReply(age: Int64, isPushed: Bool) async {
        await fixture.handler().handle([fixture.request("e1", timestamp: Fixture.now - age)])
        #expect(fixture.store.pushes.map(\.repliesToNode) == [isPushed])
        #expect(fixture.sink.messages(in: "evaluation.completed").count == 1)
        #expect(fixture.observer.lines.contains("late evaluation.requests-0-0") == !isPushed)
    }

    @Test("without a node nobody waits, and no reply is late")
    func lateWithoutNode() async {
        let payload = #"{"evaluation_id":"e1","campaign_id":"c1","input":"q","actual_output":"a"}"#
        await fixture.handler().handle([fixture.message(payload, timestamp: 0)])
        #expect(fixture.store.pushes.count == 1)
        #expect(!fixture.observer.lines.contains("late evaluation.requests-0-0"))
    }

    @Test("with a deadline of zero, or a record without a time, a reply is never late")
    func neverLate() async {
        await fixture.handler(.init(replyDeadline: 0)).handle([fixture.request("e1", timestamp: 0)])
        await fixture.handler().handle([fixture.request("e2", timestamp: nil)])
        #expect(fixture.store.pushes.map(\.repliesToNode) == [true, true])
    }

    @Test("a result that needs review goes to the reviewers alone, with the three fields they need")
    func review() async throws {
        let handler = fixture.handler(.init(tracesTopic: nil)) { request async throws(CancellationError) in
            .fixture(request, total: 0.4)
        }
        await handler.handle([fixture.request("e1")])
        #expect(fixture.sink.messages.map(\.queue) == ["evaluation.manual_review"])
        let review = try #require(fixture.sink.messages.first).value.object
        let stored = try #require(fixture.store.pushes.first).result.value.object
        #expect(review.keys == stored.keys + ["test_case_input", "actual_output", "auto_score"])
        for member in stored.members { #expect(review[member.key] == member.value) }
        #expect(review["status"] == "needs_review")
        #expect(review["review"] == ["required": true, "reasons": ["BAND"]])
        #expect(review["metadata"]?["flag"] == "NEEDS_HUMAN_REVIEW")
        #expect(review["test_case_input"] == "q")
        #expect(review["actual_output"] == "answer of e1")
        #expect(review["auto_score"] == 0.4)
    }

    @Test("where the configuration says so, it goes to both topics")
    func reviewsAreCompleted() async {
        let handler = fixture.handler(.init(tracesTopic: nil, publishesReviewsToCompleted: true)) {
            request async throws(CancellationError) in .fixture(request, confidence: 0.2)
        }
        await handler.handle([fixture.request("e1")])
        #expect(fixture.sink.messages.map(\.queue) == ["evaluation.completed", "evaluation.manual_review"])
        #expect(fixture.sink.messages.first?.value == fixture.store.pushes.first?.result.value)
        #expect(fixture.sink.messages.first?.value.object["confidence_flag"] == "low")
    }

    @Test("an audited result goes to both topics and is completed all the same")
    func audit() async {
        await fixture.handler(.init(tracesTopic: nil), policy: ReviewPolicy(auditRate: 1)).handle([
            fixture.request("e1")
        ])
        #expect(fixture.sink.messages.map(\.queue) == ["evaluation.completed", "evaluation.manual_review"])
        #expect(fixture.sink.messages.first?.value.object["status"] == "completed")
    }

    @Test("reviewers of a battle read both answers")
    func battle() async throws {
        let handler = fixture.handler(.init(tracesTopic: nil)) { request async throws(CancellationError) in
            .fixture(request, confidence: 0.1)
        }
        await handler.handle([
            fixture.message(#"{"evaluation_id":"b","user_input":"which?","response_a":"one","response_b":"two"}"#)
        ])
        let review = try #require(fixture.sink.messages(in: "evaluation.manual_review").first).value.object
        #expect(review["test_case_input"] == "which?")
        #expect(review["actual_output"] == "RESPONSE A:\none\n\nRESPONSE B:\ntwo")
    }

    @Test("each evaluation writes one trace event, behind the acknowledgement: it holds up nothing")
    func traces() async throws {
        await fixture.handler(.init(tracesTopic: "traces")).handle([fixture.request("e1")])
        let trace = try #require(fixture.sink.messages(in: "traces").first)
        #expect(
            trace.value.text
                == #"{"event":"llm_evaluation","service":"evaluation-worker","campaign_id":"c1","#
                + #""metrics":{"faithfulness":1.0,"faithfulness_reason":"because"},"model":"lexical","evaluation_id":"e1"}"#
        )
        #expect(fixture.log.all.suffix(2) == ["acknowledge 0", "publish traces e1"])
    }

    @Test("switched off there is none")
    func noTraces() async {
        await fixture.handler(.init(tracesTopic: nil)).handle([fixture.request("e1")])
        #expect(fixture.sink.calls == 1)
    }

    @Test(
        "a trace topic that fails is tried once and holds up nothing",
        arguments: [OutputError.unavailable("x"), .refused("x")])
    func tracesFail(error: OutputError) async {
        fixture.sink.setOutage(of: "traces", error)
        await fixture.handler().handle([fixture.request("e1")])
        #expect(fixture.sink.calls == 2)
        #expect(fixture.observer.lines.last == "trace dropped")
        #expect(fixture.acknowledged == ["acknowledge 0"])
        #expect(fixture.gate.isOpen)
    }
}
