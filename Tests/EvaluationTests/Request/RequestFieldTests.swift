import Evaluation
import JSON
import Testing

@Suite struct RequestFieldTests {
    @Test(
        "ids come from evaluation_id, request_id or the record's place; numbers are ids too",
        arguments: [
            (#"{"evaluation_id":"a","request_id":"b"}"#, "a"), (#"{"request_id":"b"}"#, "b"), (#"{}"#, "t-0-1"),
            (#"{"evaluation_id":""}"#, "t-0-1"), (#"{"evaluation_id":null,"request_id":"b"}"#, "b"),
            (#"{"evaluation_id":42}"#, "42"), (#"{"evaluation_id":-9223372036854775808}"#, "-9223372036854775808"),
            (#"{"evaluation_id":"ид 🦆 a:b/c"}"#, "ид 🦆 a:b/c"),
        ])
    func ids(text: String, id: String) throws {
        #expect(try decode(text).id == id)
    }

    @Test("numeric campaign and node ids become text, empty ones count as none")
    func numericIDs() throws {
        let request = try decode(#"{"campaign_id":7,"node_id":8}"#)
        #expect(request.campaignID == "7" && request.nodeID == "8")
        let empty = try decode(#"{"campaign_id":"","node_id":""}"#)
        #expect(empty.campaignID == "unknown" && empty.nodeID == nil)
    }

    @Test("the latest assistant message is judged, with the user message before it")
    func latest() throws {
        let request = try decode(
            #"""
            {"history":[{"role":"user","content":"q1"},{"role":"assistant","content":"a1"},{"role":"user","content":"q2"},
            {"role":"system","content":"s"},{"role":"assistant","content":"a2"},{"role":"user","content":"q3"}]}
            """#)
        #expect(request.testCase?.actualOutput == "a2")
        #expect(request.testCase?.input == "q2")
        #expect(request.testCase?.turns.count == 6)
    }

    @Test("of a list of answers alone the last is judged and no input is made up")
    func assistantOnly() throws {
        let request = try decode(
            #"{"history":[{"role":"assistant","content":"a1"},{"role":"assistant","content":"a2"},{"role":"assistant","content":"a3"}]}"#
        )
        #expect(request.testCase?.actualOutput == "a3")
        #expect(request.testCase?.input == nil)
    }

    @Test("LangChain's types mean the same as roles")
    func langChain() throws {
        let roles = try decode(
            #"{"history":[{"role":"system","content":"s"},{"role":"user","content":"q"},{"role":"assistant","content":"a"}]}"#
        )
        let types = try decode(
            #"{"history":[{"type":"system","content":"s"},{"type":"human","content":"q","additional_kwargs":{},"id":null},{"type":"ai","content":"a","tool_calls":[]}]}"#
        )
        #expect(roles.testCase == types.testCase)
    }

    @Test(
        "roles have many names",
        arguments: [
            ("user", Turn.Role.user), ("human", .user), ("HumanMessage", .user), ("USER", .user),
            ("assistant", .assistant),
            ("ai", .assistant), ("AIMessageChunk", .assistant), ("model", .assistant), ("bot", .assistant),
            ("system", .system), ("developer", .system), ("tool", .tool), ("function", .tool),
        ])
    func roleNames(name: String, role: Turn.Role) throws {
        #expect(try decode(#"{"history":[{"role":"\#(name)","content":"x"}]}"#).testCase?.turns.map(\.role) == [role])
    }

    @Test(
        "null, parts and plain values are contents",
        arguments: [
            ("null", ""), (#""text""#, "text"), ("7", "7"), ("true", "true"), ("[]", ""),
            (#"["a",{"type":"text","text":"b"},{"type":"image_url","image_url":{}}]"#, "a\nb"),
        ])
    func contents(json: String, content: String) throws {
        let request = try decode(#"{"history":[{"role":"assistant","content":\#(json)}]}"#)
        #expect(request.testCase?.actualOutput == content)
        #expect(try decode(#"{"history":[{"role":"assistant"},null]}"#).testCase?.turns.count == 1)
    }

    @Test("test-case fields win over the conversation, and turns stand in for history")
    func testCaseFields() throws {
        let request = try decode(
            #"{"actual_output":"given","turns":[{"role":"user","content":"q"},{"role":"assistant","content":"a","retrieval_context":["r"]}]}"#
        )
        #expect(request.testCase?.actualOutput == "given")
        #expect(request.testCase?.input == nil)
        #expect(request.testCase?.turns.count == 2)
        let turns = try decode(
            #"{"turns":[{"role":"user","content":"q"},{"role":"assistant","content":"a","retrieval_context":["r"]}]}"#)
        #expect(turns.testCase?.retrievalContext == ["r"])
        #expect(turns.testCase?.input == "q")
    }

    @Test("one context text alone is a list of one, an empty list is not the same as none")
    func contexts() throws {
        #expect(try decode(#"{"context":"fact"}"#).testCase?.context == ["fact"])
        #expect(try decode(#"{"context":[]}"#).testCase?.context == [])
        #expect(try decode(#"{"context":null}"#).testCase?.context == nil)
        #expect(try decode(#"{"context":[null,1,{"text":"t"}]}"#).testCase?.context == ["1", "t"])
    }

    @Test(
        "a request is a battle only with both answers",
        arguments: [
            (#"{"response_a":"a","response_b":"b"}"#, true), (#"{"response_a":"a"}"#, false),
            (#"{"response_a":"a","response_b":null}"#, false),
            (#"{"response_a":"","response_b":"b","history":[{"role":"assistant","content":"x"}]}"#, false),
            (#"{"response_a":"a","response_b":"b","history":[{"role":"assistant","content":"x"}]}"#, true),
        ])
    func battles(text: String, isBattle: Bool) throws {
        #expect((try decode(text).battle != nil) == isBattle)
    }

    @Test("a battle waits on its usual node unless it names one, and no input is made up")
    func battleDefaults() throws {
        let request = try decode(#"{"response_a":"a","response_b":"b"}"#)
        #expect(request.nodeID == "battle_judge")
        #expect(request.battle?.input == "")
        let named = try decode(#"{"response_a":"a","response_b":"b","node_id":"n","input":"q"}"#)
        #expect(named.nodeID == "n")
        #expect(named.battle?.input == "q")
        #expect(try decode(#"{"input":"q"}"#).nodeID == nil)
    }

    @Test(
        "a judge of the client's own needs a key or an endpoint",
        arguments: [
            (#"{"model":"m"}"#, false), (#"{"api_key":""}"#, false), (#"{"api_key":"k"}"#, true),
            (#"{"base_url":"http://h"}"#, true), (#"{"api_key":null,"base_url":"","provider":"openai"}"#, false),
            ("{}", false),
        ])
    func judges(text: String, isOverride: Bool) throws {
        #expect((try decode(#"{"model_config":\#(text)}"#).judge != nil) == isOverride)
    }

    @Test("printing a request in any way shows no key")
    func secret() throws {
        let request = try decode(#"{"model_config":{"api_key":"sk-VERY-SECRET","base_url":"http://h"}}"#)
        #expect(request.judge?.apiKey?.value == "sk-VERY-SECRET")
        var dumped = ""
        dump(request, to: &dumped)
        let printed = [
            "\(request)", String(reflecting: request), String(describing: request.judge), dumped,
            String(describing: request.judge?.apiKey),
            "\(problems(#"{"model_config":{"api_key":"sk-VERY-SECRET\u0000"}}"#))",
        ]
        for text in printed { #expect(!text.contains("VERY-SECRET")) }
    }
}
