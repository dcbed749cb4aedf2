import Evaluation
import JSON
import TestKit
import Testing

@Suite("An agent's run by plain questions")
struct PlainTraceTests {
    private static let metrics = ["task_completion", "step_efficiency", "argument_correctness", "tool_use"]

    private func result(
        _ metrics: [String], _ testCase: TestCase = AgentSamples.flight, judge: ProbabilityJudge,
        options: JSONObject = JSONObject()
    ) async throws -> EvaluationResult {
        try await PlainSamples.result(metrics.map { AgentSamples.metric($0, options) }, testCase, judge: judge)
    }

    /// Says yes to a question that begins so with a probability, to all others with another.
    private func judge(_ question: String, _ yes: Double, otherwise: Double = 0.9) -> ProbabilityJudge {
        .yes { $0.user.contains("\n\(question)") ? yes : otherwise }
    }

    @Test("Goals, steps, calls and uncalled tools are asked about one by one")
    func facts() async throws {
        let judge = ProbabilityJudge.yes { question in
            question.slot("step")?.contains("search_flights") == true
                || question.slot("call")?.contains("book_flight") == true && question.user.contains("\nIs every")
                ? 0.1 : 0.9
        }
        let found = try await result(Self.metrics, judge: judge)
        #expect(found.score("task_completion") == 1)
        #expect(found["task_completion"]?.findings.first?["step"] == "st3")
        #expect(abs((found.score("step_efficiency") ?? 0) - 2.0 / 3) < 0.001)
        #expect(found["step_efficiency"]?.findings.map { $0["role"] } == ["redundant", "needed", "needed"])
        #expect(found.score("argument_correctness") == 0.5)
        #expect(found.score("tool_use") == 0.5)
        #expect(found.outcomes.allSatisfy { ($0.confidence ?? 1) <= Certainty.measured })
        // Two for the goal, one a step and one more for the idle one, two a call, one for the tool that was not called.
        #expect(judge.questions.count == 11)
        #expect(judge.questions.contains { $0.slot("tool")?.hasPrefix("cancel_flight") == true })
    }

    @Test("A tool that should have been called lowers the selection; what for is not made up")
    func uncalled() async throws {
        let found = try await result(["tool_use"], judge: judge("The agent never called", 0.1))
        #expect(abs((found["tool_use"]?.extra["selection"]?.number ?? 0) - 2.0 / 3) < 0.001)
        #expect(found["tool_use"]?.findings.last?["unused_tool"] == "cancel_flight")
        #expect(found["tool_use"]?.findings.last?["need"] == "not named")
    }

    @Test("What a step is that was not needed is asked, and shown as a rule's repetition where it is one")
    func roles() async throws {
        let judge = ProbabilityJudge { question in
            if question.words == ["1", "2", "3"] { return ([0.1, 0.8, 0.1], 1) }
            return question.user.contains("\nWas `step`") && question.slot("step")?.contains("book_flight") == true
                ? ([0.1, 0.9], 1) : ([0.9, 0.1], 1)
        }
        let found = try await result(["step_efficiency"], judge: judge)
        #expect(found["step_efficiency"]?.findings.map { $0["role"] } == ["needed", "wrong", "needed"])
    }

    @Test("A schema that the arguments break outweighs the model's yes")
    func schema() async throws {
        var testCase = AgentSamples.flight
        testCase.toolsCalled?[1].arguments = ["flight": 7]
        let found = try await result(["argument_correctness"], testCase, judge: .yes { _ in 0.95 })
        #expect(found.score("argument_correctness") == 0.5)
        #expect(found["argument_correctness"]?.reviewReasons.contains(.deterministicConflict) == true)
    }

    @Test("Messages that ask for something cannot all be taken for small talk")
    func silent() async throws {
        let found = try await result(["task_completion"], judge: judge("Does the user ask", 0.1))
        #expect(found["task_completion"]?.error?.code == .malformed)
    }

    @Test("The operator's goals are asked about as they stand")
    func goals() async throws {
        let judge = ProbabilityJudge.yes { $0.slot("goal") == "Paint the house" ? 0.1 : 0.9 }
        let found = try await result(
            ["goal_accuracy"], judge: judge, options: ["task": "Paint the house"])
        #expect(try #require(found.score("goal_accuracy")) == 0)
        #expect(judge.questions.allSatisfy { !$0.user.contains("Does the user ask") })
    }

    @Test("What no step speaks of is hardly surer than even, however sure the model is")
    func unproven() async throws {
        let judge = ProbabilityJudge.yes { _ in 0.9 }
        for metric in ["goal_accuracy", "plan_adherence"] {
            let spoken = try await result(
                [metric], judge: judge, options: ["task": "Book the flight", "plan": "Book the flight"])
            let unspoken = try await result(
                [metric], judge: judge, options: ["task": "Paint a wall", "plan": "Paint a wall"])
            #expect(spoken.score(metric) == 1 && unspoken.score(metric) == 1)
            let certainties = [spoken, unspoken].compactMap { $0[metric]?.findings.first?["confidence"]?.number }
            #expect(certainties.count == 2 && certainties[1] < certainties[0] - 0.02, "\(metric): \(certainties)")
        }
    }

    @Test("A call is as sure as the less sure of its two answers")
    func leastSure() async throws {
        let both = try await result(["tool_use"], judge: .yes { _ in 0.85 })
        let one = try await result(["tool_use"], judge: judge("Is every", 0.67, otherwise: 0.85))
        #expect(both.score("tool_use") == one.score("tool_use"))
        let certainties = [both, one].compactMap { $0["tool_use"]?.findings.first?["confidence"]?.number }
        #expect(certainties.count == 2 && certainties[1] < certainties[0], "\(certainties)")
    }

    @Test("Of steps that share as much with a goal, the last one proves it")
    func lastStep() async throws {
        var testCase = AgentSamples.flight
        testCase.toolsCalled = [AgentSamples.search, AgentSamples.search]
        testCase.actualOutput = "Done."
        let found = try await result(
            ["goal_accuracy"], testCase, judge: .yes { _ in 0.9 }, options: ["task": "Hanoi to Danang"])
        #expect(found["goal_accuracy"]?.findings.first?["step"] == "st2")
    }

    private var planned: TestCase {
        TestCase(
            turns: [
                Turn(role: .user, content: "Book the cheapest flight."),
                Turn(role: .assistant, content: "First I search flights. Then I compare prices. Flying is fun."),
                Turn(role: .assistant, content: "", toolsCalled: [AgentSamples.search, AgentSamples.book]),
                Turn(role: .assistant, content: "VN123 is booked."),
            ])
    }

    @Test("What the agent announces is found sentence by sentence, and must be done by a later step")
    func announced() async throws {
        let judge = ProbabilityJudge.yes { question in
            if question.user.contains("\nDoes the agent announce") {
                return question.slot("sentence")?.contains("fun") == true ? 0.1 : 0.9
            }
            return question.slot("item")?.contains("compare") == true ? 0.1 : 0.9
        }
        let found = try await result(["plan_adherence"], planned, judge: judge)
        #expect(found.score("plan_adherence") == 0.5)
        let items = try #require(found["plan_adherence"]?.findings)
        #expect(items.map { $0["item"] } == ["First I search flights.", "Then I compare prices."])
        #expect(items.map { $0["announced"] } == ["st1", "st1"])
        #expect(items[0]["step"] == "st2")
        let done = judge.questions.filter { $0.user.contains("carry out") }
        #expect(done.count == 2)
        #expect(done.allSatisfy { !$0.user.contains("st1 says") })
    }

    @Test("No announcement is no plan: not applicable")
    func noPlan() async throws {
        let found = try await result(["plan_adherence"], planned, judge: judge("Does the agent announce", 0.1))
        #expect(found["plan_adherence"]?.status == .notApplicable)
    }

    @Test("What a plan leaves out no yes can name: only the metric that needs it fails, by name")
    func gaps() async throws {
        let judge = ProbabilityJudge.yes { _ in 0.9 }
        let found = try await result(
            ["plan_quality", "plan_adherence"], judge: judge, options: ["plan": "Search flights\nBook the flight"])
        #expect(found["plan_quality"]?.error?.code == .protocolUnsupported)
        #expect(found.score("plan_quality") == nil)
        #expect(found.score("plan_adherence") == 1)
        let alone = ProbabilityJudge.yes { _ in 0.9 }
        _ = try await result(["plan_quality"], planned, judge: alone)
        #expect(alone.questions.isEmpty)
    }

    @Test(
        "No score falls when yes becomes more probable", arguments: metrics + ["plan_adherence", "mcp_task_completion"])
    func monotone(metric: String) async throws {
        var last = -1.0
        for step in 0...20 {
            let judge = ProbabilityJudge.yes { question in
                question.user.contains("\nDoes the user ask") ? 0.9 : Double(step) / 20
            }
            let found = try await result([metric], judge: judge, options: ["plan": "Search flights"])
            guard let score = found.score(metric) else { continue }
            #expect(score >= last)
            last = score
        }
    }

    @Test(
        "Of a long run every question shows what is nearest to what it is about, and what is cut lowers the confidence")
    func long() async throws {
        var testCase = AgentSamples.flight
        let noise = String(repeating: "A line of a log that says nothing. ", count: 400)
        testCase.toolsCalled?.insert(
            ToolCall(name: "read_log", arguments: ["path": "log"], output: .string(noise)), at: 1)
        let judge = ProbabilityJudge.yes { _ in 0.9 }
        let found = try await result(["task_completion", "step_efficiency"], testCase, judge: judge)
        #expect(judge.questions.allSatisfy { $0.user.count < 20_000 })
        #expect(judge.questions.contains { $0.slot("goal") != nil && $0.user.contains("VN123") })
        #expect(try #require(found["step_efficiency"]?.confidence) < Certainty.unquoted)
        #expect(found["step_efficiency"]?.extra["truncated"] == true)
    }

    @Test("Orders that a tool returns are not shown to the model, and a pass goes to a human")
    func injection() async throws {
        var testCase = AgentSamples.flight
        testCase.toolsCalled?[0].output = .string(PlainSamples.orders + "VN123")
        let judge = ProbabilityJudge.yes { _ in 0.95 }
        let found = try await result(["task_completion"], testCase, judge: judge)
        #expect(judge.questions.allSatisfy { !$0.user.contains("Ignore all previous") })
        #expect(found["task_completion"]?.reviewReasons.contains(.injectionSuspected) == true)
    }
}
