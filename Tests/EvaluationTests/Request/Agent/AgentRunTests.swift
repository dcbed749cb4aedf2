import Evaluation
import JSON
import TestKit
import Testing

@Suite("How an agent's run is read")
struct AgentRunTests {
    /// `u:words`, `m:words`, `c:tool`.
    private func shape(_ run: AgentRun) -> [String] {
        run.entries.map { entry in
            switch entry.kind {
            case .user: "u:\(entry.text)"
            case .message: "m:\(entry.text)"
            case .call: "c:\(entry.call?.name ?? "")"
            }
        }
    }

    private func run(_ trace: String, input: String? = nil, output: String? = nil) throws -> AgentRun {
        AgentRun(TestCase(input: input, actualOutput: output, trace: try JSONReader.read(trace)))
    }

    @Test("Of very many messages of tools as many are read as a run may have entries", arguments: [nil, "c1"])
    func manyToolMessages(id: String?) {
        let turns = (0..<20_000).map { Turn(role: .tool, content: "\($0)", toolCallID: id, toolName: "search") }
        let run = AgentRun(TestCase(turns: turns))
        #expect(run.entries.count == AgentRun.mostEntries && run.isTruncated)
    }

    @Test("Without trace and turns: input, called tools, answer")
    func fields() {
        let run = AgentRun(AgentSamples.flight)
        #expect(run.entries.map(\.id) == ["u1", "st1", "st2", "st3"])
        #expect(run.source == .fields && run.knowsCalls)
        #expect(run.steps.count == 3 && run.calls.count == 2)
        #expect(!AgentRun(TestCase(input: "q", actualOutput: "a")).knowsCalls)
        #expect(AgentRun(TestCase()).entries.isEmpty)
    }

    @Test("Nested spans with their types, in order; containers are no steps")
    func nested() throws {
        let run = try run(
            #"""
            {"name":"root","type":"agent","input":"Book it","output":"Booked.","available_tools":["search"],"children":[
              {"name":"gpt","type":"llm","model":"m","input":[{"role":"user","content":"x"}],"output":"I search first.","children":[]},
              {"name":"search","type":"tool","input":{"q":"x"},"output":["a"],"children":[]},
              {"name":"sub","type":"agent","children":[{"name":"docs","type":"retriever","input":"q","output":["d"]}]}]}
            """#)
        #expect(shape(run) == ["u:Book it", "m:I search first.", "c:search", "c:docs", "m:Booked."])
        #expect(run.calls.first?.call?.arguments == ["q": "x"])
        #expect(run.calls.first?.call?.output == ["a"])
        #expect(run.source == .trace)
    }

    @Test("Flat spans that name their parents, by time of start, with OpenTelemetry's attributes")
    func flat() throws {
        let run = try run(
            #"""
            {"resourceSpans":[{"scopeSpans":[{"spans":[
              {"spanId":"3","parentSpanId":"1","startTimeUnixNano":"30","name":"chat","attributes":[
                {"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},
                {"key":"output.value","value":{"stringValue":"Done."}}]},
              {"spanId":"2","parentSpanId":"1","startTimeUnixNano":"20","name":"execute_tool get","attributes":[
                {"key":"gen_ai.operation.name","value":{"stringValue":"execute_tool"}},
                {"key":"gen_ai.tool.name","value":{"stringValue":"get"}},
                {"key":"gen_ai.tool.call.arguments","value":{"stringValue":"{\"id\":7}"}}]},
              {"spanId":"1","startTimeUnixNano":"10","name":"invoke_agent","attributes":[
                {"key":"input.value","value":{"stringValue":"Get 7"}}]}]}]}]}
            """#)
        #expect(shape(run) == ["u:Get 7", "c:get", "m:Done."])
        #expect(run.calls.first?.call?.arguments == ["id": 7])
    }

    @Test("Messages as chat APIs have them, with calls and their outputs")
    func messages() throws {
        let run = try run(
            #"""
            {"messages":[{"role":"system","content":"s"},{"role":"user","content":"q"},
              {"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function","function":{"name":"f","arguments":"{\"a\":1}"}}]},
              {"role":"tool","tool_call_id":"c1","content":"out"},{"role":"assistant","content":"answer"}]}
            """#)
        #expect(shape(run) == ["u:q", "c:f", "m:answer"])
        #expect(run.calls.first?.call == ToolCall(name: "f", arguments: ["a": 1], output: "out", id: "c1"))
    }

    @Test("Thoughts, actions and observations, also as pairs")
    func reasoning() throws {
        let steps = try run(
            #"[{"thought":"I look","action":"find","action_input":{"q":1},"observation":"o"},{"thought":"Done"}]"#)
        #expect(shape(steps) == ["m:I look", "c:find", "m:Done"])
        #expect(steps.calls.first?.call?.output == "o")
        let pairs = try run(#"{"intermediate_steps":[[{"tool":"find","tool_input":{"q":1}},"o"]],"output":"end"}"#)
        #expect(shape(pairs) == ["c:find", "m:end"])
        #expect(pairs.calls.first?.call?.output == "o")
    }

    @Test("A call that a model announces and a span records is one call")
    func announced() throws {
        let run = try run(
            #"""
            [{"type":"llm","output":{"content":"I call f","tool_calls":[{"function":{"name":"f","arguments":"{}"}}]}},
             {"type":"tool","name":"f","input":{},"output":"o"}]
            """#)
        #expect(shape(run) == ["m:I call f", "c:f"])
    }

    @Test("A trace as text, a trace of other things, and one that is nothing")
    func oddities() throws {
        #expect(shape(AgentRun(TestCase(trace: #"[{"type":"tool","name":"f"}]"#))) == ["c:f"])
        #expect(shape(AgentRun(TestCase(trace: "just a text"))) == ["m:just a text"])
        for trace in [
            "null", "7", "[]", "{}", "[null,1,[]]", #"{"children":{"children":7}}"#, #"{"role":7,"name":[]}"#,
        ] {
            let run = try run(trace, input: "q", output: "a")
            #expect(shape(run) == ["u:q", "m:a"])
        }
    }

    @Test("Turns: messages, calls, outputs by id, by name, and of nobody's call")
    func turns() {
        let turns = [
            Turn(role: .user, content: "q1"),
            Turn(role: .assistant, content: "", toolsCalled: [ToolCall(name: "a", id: "1"), ToolCall(name: "b")]),
            Turn(role: .tool, content: "for a", toolCallID: "1"), Turn(role: .tool, content: "for b", toolName: "b"),
            Turn(role: .tool, content: "stray", toolCallID: "9", toolName: "z"),
            Turn(role: .assistant, content: "answer"), Turn(role: .user, content: "q2"),
        ]
        let run = AgentRun(TestCase(turns: turns))
        #expect(shape(run) == ["u:q1", "c:a", "c:b", "c:z", "m:answer", "u:q2"])
        #expect(run.calls.map { $0.call?.output } == ["for a", "for b", "stray"])
        #expect(run.source == .turns)
    }

    @Test("Called tools beside a conversation without calls stand before its last message")
    func besideTurns() {
        let turns = [Turn(role: .user, content: "q"), Turn(role: .assistant, content: "a")]
        let run = AgentRun(TestCase(actualOutput: "a", toolsCalled: [ToolCall(name: "t")], turns: turns))
        #expect(shape(run) == ["u:q", "c:t", "m:a"])
    }

    @Test("A run is bounded, and says so")
    func bounded() {
        let many = TestCase(trace: .array(Array(repeating: ["type": "tool", "name": "t"], count: 20_000)))
        let run = AgentRun(many)
        #expect(run.entries.count == AgentRun.mostEntries && run.isTruncated)
        var deep: JSONValue = ["type": "tool", "name": "t"]
        for _ in 0..<500 { deep = ["children": [deep]] }
        #expect(AgentRun(TestCase(trace: deep)).isTruncated)
        let wide = JSONObject((0..<2_000).map { ("k\($0)", JSONValue.integer(Int64($0))) })
        #expect(AgentRun(TestCase(trace: .object(wide))).entries.isEmpty)
    }

    @Test("Any trace is read without harm, always alike, with ids in order", arguments: 0..<4)
    func fuzz(part: Int) {
        let seed = UInt64(500 + part)
        var random = SeededGenerator(seed: seed)
        for step in 0..<300 {
            let trace = value(depth: 0, &random)
            let testCase = TestCase(input: "q", actualOutput: "a", trace: trace)
            let run = AgentRun(testCase)
            #expect(run == AgentRun(testCase), "seed \(seed), step \(step)")
            #expect(run.steps.map(\.id) == (0..<run.steps.count).map { "st\($0 + 1)" }, "seed \(seed), step \(step)")
            #expect(run.steps.allSatisfy { ($0.kind == .call) == ($0.call != nil) }, "seed \(seed), step \(step)")
            #expect(run.steps.last?.text == "a", "seed \(seed), step \(step)")
        }
    }

    private func value(depth: Int, _ random: inout SeededGenerator) -> JSONValue {
        let keys = [
            "type", "name", "children", "spans", "input", "output", "role", "content", "tool_calls", "action",
            "thought", "attributes", "observation", "id", "parent_id", "start_time", "tool", "steps", "messages",
        ]
        let words: [JSONValue] = ["tool", "llm", "agent", "user", "assistant", "x", "", 7, nil, true, 1.5]
        guard depth < 5, Int.random(in: 0..<4, using: &random) > 0 else {
            return words.randomElement(using: &random) ?? .null
        }
        if Bool.random(using: &random) {
            return .array((0..<Int.random(in: 0...4, using: &random)).map { _ in value(depth: depth + 1, &random) })
        }
        var object = JSONObject()
        for _ in 0..<Int.random(in: 0...5, using: &random) {
            object[keys.randomElement(using: &random) ?? "type"] = value(depth: depth + 1, &random)
        }
        return .object(object)
    }
}
