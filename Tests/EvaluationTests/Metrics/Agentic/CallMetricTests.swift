@testable import Evaluation
import JSON
import TestKit
import Testing

@Suite("Whether tools were called rightly")
struct CallMetricTests {
    private func judge(
        _ first: (String, String) = ("right", "right"), _ second: (String, String) = ("right", "right"),
        quote: String? = "from Hanoi to Danang", unused: [String] = []
    ) -> ScriptedJudge {
        AgentSamples.calls(
            [("st1", first.0, first.1, quote), ("st2", second.0, second.1, nil)], unused: unused)
    }

    @Test(
        "Arguments that are right count one, partly right a half",
        arguments: [("right", 1.0), ("partly", 0.75), ("wrong", 0.5)])
    func arguments(fit: String, score: Double) async throws {
        let result = try await AgentSamples.result(
            [AgentSamples.metric("argument_correctness")], judge: judge(("right", "right"), ("right", fit)))
        #expect(result.score("argument_correctness") == score)
    }

    @Test("Arguments that break the tool's schema are wrong, and a judge who denies it is reviewed")
    func schema() async throws {
        for arguments in [["seats": 2], ["flight": 7], ["flight": "VN123", "seats": "two"]] as [JSONValue] {
            var testCase = AgentSamples.flight
            testCase.toolsCalled?[1].arguments = arguments
            let result = try await AgentSamples.result(
                [AgentSamples.metric("argument_correctness")], testCase, judge: judge())
            #expect(result.score("argument_correctness") == 0.5)
            #expect(result["argument_correctness"]?.reviewReasons.contains(.deterministicConflict) == true)
            #expect(result["argument_correctness"]?.findings[1]["problems"]?.array?.isEmpty == false)
        }
    }

    @Test("Arguments too many to be checked are neither broken nor fine: a pass goes to a human")
    func undecided() async throws {
        let checks = Array(repeating: JSONValue.object(["type": "integer"]), count: 100)
        var testCase = AgentSamples.flight
        testCase.availableTools?[1].parameters = [
            "type": "object", "properties": ["seats": ["type": "array", "items": ["allOf": .array(checks)]]],
        ]
        testCase.toolsCalled?[1].arguments = [
            "flight": "VN123", "seats": .array(Array(repeating: .integer(1), count: 3_000)),
        ]
        let result = try await AgentSamples.result(
            [AgentSamples.metric("argument_correctness"), AgentSamples.metric("tool_use")], testCase, judge: judge())
        #expect(result.score("argument_correctness") == 1)
        #expect(result["argument_correctness"]?.findings[1]["schema"] == "undecided")
        for key in ["argument_correctness", "tool_use"] {
            #expect(result[key]?.reviewReasons == [.lowConfidence])
            #expect(try #require(result[key]?.findings[1]["confidence"]?.number) <= Certainty.unquoted)
        }
    }

    @Test("A made-up quote leaves arguments nobody mentioned half right")
    func forgedQuote() async throws {
        var testCase = AgentSamples.flight
        testCase.toolsCalled?[0].arguments = ["from": "Paris", "to": "Oslo"]
        let result = try await AgentSamples.result(
            [AgentSamples.metric("argument_correctness")], testCase, judge: judge(quote: "please fly Paris to Oslo"))
        #expect(result.score("argument_correctness") == 0.75)
    }

    @Test("A call cannot prove its own arguments")
    func ownWords() async throws {
        var testCase = AgentSamples.flight
        testCase.toolsCalled?[0].arguments = ["from": "Zanzibar City"]
        let result = try await AgentSamples.result(
            [AgentSamples.metric("argument_correctness")], testCase, judge: judge(quote: "Zanzibar City"))
        #expect(result["argument_correctness"]?.findings[0]["arguments"] == "partly")
    }

    @Test("Tool use is the lower of selection and arguments")
    func lower() async throws {
        let metric = [AgentSamples.metric("tool_use")]
        let wrongTool = try await AgentSamples.result(metric, judge: judge(("wrong", "right"), ("acceptable", "right")))
        #expect(wrongTool.score("tool_use") == 0.25)
        let wrongValue = try await AgentSamples.result(metric, judge: judge(("right", "wrong"), ("right", "wrong")))
        #expect(wrongValue.score("tool_use") == 0)
        #expect(wrongValue["tool_use"]?.extra["selection"]?.number == 1)
    }

    @Test("A tool that was needed and not called counts against the selection; one that was called does not")
    func unused() async throws {
        let metric = [AgentSamples.metric("tool_use")]
        let missing = try await AgentSamples.result(metric, judge: judge(unused: ["t3"]))
        #expect(missing.score("tool_use").map { abs($0 - 2.0 / 3) < 0.001 } == true)
        #expect(missing["tool_use"]?.reason.contains("cancel_flight") == true)
        let called = try await AgentSamples.result(metric, judge: judge(unused: ["t1"]))
        #expect(called.score("tool_use") == 1)
        let unknown = try await AgentSamples.result(metric, judge: judge(unused: ["t9"]))
        #expect(unknown["tool_use"]?.error?.code == .malformed)
    }

    @Test("A tool that does not exist is the wrong tool")
    func inventedTool() async throws {
        var testCase = AgentSamples.flight
        testCase.toolsCalled?[0].name = "teleport"
        let result = try await AgentSamples.result([AgentSamples.metric("tool_use")], testCase, judge: judge())
        #expect(result.score("tool_use") == 0.5)
        #expect(result["tool_use"]?.findings[0]["choice"] == "unknown_tool")
        #expect(result["tool_use"]?.reviewReasons.contains(.deterministicConflict) == true)
    }

    @Test("A call without an answer counts as wrong, one answered twice or unknown is an error")
    func coverage() async throws {
        let metric = [AgentSamples.metric("argument_correctness")]
        let quote: String? = "from Hanoi to Danang"
        let half = try await AgentSamples.result(
            metric, judge: AgentSamples.calls([("st1", "right", "right", quote)], unused: []))
        #expect(half.score("argument_correctness") == 0.5)
        #expect(half["argument_correctness"]?.findings[1]["unanswered"] == true)
        for ids in [["st1", "st1"], ["st1", "st9"], ["st1", "u1"], ["st1", "st3"]] {
            let judge = AgentSamples.calls(ids.map { ($0, "right", "right", quote) }, unused: [])
            #expect(
                try await AgentSamples.result(metric, judge: judge)["argument_correctness"]?.error?.code == .malformed)
        }
    }

    @Test("Without tool calls arguments are not applicable; without a word about calls the input is missing")
    func noCalls() async throws {
        var none = AgentSamples.flight
        none.toolsCalled = []
        let judge = AgentSamples.calls([], unused: [])
        let metrics = [AgentSamples.metric("argument_correctness"), AgentSamples.metric("tool_use")]
        let result = try await AgentSamples.result(metrics, none, judge: judge)
        #expect(result["argument_correctness"]?.status == .notApplicable)
        #expect(result["tool_use"]?.status == .notApplicable)
        let needed = try await AgentSamples.result(metrics, none, judge: AgentSamples.calls([], unused: ["t2"]))
        #expect(needed.score("tool_use") == 0)
        let silent = try await AgentSamples.result(
            metrics, TestCase(input: "q", actualOutput: "a", availableTools: AgentSamples.tools), judge: judge)
        #expect(silent["argument_correctness"]?.missing == ["tools_called"])
        #expect(silent["tool_use"]?.missing == ["tools_called"])
    }

    @Test("MCP use counts primitives of the servers only, by address or name")
    func mcp() async throws {
        var testCase = AgentSamples.flight
        testCase.availableTools = nil
        testCase.mcpServers = [
            ["server_name": "air", "available_tools": [["name": "book_flight", "inputSchema": AgentSamples.schema]]]
        ]
        let judge = judge(("wrong", "wrong"), ("right", "right"))
        let metrics = [AgentSamples.metric("mcp_use"), AgentSamples.metric("multi_turn_mcp_use")]
        let result = try await AgentSamples.result(metrics, testCase, judge: judge)
        #expect(result.score("mcp_use") == 1)
        #expect(result["mcp_use"]?.findings.count == 1)
        #expect(result["multi_turn_mcp_use"]?.missing == ["turns"])
        testCase.turns = [
            Turn(role: .user, content: "Book VN123."),
            Turn(role: .assistant, content: "Done.", toolsCalled: [AgentSamples.search, AgentSamples.book]),
        ]
        let turns = try await AgentSamples.result(metrics, testCase, judge: .oracle())
        #expect(turns.score("multi_turn_mcp_use") == turns.score("mcp_use"))
        testCase.mcpServers = [["name": "empty"]]
        let empty = try await AgentSamples.result(metrics, testCase, judge: judge)
        #expect(empty["mcp_use"]?.status == .notApplicable)
    }

    @Test("Arguments are checked against the tool's schema; what is no schema says nothing")
    func argumentCheck() {
        func problems(_ arguments: JSONValue?, _ schema: JSONValue?) -> Int {
            let verdict = ArgumentCheck([ToolDescription(name: "f", parameters: schema)]).verdict(
                ToolCall(name: "f", arguments: arguments))
            return if case .broken(let problems) = verdict { problems.count } else { 0 }
        }
        let schema: JSONValue = [
            "type": "object", "required": ["a"], "additionalProperties": false,
            "properties": ["a": ["type": ["string", "null"]], "b": ["type": "number"], "c": ["enum": ["x", 1]]],
        ]
        #expect(problems(["a": nil, "b": 1, "c": 1.0], schema) == 0)
        #expect(problems(["a": 1], schema) == 1)
        #expect(problems(["b": "1"], schema) == 2)
        #expect(problems(["a": "", "c": "y", "e": 1], schema) == 2)
        #expect(problems(nil, schema) == 1)
        #expect(problems("text", schema) > 0)
        #expect(problems(["a": 1], [:]) == 0)
        for none in [nil, 7, ["type": "STRING"], ["$ref": "http://x/y"]] as [JSONValue?] {
            #expect(problems(["a": 1], none) == 0)
        }
    }
}
