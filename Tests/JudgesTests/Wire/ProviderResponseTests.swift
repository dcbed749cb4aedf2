import Evaluation
import Judges
import Testing

@Suite("What each provider's answer means")
struct ProviderResponseTests {
    private func outcome(_ wire: any JudgeWire, _ text: String) throws -> Completion.Outcome {
        try wire.completion(from: Array(text.utf8)).outcome
    }

    @Test(
        "Google: how an answer ended",
        arguments: [
            (#"{"content":{"parts":[{"text":"{}"}]},"finishReason":"STOP"}"#, Completion.Outcome.answer("{}")),
            (
                #"{"content":{"parts":[{"text":"hm","thought":true},{"text":"{\"a\""},{"text":":1}"}]}}"#,
                .answer(#"{"a":1}"#)
            ),
            (#"{"content":{"parts":[{"text":"{"}]},"finishReason":"MAX_TOKENS"}"#, .truncated),
            (#"{"finishReason":"MAX_TOKENS"}"#, .truncated), (#"{"finishReason":"RECITATION"}"#, .filtered),
            (#"{"finishReason":"SPII"}"#, .filtered), (#"{"finishReason":"OTHER"}"#, .empty),
            (#"{"finishReason":"MALFORMED_RESPONSE"}"#, .empty), (#"{"finishReason":"STOP"}"#, .empty),
            (#"{"content":{"parts":[{"functionCall":{}}]},"finishReason":"STOP"}"#, .empty),
        ])
    func google(candidate: String, expected: Completion.Outcome) throws {
        #expect(try outcome(GoogleWire(), #"{"candidates":[\#(candidate)]}"#) == expected)
    }

    @Test(
        "Anthropic: how an answer ended",
        arguments: [
            (#"[{"type":"text","text":"{}"}]"#, "end_turn", Completion.Outcome.answer("{}")),
            (#"[{"type":"thinking","thinking":"{\"no\":1}"},{"type":"text","text":"{}"}]"#, "end_turn", .answer("{}")),
            (#"[{"type":"tool_use","name":"n","input":{"a":[1,null]}}]"#, "tool_use", .answer(#"{"a":[1,null]}"#)),
            (#"[{"type":"text","text":"{"}]"#, "max_tokens", .truncated),
            (#"[{"type":"tool_use","name":"n","input":{}}]"#, "max_tokens", .truncated),
            (#"[{"type":"text","text":"no"}]"#, "refusal", .refused), ("[]", "refusal", .refused),
            ("[]", "end_turn", .empty), ("[]", "pause_turn", .empty),
        ])
    func anthropic(content: String, reason: String, expected: Completion.Outcome) throws {
        #expect(try outcome(AnthropicWire(), #"{"content":\#(content),"stop_reason":"\#(reason)"}"#) == expected)
    }

    @Test(
        "Ollama: how an answer ended",
        arguments: [
            ("{}", "stop", Completion.Outcome.answer("{}")), ("{", "length", .truncated), ("", "load", .empty),
            ("", "stop", .empty), ("Sure: {} .", "stop", .answer("{}")),
        ])
    func ollama(content: String, reason: String, expected: Completion.Outcome) throws {
        #expect(
            try outcome(OllamaWire(), #"{"message":{"content":"\#(content)"},"done_reason":"\#(reason)"}"#) == expected)
    }

    @Test(
        "Responses: how an answer ended",
        arguments: [
            (#""status":"completed""#, #"{"type":"output_text","text":"{}"}"#, Completion.Outcome.answer("{}")),
            (#""status":"completed""#, #"{"type":"refusal","refusal":"no"}"#, .refused),
            (
                #""status":"incomplete","incomplete_details":{"reason":"max_output_tokens"}"#,
                #"{"type":"output_text","text":"{"}"#, .truncated
            ),
            (
                #""status":"incomplete","incomplete_details":{"reason":"content_filter"}"#,
                #"{"type":"output_text","text":"{"}"#, .filtered
            ),
            (#""status":"completed""#, #"{"type":"output_text","text":""}"#, .empty),
        ])
    func responses(status: String, part: String, expected: Completion.Outcome) throws {
        let text = #"{\#(status),"output":[{"type":"reasoning"},{"type":"message","content":[\#(part)]}]}"#
        #expect(try outcome(ResponsesWire(), text) == expected)
    }

    @Test("Responses: a failed response is an error, but for what the provider will not judge")
    func failedResponses() throws {
        #expect(
            try outcome(ResponsesWire(), #"{"status":"failed","error":{"code":"bio_policy","message":"m"}}"#)
                == .filtered)
        #expect(throws: WireFault.problem(ProviderProblem(message: "m", code: "server_error"))) {
            try outcome(ResponsesWire(), #"{"status":"failed","error":{"code":"server_error","message":"m"}}"#)
        }
    }

    @Test("Every wire names what it cannot read, and believes no number")
    func hostile() throws {
        let wires: [any JudgeWire] = [
            OpenAIWire(), ResponsesWire(), AnthropicWire(), GoogleWire(), OllamaWire(), AzureWire(),
        ]
        for wire in wires {
            for text in ["", "<html>", "[]", "{}", "7", #"{"a":"#] {
                #expect(throws: WireFault.self) { try wire.completion(from: Array(text.utf8)) }
                #expect(wire.problem(from: Array(text.utf8)) == ProviderProblem())
            }
        }
        let huge = "9223372036854775807"
        let tokens = try GoogleWire().completion(
            from: Array(
                #"{"candidates":[{}],"usageMetadata":{"promptTokenCount":\#(huge),"toolUsePromptTokenCount":\#(huge),"candidatesTokenCount":-4,"thoughtsTokenCount":\#(huge)}}"#
                    .utf8)
        ).tokens
        #expect(tokens.prompt == 2_000_000_000 && tokens.completion == 1_000_000_000)
    }

    @Test("Probabilities of tokens are read from every format that has them")
    func alternatives() throws {
        let google = try GoogleWire().completion(
            from: Array(
                #"{"candidates":[{"content":{"parts":[{"text":"yes"}]},"logprobsResult":{"topCandidates":[{"candidates":[{"token":"yes","logProbability":0},{"token":"no","logProbability":-3}]}]}}]}"#
                    .utf8))
        #expect(google.firstToken.map(\.text) == ["yes", "no"] && google.firstToken.first?.probability == 1)
        let ollama = try OllamaWire().completion(
            from: Array(
                #"{"message":{"content":"yes"},"done_reason":"length","logprobs":[{"token":"yes","logprob":-0.1,"top_logprobs":[{"token":"yes","logprob":-0.1}]}]}"#
                    .utf8))
        #expect(ollama.firstToken.map(\.text) == ["yes"])
        let responses = try ResponsesWire().completion(
            from: Array(
                #"{"status":"incomplete","output":[{"type":"message","content":[{"type":"output_text","text":"no","logprobs":[{"token":"no","logprob":0,"bytes":[],"top_logprobs":[{"token":"no","logprob":0,"bytes":[]}]}]}]}]}"#
                    .utf8))
        #expect(responses.firstToken.map(\.text) == ["no"])
    }

    @Test(
        "What a problem's details say is read",
        arguments: [
            (
                #"{"type":"error","error":{"type":"rate_limit_error","message":"M","details":{"error_code":"enforced_spend_limit_reached"}}}"#,
                ProviderProblem(message: "M", type: "rate_limit_error", code: "enforced_spend_limit_reached")
            ),
            (
                #"{"error":{"code":429,"message":"M","status":"S","details":[{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"34.5s"}]}}"#,
                ProviderProblem(message: "M", type: "S", code: "429", retryAfter: .milliseconds(34_500))
            ),
            (
                #"{"object":"error","message":{"detail":[{"type":"T","loc":["body","seed"],"msg":"M"}]}}"#,
                ProviderProblem(message: "M", type: "T", parameter: "seed")
            ),
            (#"{"code":8,"error":"M"}"#, ProviderProblem(message: "M", code: "8")),
            (#"{"detail":"Unauthorized"}"#, ProviderProblem(message: "Unauthorized")),
        ])
    func details(body: String, expected: ProviderProblem) {
        #expect(OpenAIWire().problem(from: Array(body.utf8)) == expected)
    }
}
