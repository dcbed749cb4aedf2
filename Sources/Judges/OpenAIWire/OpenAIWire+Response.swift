internal import Evaluation
internal import JSON

extension OpenAIWire {
    package func completion(from body: [UInt8]) throws(WireFault) -> Completion {
        let response = try WireResponse.object(from: body)
        guard let choices = response["choices"]?.array else { throw .unexpectedShape("`choices`") }
        guard let choice = choices.first?.object else { throw .unexpectedShape("`choices[0]`") }
        guard let message = choice["message"]?.object else { throw .unexpectedShape("`choices[0].message`") }
        let content = try content(of: message)
        return Completion(
            outcome: outcome(content, finishReason: choice["finish_reason"]?.string), model: response["model"]?.string,
            tokens: tokens(in: response["usage"]?.object), firstToken: firstToken(in: choice["logprobs"]))
    }

    private func firstToken(in logprobs: JSONValue?) -> [TokenAlternative] {
        WireResponse.alternatives(logprobs?["content"]?.array?.first?["top_logprobs"]?.array)
    }

    private struct Content {
        var text: String
        var isRefusal: Bool
    }

    /// `content` is a string, null beside a `refusal`, or an array of parts.
    private func content(of message: JSONObject) throws(WireFault) -> Content {
        let refusal = message["refusal"]?.string ?? ""
        switch message["content"] {
        case nil, .null?: return Content(text: "", isRefusal: !refusal.isEmpty)
        case .string(let text)?: return Content(text: text, isRefusal: text.isEmpty && !refusal.isEmpty)
        case .array(let parts)?:
            var text = ""
            var isRefusal = !refusal.isEmpty
            for part in parts {
                switch part["type"]?.string {
                case "text", "output_text": text += part["text"]?.string ?? ""
                case "refusal": isRefusal = true
                default: break
                }
            }
            return Content(text: text, isRefusal: isRefusal && text.isEmpty)
        default: throw .unexpectedShape("`choices[0].message.content`")
        }
    }

    private func outcome(_ content: Content, finishReason: String?) -> Completion.Outcome {
        if content.isRefusal { return .refused }
        switch finishReason {
        case "content_filter": return .filtered
        case "length": return .truncated
        case "refusal": return .refused
        default: return WireResponse.answer(content.text)
        }
    }

    private func tokens(in usage: JSONObject?) -> TokenUsage {
        guard let usage else { return TokenUsage() }
        let prompt = WireResponse.count(usage["prompt_tokens"])
        let reasoning = WireResponse.count(usage["completion_tokens_details"]?["reasoning_tokens"])
        var completion = WireResponse.count(usage["completion_tokens"])
        // xAI counts reasoning beside the completion instead of inside it; the total tells which.
        let (sum, overflow) = prompt.addingReportingOverflow(completion)
        if reasoning > 0, !overflow, WireResponse.count(usage["total_tokens"]) - reasoning == sum {
            completion += reasoning
        }
        let cached = min(
            prompt,
            WireResponse.count(
                usage["prompt_tokens_details"]?["cached_tokens"] ?? usage["prompt_cache_hit_tokens"]
                    ?? usage["cached_tokens"]))
        return TokenUsage(
            prompt: prompt, cached: cached,
            cacheWrite: min(
                prompt - cached, WireResponse.count(usage["prompt_tokens_details"]?["cache_write_tokens"])),
            completion: completion, reasoning: min(completion, reasoning), billed: billed(usage))
    }

    private func billed(_ usage: JSONObject) -> JudgeCost? {
        guard dialect.billsInTicks, let ticks = usage["cost_in_usd_ticks"]?.integer, ticks >= 0 else { return nil }
        // A tick is a ten-billionth of a dollar, a hundred picodollars.
        let (picodollars, overflow) = Int64(ticks).multipliedReportingOverflow(by: 100)
        return overflow ? nil : JudgeCost(picodollars: picodollars)
    }
}
