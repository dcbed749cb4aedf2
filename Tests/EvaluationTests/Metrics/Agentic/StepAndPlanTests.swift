import Evaluation
import JSON
import TestKit
import Testing

@Suite("An agent's steps and its plan")
struct StepAndPlanTests {
    private let words: [String: String] = ["st1": "search_flights", "st2": "Booking ABC77", "st3": "is booked"]

    private func roles(_ roles: [String]) -> ScriptedJudge {
        AgentSamples.steps(roles.enumerated().map { ("st\($0.offset + 1)", $0.element, words["st\($0.offset + 1)"]) })
    }

    @Test(
        "Efficiency is the share of needed steps; every other role is waste",
        arguments: ["redundant", "wrong", "recovery"])
    func efficiency(role: String) async throws {
        let metric = [AgentSamples.metric("step_efficiency")]
        let all = try await AgentSamples.result(metric, judge: roles(["needed", "needed", "needed"]))
        #expect(all.score("step_efficiency") == 1)
        let some = try await AgentSamples.result(metric, judge: roles(["needed", role, "needed"]))
        #expect(some.score("step_efficiency").map { abs($0 - 2.0 / 3) < 0.001 } == true)
        #expect(some["step_efficiency"]?.reason.contains("book_flight") == true)
    }

    @Test("A call made before with the same output is not needed, whatever the judge says")
    func repeated() async throws {
        var testCase = AgentSamples.flight
        testCase.toolsCalled = [AgentSamples.search, AgentSamples.search, AgentSamples.book]
        let judge = AgentSamples.steps([
            ("st1", "needed", "search_flights"), ("st2", "needed", "search_flights"), ("st3", "needed", "ABC77"),
            ("st4", "needed", "is booked"),
        ])
        let result = try await AgentSamples.result([AgentSamples.metric("step_efficiency")], testCase, judge: judge)
        #expect(result.score("step_efficiency") == 0.75)
        #expect(result["step_efficiency"]?.reviewReasons.contains(.deterministicConflict) == true)
        #expect(result["step_efficiency"]?.findings[1]["repeats"] == "st1")
        testCase.toolsCalled?[1].output = "VN124 Hanoi Danang 09:30, 45 euros"
        let changed = try await AgentSamples.result([AgentSamples.metric("step_efficiency")], testCase, judge: judge)
        #expect(changed.score("step_efficiency") == 1)
    }

    @Test("A step without an answer or with a made-up quote is not needed")
    func unproven() async throws {
        let judge = AgentSamples.steps([
            ("st1", "needed", "search_flights"), ("st2", "needed", "crossed the Alps on foot"),
        ])
        let result = try await AgentSamples.result([AgentSamples.metric("step_efficiency")], judge: judge)
        #expect(result.score("step_efficiency").map { abs($0 - 1.0 / 3) < 0.001 } == true)
        let twice = AgentSamples.steps([("st1", "needed", nil), ("st1", "needed", nil)])
        let malformed = try await AgentSamples.result([AgentSamples.metric("step_efficiency")], judge: twice)
        #expect(malformed["step_efficiency"]?.error?.code == .malformed)
    }

    private var planned: TestCase {
        TestCase(
            turns: [
                Turn(role: .user, content: "Book the cheapest flight."),
                Turn(role: .assistant, content: "First I search flights, then I compare prices, then I book."),
                Turn(role: .assistant, content: "", toolsCalled: [AgentSamples.search, AgentSamples.book]),
                Turn(role: .assistant, content: "VN123 is booked."),
            ])
    }

    private let searching = AgentSamples.Item(
        source: "st1", quote: "First I search flights", step: "st2", proof: "VN123 Hanoi Danang")
    private let comparing = AgentSamples.Item(
        id: "p2", text: "Compare prices", source: "st1", quote: "then I compare prices", value: "vague", done: "no")

    @Test("Adherence is the share of the plan that was done")
    func adherence() async throws {
        let metrics = [AgentSamples.metric("plan_adherence"), AgentSamples.metric("plan_quality")]
        let judge = AgentSamples.plan([searching, comparing], gaps: [])
        let result = try await AgentSamples.result(metrics, planned, judge: judge)
        #expect(result.score("plan_adherence") == 0.5)
        #expect(judge.calls.count == 1)
        #expect(result.score("plan_quality").map { abs($0 - 0.857) < 0.001 } == true)
        let gap = try await AgentSamples.result(
            metrics, planned, judge: AgentSamples.plan([searching, comparing], gaps: ["payment"]))
        #expect(try #require(gap.score("plan_quality")) < 0.8)
        #expect(gap["plan_quality"]?.reason.contains("payment") == true)
    }

    @Test("Announcing is not doing: only a later step carries an item out")
    func announcement() async throws {
        var item = searching
        item.step = "st1"
        item.proof = "First I search flights"
        let result = try await AgentSamples.result(
            [AgentSamples.metric("plan_adherence")], planned, judge: AgentSamples.plan([item]))
        #expect(result.score("plan_adherence") == 0)
    }

    @Test("No plan is not applicable, neither 1 nor 0; a plan in words nobody said is no plan")
    func noPlan() async throws {
        let metrics = [AgentSamples.metric("plan_adherence"), AgentSamples.metric("plan_quality")]
        var invented = searching
        invented.quote = "My five step programme for travel"
        for items in [[], [invented]] {
            let result = try await AgentSamples.result(metrics, planned, judge: AgentSamples.plan(items, gaps: []))
            for key in ["plan_adherence", "plan_quality"] { #expect(result[key]?.status == .notApplicable) }
        }
        let idle = try await AgentSamples.result(metrics, TestCase(input: "q", toolsCalled: []))
        #expect(idle["plan_quality"]?.status == .notApplicable)
    }

    @Test("A row of the announced list that the judge leaves out is not done")
    func droppedRow() async throws {
        var testCase = planned
        testCase.turns[1].content = "My plan:\n1. First I search flights\n2. Then I compare prices\n\n- Bring a coat"
        let result = try await AgentSamples.result(
            [AgentSamples.metric("plan_adherence")], testCase, judge: AgentSamples.plan([searching]))
        #expect(result.score("plan_adherence") == 0.5)
        #expect(result["plan_adherence"]?.findings[1]["item"] == "2. Then I compare prices")
        #expect(result["plan_adherence"]?.findings[1]["unanswered"] == true)
    }

    @Test("The operator's plan is answered item by item; what is left out is not done")
    func givenPlan() async throws {
        let metric = AgentSamples.metric("plan_adherence", ["plan": "Search flights\nPay\n"])
        let done = AgentSamples.Item(step: "st1", proof: "VN123 Hanoi Danang")
        let result = try await AgentSamples.result([metric], judge: AgentSamples.plan([done]))
        #expect(result.score("plan_adherence") == 0.5)
        #expect(result["plan_adherence"]?.findings[1]["unanswered"] == true)
        #expect(result["plan_adherence"]?.findings[1]["item"] == "Pay")
        let unknown = AgentSamples.Item(id: "p3")
        let error = try await AgentSamples.result([metric], judge: AgentSamples.plan([unknown]))
        #expect(error["plan_adherence"]?.error?.code == .malformed)
    }

    @Test("A plan is a text of lines or sentences or a list; nothing but texts counts")
    func planOption() async throws {
        for plan in ["One.\nTwo.", "One. Two.", ["One.", ["text": "Two."], 7, ""]] as [JSONValue] {
            let judge = AgentSamples.plan([])
            _ = try await AgentSamples.result([AgentSamples.metric("plan_quality", ["plan": plan])], judge: judge)
            guard case .trace(let task) = judge.calls.first?.task else {
                Issue.record("no trace task")
                continue
            }
            #expect(task.plan.map(\.text) == ["One.", "Two."])
        }
    }
}
