import Evaluation
import JSON
import Testing

@Suite("Tools in requests")
struct ToolFieldTests {
    @Test("A chat API's calls have arguments as text and outputs in tool messages")
    func chatAPI() throws {
        let request = try decode(
            #"""
            {"history":[{"role":"user","content":"q"},
            {"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function","function":{"name":"f","arguments":"{\"a\": 1}"}}]},
            {"role":"tool","tool_call_id":"c1","content":"out"},{"role":"assistant","content":"answer"}]}
            """#)
        let call = ToolCall(name: "f", arguments: ["a": 1], output: "out", id: "c1")
        #expect(request.testCase?.turns[1].toolsCalled == [call])
        #expect(request.testCase?.toolsCalled == [call])
        #expect(request.testCase?.actualOutput == "answer")
    }

    @Test("LangChain's calls carry args, and its tool messages the call's id")
    func langChain() throws {
        let request = try decode(
            #"""
            {"history":[{"type":"human","content":"q"},
            {"type":"ai","content":"","tool_calls":[{"name":"f","args":{"a":1},"id":"c1","type":"tool_call"}]},
            {"type":"tool","content":"out","tool_call_id":"c1","name":"f"},{"type":"ai","content":"answer"}]}
            """#)
        #expect(request.testCase?.toolsCalled == [ToolCall(name: "f", arguments: ["a": 1], output: "out", id: "c1")])
    }

    @Test("Only calls since the last user message belong to the judged answer")
    func latestCalls() throws {
        let request = try decode(
            #"""
            {"turns":[{"role":"user","content":"q"},{"role":"assistant","content":"a","tools_called":["old"]},
            {"role":"user","content":"q2"},{"role":"assistant","content":"","tools_called":["new"]},
            {"role":"assistant","content":"b"}]}
            """#)
        #expect(request.testCase?.toolsCalled?.map(\.name) == ["new"])
        let none = try decode(#"{"turns":[{"role":"user","content":"q"},{"role":"assistant","content":"a"}]}"#)
        #expect(none.testCase?.toolsCalled == nil)
    }

    @Test("MCP calls are calls; a resource is called by its address")
    func mcp() throws {
        let request = try decode(
            #"""
            {"actual_output":"a","tools_called":["t"],"mcp_tools_called":[{"name":"m","args":{"x":1},"result":"r"}],
            "mcp_resources_called":[{"uri":"air://fares","result":"r"}],"mcp_prompts_called":[{"name":"p"}]}
            """#)
        #expect(request.testCase?.toolsCalled?.map(\.name) == ["t", "m", "air://fares", "p"])
        #expect(request.testCase?.toolsCalled?[1].arguments == ["x": 1])
    }

    @Test("An empty list of called tools says that none was called, an empty tool_calls says nothing")
    func empty() throws {
        #expect(try decode(#"{"actual_output":"a","tools_called":[]}"#).testCase?.toolsCalled == [])
        #expect(try decode(#"{"actual_output":"a","tool_calls":[]}"#).testCase?.toolsCalled == nil)
    }

    @Test("Arguments that are no JSON stay what they are")
    func plainArguments() throws {
        for text in ["x=1", "{broken", ""] {
            let record = JSONWriter.text(of: ["tools_called": [["name": "f", "arguments": .string(text)]]])
            #expect(try decode(record).testCase?.toolsCalled?.first?.arguments == .string(text))
        }
    }

    @Test("What MCP servers offer is read under both spellings, each name of a kind once")
    func servers() {
        let offered = MCPPrimitive.offered(by: [
            ["available_tools": [["name": "a", "inputSchema": ["type": "object"]], ["name": "a"], 7]],
            ["tools": ["b"], "resources": [["uri": "r://1", "name": "one"]], "prompts": [["name": "a"]]], nil,
        ])
        #expect(
            offered.map { "\($0.kind.rawValue) \($0.tool.name)" } == ["tool a", "tool b", "resource r://1", "prompt a"])
        #expect(offered.first?.tool.parameters == ["type": "object"])
    }
}
