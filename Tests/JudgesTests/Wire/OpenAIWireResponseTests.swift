import Evaluation
import Judges
import Testing

struct OpenAIWireResponseTests {
    private let wire = OpenAIWire()

    private func read(_ text: String) throws -> Completion { try wire.completion(from: Array(text.utf8)) }

    private func fault(_ text: String) -> WireFault? {
        do throws(WireFault) {
            _ = try wire.completion(from: Array(text.utf8))
            return nil
        } catch { return error }
    }

    @Test("an answer comes with its model and every kind of token")
    func complete() throws {
        let completion = try read(
            """
            {"id":"c","object":"chat.completion","created":1,"model":"gpt-x-2026","choices":[{"index":0,"message":
            {"role":"assistant","content":"{\\"a\\":1}","refusal":null},"logprobs":null,"finish_reason":"stop"}],
            "usage":{"prompt_tokens":1000,"completion_tokens":90,"total_tokens":1090,
            "prompt_tokens_details":{"cached_tokens":768,"audio_tokens":0},
            "completion_tokens_details":{"reasoning_tokens":64}}}
            """)
        #expect(completion.outcome == .answer(#"{"a":1}"#))
        #expect(completion.model == "gpt-x-2026")
        #expect(completion.tokens == TokenUsage(prompt: 1000, cached: 768, completion: 90, reasoning: 64))
    }

    @Test(
        "how an answer ended",
        arguments: [
            (#"{"content":"{}"}"#, #""stop""#, Completion.Outcome.answer("{}")),
            (#"{"content":"{}"}"#, "null", .answer("{}")),
            (
                #"{"content":[{"type":"text","text":"{\"a\":"},{"type":"text","text":"2}"}]}"#, #""stop""#,
                .answer(#"{"a":2}"#)
            ),
            (#"{"content":"```json\n{\"a\":1}\n```"}"#, #""stop""#, .answer(#"{"a":1}"#)),
            (#"{"content":"{\"a\":"}"#, #""length""#, .truncated),
            (#"{"content":null}"#, #""length""#, .truncated),
            (#"{"content":null}"#, #""content_filter""#, .filtered),
            (#"{"content":"part"}"#, #""content_filter""#, .filtered),
            (#"{"content":null,"refusal":"I cannot."}"#, #""stop""#, .refused),
            (#"{"content":"","refusal":"I cannot."}"#, #""stop""#, .refused),
            (#"{"content":[{"type":"refusal","refusal":"no"}]}"#, #""stop""#, .refused),
            (#"{"content":null}"#, #""stop""#, .empty),
            (#"{"role":"assistant"}"#, #""stop""#, .empty),
            (#"{"content":"","tool_calls":[]}"#, #""tool_calls""#, .empty),
        ])
    func outcomes(message: String, reason: String, expected: Completion.Outcome) throws {
        let completion = try read(#"{"choices":[{"message":\#(message),"finish_reason":\#(reason)}]}"#)
        #expect(completion.outcome == expected)
        #expect(completion.model == nil)
        #expect(completion.tokens == TokenUsage())
    }

    @Test("token counts beyond belief are cut, so that their sum ends no process")
    func unbelievableTokens() throws {
        let tokens = try read(
            #"{"choices":[{"message":{"content":"{}"}}],"usage":{"prompt_tokens":9223372036854775807,"#
                + #""completion_tokens":9223372036854775807,"total_tokens":9223372036854775807}}"#
        ).tokens
        let usage = JudgeUsage(calls: 1, promptTokens: tokens.prompt, completionTokens: tokens.completion)
        #expect((usage + usage).promptTokens == 2_000_000_000)
    }

    @Test("tokens are read from every dialect")
    func tokenDialects() throws {
        func tokens(_ usage: String) throws -> TokenUsage {
            try read(#"{"choices":[{"message":{"content":"{}"}}],"usage":\#(usage)}"#).tokens
        }
        // Reasoning beside the completion: the total gives it away.
        #expect(
            try tokens(
                #"{"prompt_tokens":10,"completion_tokens":5,"total_tokens":115,"completion_tokens_details":{"reasoning_tokens":100}}"#
            ) == TokenUsage(prompt: 10, completion: 105, reasoning: 100))
        #expect(
            try tokens(#"{"prompt_tokens":10,"completion_tokens":5,"prompt_cache_hit_tokens":4}"#)
                == TokenUsage(prompt: 10, cached: 4, completion: 5))
        #expect(try tokens(#"{"prompt_tokens":-10,"completion_tokens":"5"}"#) == TokenUsage())
        #expect(try tokens("null") == TokenUsage())
    }

    @Test(
        "every shape that is no answer has a name",
        arguments: [
            (#"[]"#, "object at its root"), (#"{}"#, "`choices`"), (#"{"choices":{}}"#, "`choices`"),
            (#"{"choices":[]}"#, "`choices[0]`"), (#"{"choices":["x"]}"#, "`choices[0]`"),
            (#"{"choices":[{}]}"#, "`choices[0].message`"), (#"{"choices":[{"text":"x"}]}"#, "`choices[0].message`"),
            (#"{"choices":[{"message":{"content":7}}]}"#, "`choices[0].message.content`"),
        ])
    func unexpectedShapes(body: String, member: String) {
        #expect(fault(body) == .unexpectedShape(member))
    }

    @Test(
        "what is not JSON is told from what is",
        arguments: ["", " ", "<html>busy</html>", #"{"choices":[{"mess"#, "\u{1F}", "{\"a\":1}{\"b\":2}", "nul"])
    func notJSON(body: String) {
        guard case .notJSON? = fault(body) else {
            Issue.record("expected .notJSON for \(body)")
            return
        }
    }

    @Test("an error under a success status is an error")
    func embeddedError() {
        #expect(
            fault(#"{"error":{"message":"busy","code":429}}"#)
                == .problem(ProviderProblem(message: "busy", code: "429")))
        #expect(fault(#"{"error":null,"choices":[{"message":{"content":"{}"}}]}"#) == nil)
    }

    @Test(
        "errors are read from every dialect",
        arguments: [
            (
                #"{"error":{"message":"M","type":"T","param":"P","code":"C"}}"#,
                ProviderProblem(message: "M", type: "T", code: "C", parameter: "P")
            ),
            (
                #"{"object":"error","message":"M","type":"T","param":null,"code":400}"#,
                ProviderProblem(message: "M", type: "T", code: "400")
            ),
            (#"{"error":"model 'x' not found"}"#, ProviderProblem(message: "model 'x' not found")),
            (
                #"[{"error":{"code":429,"message":"M","status":"RESOURCE_EXHAUSTED"}}]"#,
                ProviderProblem(message: "M", type: "RESOURCE_EXHAUSTED", code: "429")
            ),
            (
                #"{"detail":[{"loc":["body","temperature"],"msg":"M","type":"extra_forbidden","input":"secret text"}]}"#,
                ProviderProblem(message: "M", type: "extra_forbidden", parameter: "temperature")
            ),
            (#"{"detail":"Not Found"}"#, ProviderProblem(message: "Not Found")),
            ("<html>502</html>", ProviderProblem()), ("", ProviderProblem()), ("7", ProviderProblem()),
        ])
    func problems(body: String, expected: ProviderProblem) {
        #expect(wire.problem(from: Array(body.utf8)) == expected)
    }

    @Test(
        "JSON is found among words only when there is exactly one object",
        arguments: [
            (#"{"a":1}"#, #"{"a":1}"#),
            (#"Sure! Here it is: {"a":"}{"} Anything else?"#, #"{"a":"}{"}"#),
            (#"<think>maybe {"a":0}?</think> {"a":1}"#, #"{"a":1}"#),
            (#"{"a":0} or {"a":1}"#, #"{"a":0} or {"a":1}"#),
            ("no object", "no object"), (#"{"a":1"#, #"{"a":1"#), ("}}}{", "}}}{"), ("[1]", "[1]"),
            (#"{not json} {"a":1}"#, #"{"a":1}"#),
        ])
    func extraction(text: String, expected: String) {
        #expect(AnswerText.jsonText(in: text) == expected)
    }
}
