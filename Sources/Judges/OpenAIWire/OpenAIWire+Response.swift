internal import Glibc
internal import JSON

extension OpenAIWire {
    package func completion(from body: [UInt8]) throws(WireFault) -> Completion {
        let root: JSONValue
        do { root = try JSONReader.read(body) } catch { throw .notJSON(error) }
        guard let response = root.object else { throw .unexpectedShape("object at its root") }
        if let error = response["error"], !error.isNull { throw .problem(problem(in: root)) }
        guard let choices = response["choices"]?.array else { throw .unexpectedShape("`choices`") }
        guard let choice = choices.first?.object else { throw .unexpectedShape("`choices[0]`") }
        guard let message = choice["message"]?.object else { throw .unexpectedShape("`choices[0].message`") }
        let content = try content(of: message)
        return Completion(
            outcome: outcome(content, finishReason: choice["finish_reason"]?.string), model: response["model"]?.string,
            tokens: tokens(in: response["usage"]?.object), firstToken: firstToken(in: choice["logprobs"]))
    }

    /// Most alternatives that are read; nobody is asked for more than 20.
    private static let mostAlternatives = 100

    /// What is no list of tokens with numbers is left out: such an endpoint gives no token probabilities.
    private func firstToken(in logprobs: JSONValue?) -> [TokenAlternative] {
        guard let first = logprobs?["content"]?.array?.first, let top = first["top_logprobs"]?.array else { return [] }
        return top.prefix(Self.mostAlternatives).compactMap { item in
            guard let token = item["token"]?.string, let logarithm = item["logprob"]?.number, !logarithm.isNaN else {
                return nil
            }
            return TokenAlternative(token, probability: exp(min(0, logarithm)))
        }
    }

    package func problem(from body: [UInt8]) -> ProviderProblem {
        guard let root = try? JSONReader.read(body) else { return ProviderProblem() }
        return problem(in: root)
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
        default: return content.text.isEmpty ? .empty : .answer(AnswerText.jsonText(in: content.text))
        }
    }

    /// Far above any model's context.
    private static let mostTokens = 1_000_000_000

    private func tokens(in usage: JSONObject?) -> TokenUsage {
        // A provider can claim any number, and sums of such numbers must not end the process.
        func count(_ value: JSONValue?) -> Int { min(max(0, value?.integer ?? 0), Self.mostTokens) }
        guard let usage else { return TokenUsage() }
        let prompt = count(usage["prompt_tokens"])
        let reasoning = count(usage["completion_tokens_details"]?["reasoning_tokens"])
        var completion = count(usage["completion_tokens"])
        // xAI counts reasoning beside the completion instead of inside it; the total tells which.
        let (sum, overflow) = prompt.addingReportingOverflow(completion)
        if reasoning > 0, !overflow, count(usage["total_tokens"]) - reasoning == sum { completion += reasoning }
        let cached =
            usage["prompt_tokens_details"]?["cached_tokens"] ?? usage["prompt_cache_hit_tokens"]
            ?? usage["cached_tokens"]
        return TokenUsage(
            prompt: prompt, cached: min(prompt, count(cached)), completion: completion,
            reasoning: min(completion, reasoning))
    }

    /// Reads the error shapes of the servers that speak this format: an `error` object, an `error` text, the members at
    /// the top level, FastAPI's `detail`, and any of them wrapped in an array.
    private func problem(in root: JSONValue) -> ProviderProblem {
        if let first = root.array?.first { return problem(in: first) }
        guard let object = root.object else { return ProviderProblem() }
        switch object["error"] {
        case .object(let error)?: return fields(of: error)
        case .string(let text)?:
            return ProviderProblem(message: text, type: object["type"]?.string, code: code(object["code"]))
        default: break
        }
        if let details = object["detail"]?.array, let detail = details.first?.object {
            let parameter = detail["loc"]?.array?.last?.string
            return ProviderProblem(
                message: detail["msg"]?.string, type: detail["type"]?.string, parameter: parameter)
        }
        if let detail = object["detail"]?.string { return ProviderProblem(message: detail) }
        return fields(of: object)
    }

    private func fields(of error: JSONObject) -> ProviderProblem {
        ProviderProblem(
            message: error["message"]?.string, type: error["type"]?.string ?? error["status"]?.string,
            code: code(error["code"]), parameter: error["param"]?.string)
    }

    /// A number in some servers, where it repeats the status.
    private func code(_ value: JSONValue?) -> String? {
        switch value {
        case .string(let text)?: text
        case .integer(let number)?: String(number)
        default: nil
        }
    }
}
