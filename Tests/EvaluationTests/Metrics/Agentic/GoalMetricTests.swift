import Evaluation
import JSON
import TestKit
import Testing

@Suite("What an agent was to do, and did")
struct GoalMetricTests {
    private let booked = (
        id: "u1", goal: "Book the flight", met: "full", step: "st2" as String?,
        quote: "Booking ABC77 confirmed" as String?
    )

    @Test(
        "Goals that are met count one, those in part a half",
        arguments: [("full", 1.0), ("partial", 0.75), ("no", 0.5)])
    func shares(met: String, score: Double) async throws {
        let judge = AgentSamples.goals([
            booked, ("u1", "Take the cheapest", met, "st1", "VN123 Hanoi Danang 07:30, 55 euros"),
        ])
        let result = try await AgentSamples.result([AgentSamples.metric("task_completion")], judge: judge)
        #expect(result.score("task_completion") == score)
        #expect(result["task_completion"]?.findings.first?["step"] == "st2")
        #expect(result["task_completion"]?.findings.first?["quote"] == "Booking ABC77 confirmed")
    }

    @Test("A goal that no step bears out is not met, whatever the judge says")
    func unproven() async throws {
        for (step, quote) in [("st2", "Refund paid in full today"), (nil, nil), ("st1", nil)] as [(String?, String?)] {
            let judge = AgentSamples.goals([("u1", "Return money", "full", step, quote)])
            let result = try await AgentSamples.result([AgentSamples.metric("task_completion")], judge: judge)
            #expect(result.score("task_completion") == 0)
        }
    }

    @Test("The user's own words prove nothing")
    func selfCitation() async throws {
        let judge = AgentSamples.goals([("u1", "Book", "full", "u1", "Book the cheapest flight")])
        let result = try await AgentSamples.result([AgentSamples.metric("task_completion")], judge: judge)
        #expect(result.score("task_completion") == 0)
    }

    @Test("A quote from another step than the one named is found and corrected")
    func corrected() async throws {
        var goal = booked
        goal.step = "st1"
        let result = try await AgentSamples.result(
            [AgentSamples.metric("task_completion")], judge: AgentSamples.goals([goal]))
        #expect(result["task_completion"]?.findings.first?["step"] == "st2")
    }

    @Test("A message without an answer counts as not met, and the same goal said twice counts once")
    func coverage() async throws {
        let chat = TestCase(turns: [
            Turn(role: .user, content: "Book the cheapest flight from Hanoi to Danang."),
            Turn(role: .assistant, content: "Booking ABC77 confirmed, paid today."),
            Turn(role: .user, content: "What is the weather there?"), Turn(role: .assistant, content: "I do not know."),
        ])
        let judge = AgentSamples.goals([
            ("u1", "Book it", "full", "st1", "Booking ABC77 confirmed"),
            ("u1", "Book it", "full", "st1", "Booking ABC77 confirmed"),
        ])
        let result = try await AgentSamples.result(
            [AgentSamples.metric("task_completion"), AgentSamples.metric("goal_accuracy")], chat, judge: judge)
        #expect(result.score("task_completion") == 0.5)
        #expect(result["task_completion"]?.findings.last?["unanswered"] == true)
        #expect(result.score("goal_accuracy") == 0.5)
        #expect(judge.calls.count == 1)
    }

    @Test("Goal accuracy counts each message alike, task completion each goal")
    func perMessage() async throws {
        let chat = TestCase(turns: [
            Turn(role: .user, content: "Book a flight, a hotel and a car."),
            Turn(role: .assistant, content: "Flight F1, hotel H1 and car C1 are booked for you."),
            Turn(role: .user, content: "And a boat?"), Turn(role: .assistant, content: "There are no boats."),
        ])
        let quote = "Flight F1, hotel H1 and car C1"
        let judge = AgentSamples.goals([
            ("u1", "flight", "full", "st1", quote), ("u1", "hotel", "full", "st1", quote),
            ("u1", "car", "full", "st1", quote), ("u2", "boat", "no", nil, nil),
        ])
        let result = try await AgentSamples.result(
            [AgentSamples.metric("task_completion"), AgentSamples.metric("goal_accuracy")], chat, judge: judge)
        #expect(result.score("task_completion") == 0.75)
        #expect(result.score("goal_accuracy") == 0.5)
    }

    @Test("A message that asks for nothing is no goal, but one that asks is")
    func nothingAsked() async throws {
        let thanks = TestCase(input: "Thanks!", actualOutput: "You are welcome.")
        let judge = AgentSamples.goals([("u1", "none", "none", nil, nil)])
        let result = try await AgentSamples.result([AgentSamples.metric("task_completion")], thanks, judge: judge)
        #expect(result["task_completion"]?.status == .notApplicable)
        let asked = try await AgentSamples.result([AgentSamples.metric("task_completion")], judge: judge)
        #expect(asked["task_completion"]?.error?.code == .malformed)
    }

    @Test("The operator's task replaces what the messages ask for, is answered once, and is a goal")
    func task() async throws {
        let metric = AgentSamples.metric("task_completion", ["task": ["Book VN123", "Send a receipt"]])
        let proof = ("st2" as String?, "Booking ABC77 confirmed" as String?)
        let judge = AgentSamples.goals([("g1", "x", "full", proof.0, proof.1), ("g2", "y", "none", nil, nil)])
        let result = try await AgentSamples.result([metric], judge: judge)
        #expect(result.score("task_completion") == 0.5)
        #expect(result["task_completion"]?.findings.map { $0["goal"]?.string } == ["Book VN123", "Send a receipt"])
        let twice = AgentSamples.goals([("g1", "x", "full", proof.0, proof.1), ("g1", "x", "full", proof.0, proof.1)])
        #expect(try await AgentSamples.result([metric], judge: twice)["task_completion"]?.error?.code == .malformed)
        let foreign = AgentSamples.goals([("u1", "x", "full", proof.0, proof.1)])
        #expect(try await AgentSamples.result([metric], judge: foreign)["task_completion"]?.error?.code == .malformed)
    }

    @Test("An agent that did nothing scores 0 without a call; without input or output nothing is scored")
    func honestStates() async throws {
        let judge = ScriptedJudge.oracle()
        let metrics = ["task_completion", "goal_accuracy"].map { AgentSamples.metric($0) }
        let idle = try await AgentSamples.result(metrics, TestCase(input: "Do it", actualOutput: " "), judge: judge)
        let mute = try await AgentSamples.result(metrics, TestCase(input: "Do it"), judge: judge)
        let unasked = try await AgentSamples.result(metrics, TestCase(actualOutput: "Done."), judge: judge)
        for key in ["task_completion", "goal_accuracy"] {
            #expect(idle.score(key) == 0)
            #expect(mute[key]?.missing == ["actual_output"])
            #expect(unasked[key]?.missing == ["input"])
        }
        #expect(judge.calls.isEmpty)
    }

    @Test("With MCP servers the primitives that were used are named")
    func mcp() async throws {
        var testCase = AgentSamples.flight
        testCase.mcpServers = [
            [
                "name": "air", "tools": [["name": "book_flight"], ["name": "refund"]],
                "resources": [["uri": "air://fares"]],
            ]
        ]
        let result = try await AgentSamples.result(
            [AgentSamples.metric("mcp_task_completion")], testCase, judge: AgentSamples.goals([booked]))
        #expect(result.score("mcp_task_completion") == 1)
        #expect(result["mcp_task_completion"]?.extra["mcp_primitives_used"] == ["tools": ["book_flight"]])
        #expect(result["mcp_task_completion"]?.extra["mcp_primitives_offered"] == 3)
        let without = try await AgentSamples.result([AgentSamples.metric("mcp_task_completion")])
        #expect(without["mcp_task_completion"]?.missing == ["mcp_servers"])
    }

    @Test("Without a verified quote nothing good is surer than 0.6, with one it is")
    func confidence() async throws {
        let quoted = try await AgentSamples.result(
            [AgentSamples.metric("task_completion")], judge: AgentSamples.goals([booked]))
        #expect(try #require(quoted["task_completion"]?.confidence) > 0.9)
        var bare = booked
        bare.goal = "flight VN123 booking"
        bare.quote = nil
        let unquoted = try await AgentSamples.result(
            [AgentSamples.metric("task_completion")], judge: AgentSamples.goals([bare]))
        #expect(unquoted.score("task_completion") == 1)
        #expect(try #require(unquoted["task_completion"]?.confidence) <= 0.6)
    }
}
