internal import JSON

extension OllamaWire {
    package func completion(from body: [UInt8]) throws(WireFault) -> Completion {
        let response = try WireResponse.object(from: body)
        guard let message = response["message"]?.object else { throw .unexpectedShape("`message`") }
        return Completion(
            outcome: outcome(message["content"]?.string ?? "", doneReason: response["done_reason"]?.string),
            model: response["model"]?.string,
            tokens: TokenUsage(
                prompt: WireResponse.count(response["prompt_eval_count"]),
                completion: WireResponse.count(response["eval_count"])),
            firstToken: WireResponse.alternatives(response["logprobs"]?.array?.first?["top_logprobs"]?.array))
    }

    /// `load` and `unload` answer a request that only moved the model in or out of memory.
    private func outcome(_ text: String, doneReason: String?) -> Completion.Outcome {
        switch doneReason {
        case "length": .truncated
        case "load", "unload": .empty
        default: WireResponse.answer(text)
        }
    }
}
