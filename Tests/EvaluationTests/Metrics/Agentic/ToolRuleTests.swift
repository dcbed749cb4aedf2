@testable import Evaluation
import JSON
import TestKit
import Testing

@Suite("Tools by rule: expected, permitted")
struct ToolRuleTests {
    private func score(
        _ expected: [ToolCall], _ called: [ToolCall], _ options: JSONObject = JSONObject(), parameters: [String] = []
    ) async throws -> Double? {
        let judge = ScriptedJudge.oracle()
        let result = try await AgentSamples.result(
            [AgentSamples.metric("tool_correctness", options, parameters: parameters)],
            TestCase(toolsCalled: called, expectedTools: expected), judge: judge)
        #expect(judge.calls.isEmpty)
        return result.score("tool_correctness")
    }

    private func calls(_ names: String...) -> [ToolCall] { names.map { ToolCall(name: $0) } }

    @Test("By name the share of expected calls that were made, each made call used once")
    func names() async throws {
        #expect(try await score(calls("a", "b"), calls("b", "a")) == 1)
        #expect(try await score(calls("a", "b"), calls("a", "x")) == 0.5)
        #expect(try await score(calls("a", "a"), calls("a")) == 0.5)
        #expect(try await score(calls("a"), calls("a", "x", "y")) == 1)
        #expect(try await score(calls("a"), calls("A")) == 0)
        #expect(try await score(calls("a"), []) == 0)
    }

    @Test("Nothing expected: right when nothing was called, wrong when something was")
    func nothingExpected() async throws {
        #expect(try await score([], []) == 1)
        #expect(try await score([], calls("a")) == 0)
        #expect(try await score([], calls("a"), ["should_exact_match": true]) == 0)
    }

    @Test("In order: the longest common subsequence")
    func order() async throws {
        let options: JSONObject = ["should_consider_ordering": true]
        #expect(
            try await score(calls("a", "b", "c"), calls("c", "a", "b"), options).map { abs($0 - 2.0 / 3) < 0.001 }
                == true)
        #expect(try await score(calls("a", "b"), calls("a", "x", "b"), options) == 1)
        #expect(try await score(calls("a", "b"), calls("b", "a"), options) == 0.5)
        #expect(try await score([], [], options) == 1)
    }

    @Test("Exactly: the same calls in the same order and no others", arguments: ["should_exact_match", "exact"])
    func exact(option: String) async throws {
        let options = JSONObject([(option, JSONValue.bool(true))])
        #expect(try await score(calls("a", "b"), calls("a", "b"), options) == 1)
        #expect(try await score(calls("a", "b"), calls("b", "a"), options) == 0)
        #expect(try await score(calls("a"), calls("a", "b"), options) == 0)
        #expect(try await score(calls("a", "b"), calls("a"), options) == 0)
    }

    @Test(
        "Arguments agree by the share of equal members, when asked for",
        arguments: [
            (["x": 1, "y": 2], ["y": 2.0, "x": 1], 1.0), (["x": 1, "y": 2], ["x": 1, "y": 3], 0.5),
            (["x": 1], ["x": 1, "z": 0], 0.5), ([:], [:], 1), (["x": ["k": 1, "l": 2]], ["x": ["l": 2, "k": 1]], 1),
            (["x": 1], "x=1", 0), (nil, [:], 1),
        ] as [(JSONValue, JSONValue, Double)])
    func arguments(expected: JSONValue, called: JSONValue, score: Double) async throws {
        let first = [ToolCall(name: "a", arguments: expected)]
        let second = [ToolCall(name: "a", arguments: called)]
        for name in ["input_parameters", "ToolCallParams.INPUT_PARAMETERS"] {
            #expect(try await self.score(first, second, parameters: [name]) == score)
        }
        #expect(try await self.score(first, second) == 1)
    }

    @Test("Of several calls of a tool the best fitting is matched; outputs count when asked for")
    func best() async throws {
        let expected = [
            ToolCall(name: "a", arguments: ["x": 1]), ToolCall(name: "a", arguments: ["x": 2], output: "o"),
        ]
        let called = [ToolCall(name: "a", arguments: ["x": 2], output: "o"), ToolCall(name: "a", arguments: ["x": 1])]
        #expect(try await score(expected, called, parameters: ["input_parameters"]) == 1)
        #expect(try await score(expected, called, parameters: ["input_parameters", "output"]) == 1)
        #expect(
            try await score(
                expected, Array(called.dropFirst()) + [ToolCall(name: "a", output: "p")], parameters: ["output"]) == 0.5
        )
    }

    @Test("A judge is asked only when the option says so, and can only lower the score")
    func judged() async throws {
        var testCase = AgentSamples.flight
        testCase.expectedTools = [AgentSamples.search, AgentSamples.book]
        let metric = AgentSamples.metric("tool_correctness", ["judge_selection": true])
        let bad = AgentSamples.calls(
            [("st1", "wrong", "right", nil), ("st2", "right", "right", "VN123")], unused: [])
        let lowered = try await AgentSamples.result([metric], testCase, judge: bad)
        #expect(lowered.score("tool_correctness") == 0.5)
        #expect(bad.calls.count == 1)
        testCase.expectedTools = [ToolCall(name: "other")]
        let good = AgentSamples.calls(
            [("st1", "right", "right", nil), ("st2", "right", "right", "VN123")], unused: [])
        #expect(try await AgentSamples.result([metric], testCase, judge: good).score("tool_correctness") == 0)
        testCase.availableTools = nil
        #expect(try await AgentSamples.result([metric], testCase)["tool_correctness"]?.missing == ["available_tools"])
    }

    @Test("Without expected tools or any word about calls there is no score")
    func missing() async throws {
        let metric = [AgentSamples.metric("tool_correctness")]
        #expect(try await AgentSamples.result(metric)["tool_correctness"]?.missing == ["expected_tools"])
        let silent = TestCase(input: "q", actualOutput: "a", expectedTools: [])
        #expect(try await AgentSamples.result(metric, silent)["tool_correctness"]?.missing == ["tools_called"])
    }

    @Test("Permitted is what is allowed and not denied; one forbidden call fails")
    func permission() async throws {
        func outcome(_ options: JSONObject, _ names: [String]) async throws -> MetricOutcome? {
            let testCase = TestCase(toolsCalled: names.map { ToolCall(name: $0) })
            return try await AgentSamples.result(
                [AgentSamples.metric("tool_permission", options)], testCase)["tool_permission"]
        }
        #expect(try await outcome(["allowed_tools": ["a", "b"]], ["a", "b", "a"])?.score?.value == 1)
        #expect(try await outcome(["allowed_tools": ["a"]], ["a", "b"])?.score?.value == 0.5)
        #expect(try await outcome(["denied_tools": ["a"]], ["a", "b"])?.score?.value == 0.5)
        #expect(try await outcome(["allowed_tools": ["a"], "denied_tools": "a"], ["a"])?.score?.value == 0)
        #expect(try await outcome(["denied_tools": ["x"]], [])?.status == .notApplicable)
        #expect(try await outcome([:], ["a"])?.missing == ["allowed_tools"])
        let many = try await outcome(["denied_tools": ["x"]], Array(repeating: "a", count: 50_000) + ["x"])
        #expect(many?.passed == false)
    }

    @Test("A call that only the trace shows is checked too")
    func permissionInTrace() async throws {
        let testCase = TestCase(
            toolsCalled: [ToolCall(name: "a")], trace: [["type": "tool", "name": "rm", "input": "/"]])
        let result = try await AgentSamples.result(
            [AgentSamples.metric("tool_permission", ["allowed_tools": ["a"]])], testCase)
        #expect(result.score("tool_permission") == 0.5)
    }

    @Test("A denied call is found in the turns beside a trace, and where a model asks for it")
    func permissionElsewhere() async throws {
        let denied = [AgentSamples.metric("tool_permission", ["denied_tools": ["rm"]])]
        let search: JSONValue = ["type": "tool", "name": "search", "input": "x", "output": "y"]
        let turns = TestCase(
            toolsCalled: [ToolCall(name: "search")],
            turns: [Turn(role: .assistant, content: "Done.", toolsCalled: [ToolCall(name: "rm")])], trace: [search])
        #expect(try await AgentSamples.result(denied, turns).score("tool_permission") == 0.5)
        let asked: JSONValue = ["role": "assistant", "content": "", "tool_calls": [["function": ["name": "rm"]]]]
        #expect(
            try await AgentSamples.result(denied, TestCase(trace: [asked, search])).score("tool_permission") == 0.5)
        // What is recorded under another name than it was asked for is no call of its own.
        let allowed = [AgentSamples.metric("tool_permission", ["allowed_tools": ["search"]])]
        #expect(
            try await AgentSamples.result(allowed, TestCase(trace: [asked, search])).score("tool_permission") == 1)
    }

    @Test("Scores are from 0 to 1, do not fall when a missing call is made, and ignore the order unless it counts")
    func properties() {
        let seed: UInt64 = 77
        var random = SeededGenerator(seed: seed)
        let names = ["a", "b", "c"]
        for step in 0..<300 {
            func draw(_ count: Int) -> [ToolCall] {
                (0..<count).map { _ in
                    ToolCall(
                        name: names.randomElement(using: &random) ?? "a",
                        arguments: ["x": .integer(Int64.random(in: 0...1, using: &random))])
                }
            }
            let expected = draw(Int.random(in: 1...5, using: &random))
            let called = draw(Int.random(in: 0...6, using: &random))
            let demands = ExpectedCalls.Demands(arguments: Bool.random(using: &random))
            let any = ExpectedCalls(expected: expected, called: called, order: .any, demands: demands).score
            let kept = ExpectedCalls(expected: expected, called: called, order: .kept, demands: demands).score
            let exact = ExpectedCalls(expected: expected, called: called, order: .exact, demands: demands).score
            #expect((0...1).contains(any) && exact <= kept + 1e-9 && kept <= any + 1e-9, "seed \(seed), step \(step)")
            let shuffled = ExpectedCalls(
                expected: expected, called: called.shuffled(using: &random), order: .any, demands: demands
            ).score
            #expect(abs(shuffled - any) < 1e-9, "seed \(seed), step \(step)")
            let more = ExpectedCalls(expected: expected, called: called + expected, order: .any, demands: demands).score
            #expect(more == 1, "seed \(seed), step \(step)")
        }
    }
}
