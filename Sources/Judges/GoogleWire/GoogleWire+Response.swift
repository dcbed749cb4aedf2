internal import JSON

extension GoogleWire {
    package func completion(from body: [UInt8]) throws(WireFault) -> Completion {
        let response = try WireResponse.object(from: body)
        let candidate = response["candidates"]?.array?.first
        let isBlocked = response["promptFeedback"]?["blockReason"]?.string != nil
        if candidate == nil, !isBlocked { throw .unexpectedShape("`candidates[0]`") }
        return Completion(
            outcome: isBlocked ? .filtered : outcome(of: candidate), model: response["modelVersion"]?.string,
            tokens: tokens(in: response["usageMetadata"]),
            firstToken: WireResponse.alternatives(
                candidate?["logprobsResult"]?["topCandidates"]?.array?.first?["candidates"]?.array,
                logarithm: "logProbability"))
    }

    /// The reasons that stand for a filter; others that are neither a stop nor the limit are mishaps of the model.
    private static let filters: Set<String> = [
        "SAFETY", "RECITATION", "LANGUAGE", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "ESCALATION", "MODEL_ARMOR",
        "PUP_LIMITED_DISABLED",
    ]

    private func outcome(of candidate: JSONValue?) -> Completion.Outcome {
        let reason = candidate?["finishReason"]?.string ?? "STOP"
        if Self.filters.contains(reason) { return .filtered }
        switch reason {
        case "MAX_TOKENS", "CONTINUATION": return .truncated
        case "STOP", "FINISH_REASON_UNSPECIFIED":
            let parts = candidate?["content"]?["parts"]?.array ?? []
            // Parts marked as thoughts are no part of the answer.
            return WireResponse.answer(
                parts.filter { $0["thought"]?.bool != true }.compactMap { $0["text"]?.string }.joined())
        default: return .empty
        }
    }

    /// Thoughts are billed as output and counted beside it; what tools were shown is billed as input.
    private func tokens(in usage: JSONValue?) -> TokenUsage {
        let prompt =
            WireResponse.count(usage?["promptTokenCount"]) + WireResponse.count(usage?["toolUsePromptTokenCount"])
        let thoughts = WireResponse.count(usage?["thoughtsTokenCount"])
        return TokenUsage(
            prompt: prompt, cached: min(prompt, WireResponse.count(usage?["cachedContentTokenCount"])),
            completion: WireResponse.count(usage?["candidatesTokenCount"]) + thoughts, reasoning: thoughts)
    }
}
