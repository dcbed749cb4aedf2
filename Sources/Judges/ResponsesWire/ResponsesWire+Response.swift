internal import JSON

extension ResponsesWire {
    /// Codes of a failed response that no other try would change: the provider will not judge this text.
    private static let policies: Set<String> = ["invalid_prompt", "bio_policy", "misalignment_policy_violation"]

    package func completion(from body: [UInt8]) throws(WireFault) -> Completion {
        let response: JSONObject
        do { response = try WireResponse.object(from: body) } catch {
            if case .problem(let problem) = error, Self.policies.contains(problem.code ?? "") {
                return Completion(outcome: .filtered)
            }
            throw error
        }
        guard let items = response["output"]?.array else { throw .unexpectedShape("`output`") }
        let parts = items.filter { $0["type"]?.string == "message" }.flatMap { $0["content"]?.array ?? [] }
        let texts = parts.filter { $0["type"]?.string == "output_text" }
        return Completion(
            outcome: outcome(
                texts.compactMap { $0["text"]?.string }.joined(),
                isRefusal: parts.contains { $0["type"]?.string == "refusal" }, response),
            model: response["model"]?.string, tokens: tokens(in: response["usage"]),
            firstToken: WireResponse.alternatives(
                texts.first?["logprobs"]?.array?.first?["top_logprobs"]?.array))
    }

    private func outcome(_ text: String, isRefusal: Bool, _ response: JSONObject) -> Completion.Outcome {
        if response["status"]?.string == "incomplete" {
            return response["incomplete_details"]?["reason"]?.string == "content_filter" ? .filtered : .truncated
        }
        if text.isEmpty, isRefusal { return .refused }
        return WireResponse.answer(text)
    }

    private func tokens(in usage: JSONValue?) -> TokenUsage {
        let prompt = WireResponse.count(usage?["input_tokens"])
        let completion = WireResponse.count(usage?["output_tokens"])
        let cached = min(prompt, WireResponse.count(usage?["input_tokens_details"]?["cached_tokens"]))
        return TokenUsage(
            prompt: prompt, cached: cached,
            cacheWrite: min(
                prompt - cached, WireResponse.count(usage?["input_tokens_details"]?["cache_write_tokens"])),
            completion: completion,
            reasoning: min(completion, WireResponse.count(usage?["output_tokens_details"]?["reasoning_tokens"])))
    }
}
