import Evaluation
import JSON
import TestKit
import Testing

@Suite("Agentic mistakes of other evaluators")
struct AgenticMistakeTests {
    @Test("A judge that gives a score of 8 is told off, not believed")
    func unclampedScore() async throws {
        for answer in [#"{"task":"t","outcome":"o","verdict":8.0}"#, #"{"reasoning":"r","goals":[],"score":8.0}"#] {
            let result = try await AgentSamples.result([AgentSamples.metric("task_completion")], judge: .fixed(answer))
            #expect(result["task_completion"]?.error?.code == .malformed)
            #expect(result.score("task_completion") == nil)
        }
    }

    @Test("No verdicts at all are no perfect score")
    func noVerdicts() async throws {
        let empty = #"{"reasoning":"r","goals":[]}"#
        let goals = try await AgentSamples.result([AgentSamples.metric("task_completion")], judge: .fixed(empty))
        #expect(goals.score("task_completion") == 0)
        let steps = try await AgentSamples.result(
            [AgentSamples.metric("step_efficiency")], judge: .fixed(#"{"reasoning":"r","steps":[]}"#))
        #expect(steps.score("step_efficiency") == 0)
        let calls = try await AgentSamples.result(
            [AgentSamples.metric("argument_correctness")], judge: AgentSamples.calls([], unused: []))
        #expect(calls.score("argument_correctness") == 0)
    }

    @Test("The wrong tool gets another result than the right one, whatever else is equal")
    func wrongTool() async throws {
        var testCase = AgentSamples.flight
        testCase.expectedTools = [ToolCall(name: "book_flight")]
        let metric = [AgentSamples.metric("tool_correctness")]
        #expect(try await AgentSamples.result(metric, testCase).score("tool_correctness") == 1)
        testCase.toolsCalled = [ToolCall(name: "cancel_flight")]
        #expect(try await AgentSamples.result(metric, testCase).score("tool_correctness") == 0)
        let first = TraceTask(aspects: .goals, lines: [.init(id: "st1", kind: .call, text: "a {}")])
        let second = TraceTask(aspects: .goals, lines: [.init(id: "st1", kind: .call, text: "b {}")])
        #expect(JudgeTask.trace(first) != JudgeTask.trace(second))
    }

    @Test("Out-of-vocabulary verdicts and unknown ids are errors, not dropped")
    func vocabulary() async throws {
        let yes = AgentSamples.goals([("u1", "g", "yes", nil, nil)])
        let unknown = AgentSamples.goals([("u7", "g", "no", nil, nil)])
        let step = AgentSamples.goals([("u1", "g", "full", "st77", nil)])
        for judge in [yes, unknown, step] {
            let result = try await AgentSamples.result([AgentSamples.metric("task_completion")], judge: judge)
            #expect(result["task_completion"]?.error?.code == .malformed)
            #expect(judge.calls.count == 2)
        }
    }

    @Test("A loop that wastes most of the run cannot pass on the signs that are not there")
    func averagedSigns() async throws {
        let testCase = TestCase(toolsCalled: Array(repeating: AgentSamples.search, count: 6))
        let result = try await AgentSamples.result([AgentSamples.metric("agent_loop_detection")], testCase)
        #expect(result.score("agent_loop_detection") == 0)
    }

    @Test("Every agentic id is known, also under the other spelling")
    func catalogue() {
        let catalog = MetricCatalog()
        for id in [
            "task_completion", "goal_accuracy", "tool_correctness", "argument_correctness", "tool_use",
            "tool_permission", "step_efficiency", "plan_quality", "plan_adherence", "agent_loop_detection", "mcp_use",
            "multi_turn_mcp_use", "mcp_task_completion",
        ] {
            #expect(catalog[id]?.descriptor.family == .agentic)
        }
        #expect(catalog["Tool-Call-Accuracy"]?.descriptor.id == "tool_correctness")
    }
}
