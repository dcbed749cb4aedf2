import JSON

/// What a stub's answer says it took.
package struct StubTokens: Sendable {
    /// Of the whole question, what came from the cache and what went there included.
    package var prompt = 1000
    package var cached = 400
    package var written = 0
    /// Reasoning included.
    package var completion = 90
    package var reasoning = 30

    package init() {}
}

extension StubFormat {
    /// A complete answer.
    ///
    /// - Parameters:
    ///   - text: what the model says; for a question that forces a tool call, the tool's input.
    ///   - form: as ``StubQuestion/form``. Default: `schema`.
    ///   - tokens: what the usage says.
    package func answer(
        _ text: String, form: String = "schema", model: String = "stub-model", tokens: StubTokens = StubTokens()
    ) -> StubLLMReply {
        body(content: text, ending: .complete, form: form, model: model, tokens: tokens)
    }

    /// An answer cut at its limit.
    package func truncated(model: String = "stub-model") -> StubLLMReply {
        body(content: #"{"reasoning":"The ans"#, ending: .truncated, form: "schema", model: model, tokens: StubTokens())
    }

    /// The model declines, or, where the format has no refusals, the provider's filter cuts in.
    package func refused(model: String = "stub-model") -> StubLLMReply {
        body(content: "I cannot help with that.", ending: .refused, form: "schema", model: model, tokens: StubTokens())
    }

    /// The provider's filter blocks the question; nil in formats that have no filter under a success status.
    package func filtered(model: String = "stub-model") -> StubLLMReply? {
        switch self {
        case .anthropic, .ollama, .mistral: nil
        default: body(content: "", ending: .filtered, form: "schema", model: model, tokens: StubTokens())
        }
    }

    private enum Ending { case complete, truncated, refused, filtered }

    private func body(
        content: String, ending: Ending, form: String, model: String, tokens: StubTokens
    ) -> StubLLMReply {
        let value: JSONValue =
            switch self {
            case .responses: responses(content, ending, model, tokens)
            case .anthropic: anthropic(content, ending, form, model, tokens)
            case .google: google(content, ending, model, tokens)
            case .ollama: ollama(content, ending, model, tokens)
            default: chat(content, ending, model, tokens)
            }
        return .json(headers: [("x-request-id", "req-\(rawValue)")], body: JSONWriter.bytes(of: value))
    }

    private func integer(_ number: Int) -> JSONValue { .integer(Int64(number)) }

    private func chat(_ content: String, _ ending: Ending, _ model: String, _ tokens: StubTokens) -> JSONValue {
        var message: JSONObject = ["role": "assistant"]
        let hasRefusals = self != .deepseek && self != .mistral
        message.append("content", ending == .filtered || ending == .refused && hasRefusals ? .null : .string(content))
        if hasRefusals { message.append("refusal", ending == .refused ? .string(content) : .null) }
        let reason =
            switch ending {
            case .complete: "stop"
            case .truncated: "length"
            case .filtered: "content_filter"
            case .refused: hasRefusals ? "stop" : "content_filter"
            }
        return [
            "id": "chatcmpl-1", "object": "chat.completion", "created": 1_795_000_000, "model": .string(model),
            "choices": [
                ["index": 0, "message": .object(message), "logprobs": nil, "finish_reason": .string(reason)]
            ], "usage": chatUsage(tokens),
        ]
    }

    private func chatUsage(_ tokens: StubTokens) -> JSONValue {
        // xAI counts reasoning beside the completion.
        let completion = self == .xai ? tokens.completion - tokens.reasoning : tokens.completion
        var usage: JSONObject = [
            "prompt_tokens": integer(tokens.prompt), "completion_tokens": integer(completion),
            "total_tokens": integer(tokens.prompt + tokens.completion),
        ]
        switch self {
        case .mistral: return .object(usage)
        case .deepseek:
            usage.append("prompt_cache_hit_tokens", integer(tokens.cached))
            usage.append("prompt_cache_miss_tokens", integer(tokens.prompt - tokens.cached))
        default:
            usage.append(
                "prompt_tokens_details",
                ["cached_tokens": integer(tokens.cached), "cache_write_tokens": integer(tokens.written)])
        }
        usage.append("completion_tokens_details", ["reasoning_tokens": integer(tokens.reasoning)])
        if self == .xai { usage.append("cost_in_usd_ticks", 12_345_678) }
        return .object(usage)
    }

    private func responses(_ content: String, _ ending: Ending, _ model: String, _ tokens: StubTokens) -> JSONValue {
        let part: JSONValue =
            ending == .refused
            ? ["type": "refusal", "refusal": .string(content)]
            : ["type": "output_text", "text": .string(content), "annotations": [], "logprobs": []]
        let isWhole = ending == .complete || ending == .refused
        let reason: JSONValue = ending == .filtered ? "content_filter" : "max_output_tokens"
        return [
            "id": "resp_1", "object": "response", "created_at": 1_795_000_000,
            "status": isWhole ? "completed" : "incomplete", "error": nil,
            "incomplete_details": isWhole ? nil : ["reason": reason], "instructions": nil, "model": .string(model),
            "output": [
                ["type": "reasoning", "id": "rs_1", "summary": []],
                [
                    "type": "message", "id": "msg_1", "role": "assistant",
                    "status": isWhole ? "completed" : "incomplete", "content": [part],
                ],
            ], "parallel_tool_calls": true, "tool_choice": "auto", "tools": [],
            "usage": [
                "input_tokens": integer(tokens.prompt),
                "input_tokens_details": [
                    "cached_tokens": integer(tokens.cached), "cache_write_tokens": integer(tokens.written),
                ], "output_tokens": integer(tokens.completion),
                "output_tokens_details": ["reasoning_tokens": integer(tokens.reasoning)],
                "total_tokens": integer(tokens.prompt + tokens.completion),
            ],
        ]
    }

    private func anthropic(
        _ content: String, _ ending: Ending, _ form: String, _ model: String, _ tokens: StubTokens
    ) -> JSONValue {
        let isTool = form == "tool" && ending == .complete
        let block: JSONValue =
            isTool
            ? [
                "type": "tool_use", "id": "toolu_1", "name": "answer",
                "input": (try? JSONReader.read(content)) ?? [:],
            ] : ["type": "text", "text": .string(content)]
        let reason =
            switch ending {
            case .complete: isTool ? "tool_use" : "end_turn"
            case .truncated: "max_tokens"
            case .refused, .filtered: "refusal"
            }
        return [
            "id": "msg_1", "type": "message", "role": "assistant", "model": .string(model),
            "content": [["type": "thinking", "thinking": "Let me see.", "signature": "c2ln"], block],
            "stop_reason": .string(reason), "stop_sequence": nil,
            "usage": [
                "input_tokens": integer(tokens.prompt - tokens.cached - tokens.written),
                "cache_creation_input_tokens": integer(tokens.written),
                "cache_read_input_tokens": integer(tokens.cached), "output_tokens": integer(tokens.completion),
                "output_tokens_details": ["thinking_tokens": integer(tokens.reasoning)],
            ],
        ]
    }

    private func google(_ content: String, _ ending: Ending, _ model: String, _ tokens: StubTokens) -> JSONValue {
        var response: JSONObject = [:]
        let reason = ending == .truncated ? "MAX_TOKENS" : ending == .refused ? "SAFETY" : "STOP"
        if ending == .filtered {
            response.append("promptFeedback", ["blockReason": "PROHIBITED_CONTENT"])
        } else {
            response.append(
                "candidates",
                [
                    [
                        "content": [
                            "role": "model",
                            "parts": [["text": "Let me see.", "thought": true], ["text": .string(content)]],
                        ], "finishReason": .string(reason), "index": 0,
                    ]
                ])
        }
        response.append(
            "usageMetadata",
            [
                "promptTokenCount": integer(tokens.prompt), "cachedContentTokenCount": integer(tokens.cached),
                "candidatesTokenCount": integer(tokens.completion - tokens.reasoning),
                "thoughtsTokenCount": integer(tokens.reasoning),
                "totalTokenCount": integer(tokens.prompt + tokens.completion),
            ])
        response.append("modelVersion", .string(model))
        response.append("responseId", "r1")
        return .object(response)
    }

    private func ollama(_ content: String, _ ending: Ending, _ model: String, _ tokens: StubTokens) -> JSONValue {
        [
            "model": .string(model), "created_at": "2026-11-22T10:00:00.000000Z",
            "message": ["role": "assistant", "content": .string(content)],
            "done_reason": ending == .truncated ? "length" : "stop", "done": true, "total_duration": 1_200_000_000,
            "load_duration": 100_000_000, "prompt_eval_count": integer(tokens.prompt),
            "prompt_eval_duration": 300_000_000, "eval_count": integer(tokens.completion), "eval_duration": 800_000_000,
        ]
    }
}
