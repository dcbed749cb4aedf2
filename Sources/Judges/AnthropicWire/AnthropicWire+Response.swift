internal import JSON

extension AnthropicWire {
    package func completion(from body: [UInt8]) throws(WireFault) -> Completion {
        let response = try WireResponse.object(from: body)
        guard let blocks = response["content"]?.array else { throw .unexpectedShape("`content`") }
        return Completion(
            outcome: outcome(blocks, stopReason: response["stop_reason"]?.string), model: response["model"]?.string,
            tokens: tokens(in: response["usage"]))
    }

    private func outcome(_ blocks: [JSONValue], stopReason: String?) -> Completion.Outcome {
        switch stopReason {
        case "refusal": return .refused
        case "max_tokens", "model_context_window_exceeded": return .truncated
        default: break
        }
        if let input = blocks.first(where: { $0["type"]?.string == "tool_use" })?["input"] {
            return .answer(JSONWriter.text(of: input))
        }
        // Thinking has blocks of its own and is no part of the answer.
        let text = blocks.filter { $0["type"]?.string == "text" }.compactMap { $0["text"]?.string }.joined()
        return WireResponse.answer(text)
    }

    /// `input_tokens` leaves out what was read from the cache and what was put there.
    private func tokens(in usage: JSONValue?) -> TokenUsage {
        let cached = WireResponse.count(usage?["cache_read_input_tokens"])
        let written = WireResponse.count(usage?["cache_creation_input_tokens"])
        let completion = WireResponse.count(usage?["output_tokens"])
        return TokenUsage(
            prompt: WireResponse.count(usage?["input_tokens"]) + cached + written, cached: cached, cacheWrite: written,
            completion: completion,
            reasoning: min(completion, WireResponse.count(usage?["output_tokens_details"]?["thinking_tokens"])))
    }
}
