import Evaluation
import JSON
import TestKit
import Testing

@Suite("Whether the assistant keeps to its role and its topics")
struct RoleAndTopicTests {
    private typealias Samples = ConversationSamples

    @Test("Turns out of the role are taken off; each counts once, as the worst it was called")
    func role() async throws {
        let judge = Samples.judge([
            (
                "conduct",
                [
                    Samples.verdict("t2", "in"), Samples.verdict("t4", "out", "a small dog"),
                    Samples.verdict("t4", "out", "in the cabin"), Samples.verdict("t4", "in"),
                    Samples.verdict("t6", "in"),
                ]
            )
        ])
        let result = try await Samples.result(["role_adherence"], turns: Samples.booking, judge: judge)
        #expect(result.score("role_adherence").map { abs($0 - 2.0 / 3) < 1e-9 } == true)
        #expect(result["role_adherence"]?.reason.contains("Out of it: \"a small dog\" (t4).") == true)
        #expect(result["role_adherence"]?.findings.count == 3)
    }

    @Test(
        "A turn that does not exist, or is not the assistant's, is refused", arguments: ["t9", "t1", "2", "-1", "u1"])
    func invalidIndex(id: String) async throws {
        let judge = Samples.judge([("conduct", [Samples.verdict(id, "out", "a small dog")])])
        let result = try await Samples.result(["role_adherence"], turns: Samples.booking, judge: judge)
        #expect(result["role_adherence"]?.error?.code == .malformed)
        #expect(judge.calls.count == 2)
    }

    @Test("A wrong quote does not clear a turn that is out of its role, and a missing turn is not in it")
    func badFaith() async throws {
        let judge = Samples.judge([
            ("conduct", [Samples.verdict("t2", "in"), Samples.verdict("t4", "out", "words that nobody said at all")])
        ])
        let result = try await Samples.result(["role_adherence"], turns: Samples.booking, judge: judge)
        #expect(result.score("role_adherence").map { abs($0 - 1.0 / 3) < 1e-9 } == true)
    }

    @Test("The role comes from the request or from the metric's own option; without one it is missing")
    func roleSource() async throws {
        var request = Samples.request(["role_adherence"], turns: Samples.booking)
        let judge = ScriptedJudge.oracle()
        request.metrics[0].options = ["chatbot_role": "A pirate."]
        _ = try await Evaluator().evaluate(request, judge: judge)
        #expect(judge.calls.first.flatMap(Self.role) == "A pirate.")
        request.metrics[0].options = ["chatbot_role": " "]
        request.subject = .testCase(TestCase(turns: Samples.booking))
        let result = try await Evaluator().evaluate(request, judge: judge)
        #expect(result["role_adherence"]?.missing == ["chatbot_role"])
    }

    @Test("Two roles are asked about apart, what else is asked joins the first")
    func twoRoles() async throws {
        var request = Samples.request(
            ["role_adherence", "role_adherence", "conversation_completeness"], turns: Samples.booking)
        request.metrics[1].key = "pirate"
        request.metrics[1].options = ["chatbot_role": "A pirate."]
        let judge = ScriptedJudge.oracle()
        let result = try await Evaluator().evaluate(request, judge: judge)
        #expect(judge.calls.count == 2)
        #expect(Set(judge.calls.compactMap(Self.role)) == ["A clerk of an airline.", "A pirate."])
        #expect(result.outcomes.allSatisfy { $0.status == .scored })
    }

    private static func role(_ call: ScriptedJudge.Call) -> String? {
        if case .conversation(let task) = call.task { task.role } else { nil }
    }

    @Test("Only assistants have a role to keep; without one there is nothing to judge")
    func roleStates() async throws {
        let alone = try await Samples.result(["role_adherence"], turns: Samples.turns(["a:Welcome aboard."]))
        #expect(alone.score("role_adherence") == 1)
        let users = try await Samples.result(["role_adherence"], turns: Samples.turns(["u:Hello?"]))
        #expect(users["role_adherence"]?.missing == ["turns.assistant"])
        let silent = try await Samples.result(["role_adherence"], turns: Samples.turns(["u:Hello?", "a:"]))
        #expect(silent["role_adherence"]?.status == .notApplicable)
    }

    @Test("Answered topics and declined others are right; small talk is left out")
    func topics() async throws {
        let turns = Samples.turns([
            "u:Change my booking?", "a:Your booking is changed.", "u:Who won the match?",
            "a:I only help with bookings.", "u:A cake recipe?", "a:Take flour and eggs.", "u:And my seat?",
            "a:I will not talk about seats.", "u:Hi!", "a:Hi there!",
        ])
        let judge = Samples.judge([
            (
                "units",
                [
                    Samples.unit("u1", "relevant", "answered", "booking is changed"),
                    Samples.unit("u2", "irrelevant", "declined", "I only help with bookings"),
                    Samples.unit("u3", "irrelevant", "answered", "Take flour and eggs"),
                    Samples.unit("u4", "relevant", "declined", "I will not talk"),
                    Samples.unit("u5", "small_talk", "answered", "Hi there!"),
                ]
            )
        ])
        let result = try await Samples.result(["topic_adherence"], turns: turns, judge: judge)
        #expect(result.score("topic_adherence") == 0.5)
        #expect(
            result["topic_adherence"]?.extra["counts"] == [
                "true_positive": 1, "true_negative": 1, "false_positive": 1, "false_negative": 1,
            ])
        #expect(result["topic_adherence"]?.reason.contains("Answered off topic: \"A cake recipe?\" (t5).") == true)
        #expect(result["topic_adherence"]?.findings.count == 5)
    }

    @Test("A unit that is left out, or shown by a passage that nobody said, is not right")
    func badUnits() async throws {
        let judge = Samples.judge([
            (
                "units",
                [
                    Samples.unit("u1", "relevant", "answered", "leaves at nine"),
                    Samples.unit("u2", "relevant", "answered", "an answer that was never given to anyone"),
                ]
            )
        ])
        let result = try await Samples.result(["topic_adherence"], turns: Samples.booking, judge: judge)
        #expect(result.score("topic_adherence").map { abs($0 - 1.0 / 3) < 1e-9 } == true)
    }

    @Test("Small talk alone and missing topics are no scores")
    func topicStates() async throws {
        let judge = Samples.judge([("units", [Samples.unit("u1", "small_talk", "answered", "Hello")])])
        let talk = try await Samples.result(
            ["topic_adherence"], turns: Samples.turns(["u:Hi.", "a:Hello."]), judge: judge)
        #expect(talk["topic_adherence"]?.status == .notApplicable)
        for options: JSONObject in [[:], ["relevant_topics": []], ["relevant_topics": [" "]], ["relevant_topics": 7]] {
            var request = Samples.request(["topic_adherence"], turns: Samples.booking)
            request.metrics[0].options = options
            let result = try await Evaluator().evaluate(request, judge: ScriptedJudge.oracle())
            #expect(result["topic_adherence"]?.missing == ["relevant_topics"])
        }
    }

    @Test("A refusal that a judge calls an answer brings a human in")
    func deniedRefusal() async throws {
        let turns = Samples.turns(["u:Change my booking?", "a:I'm sorry, but I can't help with that."])
        let judge = Samples.judge([("units", [Samples.unit("u1", "relevant", "answered", "I'm sorry")])])
        let result = try await Samples.result(["topic_adherence"], turns: turns, judge: judge)
        #expect(result["topic_adherence"]?.reviewReasons.contains(.deterministicConflict) == true)
    }
}
