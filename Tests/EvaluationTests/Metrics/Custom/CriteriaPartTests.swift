import Evaluation
import JSON
import TestKit
import Testing

@Suite("The parts that a criterion looks at")
struct CriteriaPartTests {
    private func task(
        _ parameters: [String], _ testCase: TestCase, id: String = "g_eval"
    ) async throws -> (labels: [String], texts: [String], outcome: MetricOutcome?) {
        let judge = ScriptedJudge.oracle()
        let metric = MetricRequest(key: "m", id: id, criteria: "Is kind.", parameters: parameters)
        let result = try await Evaluator().evaluate(CriteriaSamples.request([metric], testCase), judge: judge)
        guard case .criteria(let task) = judge.calls.first?.task else { return ([], [], result["m"]) }
        return (task.parts.map(\.label), task.parts.map(\.text), result["m"])
    }

    @Test(
        "Every part of a test case can be named, and is missing when it is not there", arguments: TestCaseField.allCases
    )
    func fields(field: TestCaseField) async throws {
        let full = TestCase(
            input: "i", actualOutput: "o", expectedOutput: "e", context: ["c"], retrievalContext: ["r"],
            toolsCalled: [ToolCall(name: "t")], expectedTools: [ToolCall(name: "t")],
            turns: [Turn(role: .user, content: "u"), Turn(role: .assistant, content: "a")],
            availableTools: [ToolDescription(name: "t", summary: "does it")], scenario: "s", expectedOutcome: "x",
            chatbotRole: "k", mcpServers: ["m"], trace: ["z": 1])
        let found = try await task([field.rawValue], full)
        #expect(found.labels == (field == .turns ? ["t1 user", "t2 assistant"] : [field.rawValue]))
        #expect(found.outcome?.status == .scored)
        let missing = try await task([field.rawValue], TestCase())
        #expect(missing.outcome?.status == .insufficientInput)
        #expect(missing.outcome?.missing == [field.rawValue])
    }

    @Test("A name that is no part is missing, never left out silently")
    func unknown() async throws {
        let found = try await task(["actual_output", "mood"], TestCase(actualOutput: "o"))
        #expect(found.outcome?.status == .insufficientInput)
        #expect(found.outcome?.missing == ["mood"])
    }

    @Test("A conversation's turns come with their roles and calls of tools; so does a criterion for conversations")
    func turns() async throws {
        let testCase = TestCase(turns: [
            Turn(role: .user, content: "Hi"),
            Turn(role: .assistant, content: "Hello", toolsCalled: [ToolCall(name: "wave")]),
        ])
        let named = try await task(["TurnParams.CONTENT", "role"], testCase)
        #expect(named.labels == ["t1 user", "t2 assistant"])
        #expect(named.texts.first == "Hi")
        #expect(named.texts.last?.hasPrefix("Hello\ntools_called: ") == true)
        let conversational = try await task([], testCase, id: "conversational_g_eval")
        #expect(conversational.texts == named.texts)
        let none = try await task([], TestCase(actualOutput: "o"), id: "conversational_g_eval")
        #expect(none.outcome?.missing == ["turns"])
    }

    @Test("An empty answer fails by rule only where the criterion looks at it")
    func silence() async throws {
        let silent = TestCase(actualOutput: " ", turns: [Turn(role: .user, content: "Hi")])
        #expect(try await task([], silent).outcome?.score == .zero)
        #expect(try await task([], silent).labels.isEmpty)
        #expect(try await task(["turns"], silent).labels == ["t1 user"])
    }
}
