import Evaluation
import JSON
import TestKit
import Testing

@Suite("Whether assistant turns answer the turns before them")
struct TurnRelevancyTests {
    private typealias Samples = ConversationSamples

    private func result(
        _ verdicts: [JSONObject], turns: [Turn] = Samples.booking
    ) async throws -> EvaluationResult {
        try await Samples.result(["turn_relevancy"], turns: turns, judge: Samples.judge([("relevance", verdicts)]))
    }

    @Test("Relevant turns count whole, partial ones half, irrelevant ones and refusals nothing")
    func formula() async throws {
        let result = try await result([
            Samples.verdict("t2", "relevant", "leaves at nine"), Samples.verdict("t4", "partial", "a small dog"),
            Samples.verdict("t6", "irrelevant"),
        ])
        #expect(result.score("turn_relevancy") == 0.5)
        let outcome = try #require(result["turn_relevancy"])
        #expect(outcome.reason.contains("1 of 3 assistant turns relevant, 1 in part."))
        #expect(outcome.reason.contains("\"Thanks for flying with us.\" (t6)"))
        #expect(outcome.findings.first?["quote"] == "leaves at nine")
        #expect(outcome.findings.first?["start"] == 12)
        let declined = try await self.result([
            Samples.verdict("t2", "relevant", "leaves at nine"), Samples.verdict("t4", "declines"),
            Samples.verdict("t6", "declines"),
        ])
        #expect(declined.score("turn_relevancy").map { abs($0 - 1.0 / 3) < 1e-9 } == true)
    }

    @Test("A turn that the judge leaves out is not relevant, and that is not sure")
    func missingTurn() async throws {
        let result = try await result([Samples.verdict("t2", "relevant", "leaves at nine")])
        #expect(result.score("turn_relevancy").map { abs($0 - 1.0 / 3) < 1e-9 } == true)
        #expect(result["turn_relevancy"]?.findings.count == 3)
        #expect(result["turn_relevancy"]?.findings.last?["unanswered"] == true)
    }

    @Test("A passage that the turn does not hold does not make it relevant")
    func forgedPassage() async throws {
        let result = try await result([
            Samples.verdict("t2", "relevant", "leaves at nine"), Samples.verdict("t4", "relevant", "small dog"),
            Samples.verdict("t6", "relevant", "your luggage goes free of charge"),
        ])
        #expect(result.score("turn_relevancy").map { abs($0 - 2.0 / 3) < 1e-9 } == true)
        #expect(result["turn_relevancy"]?.reviewReasons.contains(.quotesRejected) == true)
        let borrowed = try await self.result([
            Samples.verdict("t2", "relevant", "a small dog"), Samples.verdict("t4", "relevant", "a small dog"),
            Samples.verdict("t6", "relevant", "flying with us"),
        ])
        #expect(borrowed.score("turn_relevancy").map { abs($0 - 2.0 / 3) < 1e-9 } == true)
    }

    @Test("Without any passage nothing is surer than 0.6")
    func unquoted() async throws {
        let result = try await result(["t2", "t4", "t6"].map { Samples.verdict($0, "relevant") })
        #expect(result.score("turn_relevancy") == 1)
        #expect(try #require(result["turn_relevancy"]?.confidence) <= 0.6)
    }

    @Test("A refusal is not relevant, whatever the judge says")
    func refusal() async throws {
        let turns = Samples.turns(["u:How tall is the tower?", "a:I'm sorry, but I can't help with that."])
        let result = try await result([Samples.verdict("t2", "relevant", "I'm sorry")], turns: turns)
        #expect(result.score("turn_relevancy") == 0)
        #expect(result["turn_relevancy"]?.reason.contains("Declined") == true)
    }

    @Test(
        "A reply without words is not relevant, and nobody is asked about it", arguments: ["", "  ", "...", "\u{200B}"])
    func silence(content: String) async throws {
        let turns = [Turn(role: .user, content: "Hello?"), Turn(role: .assistant, content: content)]
        let judge = ScriptedJudge.oracle()
        let result = try await Samples.result(["turn_relevancy"], turns: turns, judge: judge)
        #expect(result.score("turn_relevancy") == 0)
        #expect(judge.calls.isEmpty)
        #expect(try #require(result["turn_relevancy"]?.confidence) > 0.9)
    }

    @Test("A call of a tool without words is no reply, and neither is what system and tools say")
    func toolCalls() async throws {
        let turns = Samples.turns([
            "s:Be kind.", "u:Time of the train?", "a:", "t:09:00", "a:The train leaves at nine.",
        ])
        let judge = ScriptedJudge.oracle()
        let result = try await Samples.result(["turn_relevancy"], turns: turns, judge: judge)
        #expect(result.score("turn_relevancy") == 1)
        #expect(result["turn_relevancy"]?.findings.count == 1)
        guard case .conversation(let task) = judge.calls.first?.task else {
            Issue.record("no conversation task")
            return
        }
        #expect(task.judged.map(\.id) == ["t5"])
        #expect(task.lines.map(\.id) == ["t1", "t2", "t3", "t4", "t5"])
    }

    @Test("Nothing to judge is never a perfect score")
    func nothingToJudge() async throws {
        let judge = ScriptedJudge.oracle()
        func outcome(_ texts: [String]) async throws -> MetricOutcome? {
            try await Samples.result(["turn_relevancy"], turns: Samples.turns(texts), judge: judge)["turn_relevancy"]
        }
        let none = try await outcome([])
        #expect(none?.missing == ["turns"])
        let users = try await outcome(["u:Hello?", "u:Anybody?"])
        #expect(users?.missing == ["turns.assistant"])
        let assistants = try await outcome(["a:Hello.", "a:Hello again."])
        #expect(assistants?.missing == ["turns.user"])
        let opening = try await outcome(["a:Hello, how can I help?", "u:Bye."])
        #expect(opening?.status == .notApplicable)
        for state in [none, users, assistants, opening] { #expect(state?.score == nil) }
        #expect(judge.calls.isEmpty)
    }

    @Test("The opening of the assistant is not read as an answer")
    func opening() async throws {
        let turns = Samples.turns(["a:Welcome aboard.", "u:Is there a dog?", "a:The dog is here."])
        let result = try await Samples.result(["turn_relevancy"], turns: turns)
        #expect(result.score("turn_relevancy") == 1)
        #expect(result["turn_relevancy"]?.findings.count == 1)
    }

    @Test("The window reaches the judge, and two windows are asked apart")
    func window() async throws {
        var request = Samples.request(["turn_relevancy", "turn_relevancy"], turns: Samples.booking)
        request.metrics[1].key = "near"
        request.metrics[1].options = ["window_size": 2]
        let judge = ScriptedJudge.oracle()
        let result = try await Evaluator().evaluate(request, judge: judge)
        let windows = judge.calls.compactMap { call in
            if case .conversation(let task) = call.task { task.window } else { nil }
        }
        #expect(windows.sorted() == [2, 10])
        #expect(result["near"]?.extra["window_size"] == 2)
    }

    @Test("A Vietnamese conversation works, with its passages found")
    func vietnamese() async throws {
        let turns = Samples.turns(["u:Thủ đô của Việt Nam là gì?", "a:Thủ đô của Việt Nam là Hà Nội."])
        let result = try await result([Samples.verdict("t2", "relevant", "là Hà Nội")], turns: turns)
        #expect(result.score("turn_relevancy") == 1)
        #expect(result["turn_relevancy"]?.findings.first?["quote"] == "là Hà Nội")
    }
}
