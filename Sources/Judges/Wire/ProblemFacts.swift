/// What a provider's error says beyond its status, read from codes first and from words where codes are missing.
struct ProblemFacts {
    private let code: String
    private let type: String
    private let parameter: String
    private let message: String
    private let cause: String
    private let isFlagged: Bool

    init(_ problem: ProviderProblem) {
        code = (problem.code ?? "").lowercased()
        type = (problem.type ?? "").lowercased()
        parameter = (problem.parameter ?? "").lowercased()
        message = (problem.message ?? "").lowercased()
        cause = (problem.cause ?? "").lowercased()
        isFlagged = problem.isFlagged
    }

    /// No money, or a limit that waiting does not lift: arrives as 429 like a rate limit does.
    var isBilling: Bool {
        let codes: Set<String> = [
            "insufficient_quota", "credit_balance_exhausted", "organization_spend_limit_exceeded",
            "project_spend_limit_exceeded", "organization_usage_limit_exceeded", "billing_hard_limit_reached",
            "billing_not_active", "enforced_spend_limit_reached", "contract_spend_limit_reached", "billing_error",
            "insufficient_balance", "quota_per_day",
        ]
        return codes.contains(code) || codes.contains(type)
    }

    /// Too many requests or tokens at the moment.
    var isThrottling: Bool {
        let codes: Set<String> = [
            "rate_limit_exceeded", "slow_down", "rate_limit_error", "resource_exhausted", "overloaded_error",
            "ramp_limit_exceeded",
        ]
        return codes.contains(code) || codes.contains(type)
    }

    /// A filter objects to the question's text, as the body's members say.
    var namesContentFilter: Bool {
        let codes: Set<String> = [
            "content_filter", "content_policy_violation", "responsibleaipolicyviolation", "data_inspection_failed",
            "refusal",
        ]
        return isFlagged || [code, type, cause].contains { codes.contains($0) }
    }

    /// A filter objects to the question's text, as the words for people say: xAI, OpenRouter, OpenAI, Azure, Anthropic,
    /// DeepSeek, Alibaba, LiteLLM. Beside them a code may speak of permissions, and the text of the key.
    var speaksOfContentFilter: Bool {
        let words = [
            "content violates usage guidelines", "safety_check_type_", "your input was flagged",
            "prompt was flagged as potentially violating", "content management policy", "content filtering policy",
            "content exists risk", "may contain inappropriate content", "contentpolicyviolationerror",
            "prompt injection patterns detected",
        ]
        return words.contains { message.contains($0) }
    }

    /// The key, what it is allowed, or the account behind it is at fault. A page of a firewall says none of it.
    var blamesAccess: Bool {
        let names = ["key", "permission", "auth", "account", "billing", "quota", "country", "disabled", "suspended"]
        let words = [
            "api key", "api-key", "apikey", "key limit", "permission", "not authorized", "unauthorized", "authenticat",
            "credential", "billing", "insufficient", "quota", "subscription", "suspended", "deactivated", "country",
            "region", "account", "organization", "access to",
        ]
        return names.contains { code.contains($0) || type.contains($0) || cause.contains($0) }
            || words.contains { message.contains($0) }
    }

    /// The key is wrong; Google and xAI say so with 400.
    var isWrongKey: Bool {
        let codes: Set<String> = ["api_key_invalid", "invalid_api_key", "authentication_error"]
        return codes.contains(code) || codes.contains(type)
            || ["api key not valid", "incorrect api key", "invalid api key"].contains { message.contains($0) }
    }

    /// The endpoint has no such model or deployment.
    var isUnknownModel: Bool {
        let codes: Set<String> = ["model_not_found", "deploymentnotfound", "invalid_model", "not_found_error"]
        if codes.contains(code) || codes.contains(type) { return true }
        let ends = ["not found", "does not exist", "not exist", "no such", "invalid model"]
        return message.contains("model") && ends.contains { message.contains($0) }
    }

    /// This schema is beyond what the provider enforces, though each part of it is allowed and others are taken.
    private var refusesSchema: Bool {
        let words = [
            "compiled grammar", "too many states", "union types", "schema is too complex",
            "output_config.format.schema",
            "invalid schema for", "schema contains features not supported",
        ]
        return code == "invalid_json_schema" || parameter.hasSuffix(".schema")
            || words.contains { message.contains($0) }
    }

    /// The optional parameter that the model does not take; nil when something else is wrong.
    var refusedParameter: RequestShape.Parameter? {
        if refusesSchema { return .schema }
        if message.contains("output_config") { return .answerFormat }
        guard !isTooLong else { return nil }
        if let named = Self.parameter(named: parameter) { return saysUnsupported || code.isEmpty ? named : nil }
        guard saysUnsupported else { return nil }
        // The order matters: a message about one parameter may recommend another one after it.
        let names = [
            "response_format", "json_schema", "grammar", "responsejsonschema", "response_json_schema", "responseschema",
            "response_schema", "responsemimetype", "response_mime_type", "json mode", "tool_choice", "format",
            "max_completion_tokens", "max_tokens", "max_output_tokens", "maxoutputtokens", "temperature", "seed",
            "random_seed", "prompt_cache_key", "cache_control", "top_logprobs", "logprobs", "responselogprobs",
        ]
        let places = names.compactMap { name in
            message.range(ofWord: name).map { (place: $0, name: name) }
        }
        return places.min { $0.place < $1.place }.flatMap { Self.parameter(named: $0.name) }
    }

    /// A question or an answer beyond the model's size: no change of parameters helps.
    private var isTooLong: Bool {
        code == "context_length_exceeded" || code == "string_above_max_length"
            || ["context length", "too large", "too long", "context window"].contains { message.contains($0) }
    }

    private var saysUnsupported: Bool {
        let codes: Set<String> = [
            "unsupported_parameter", "unsupported_value", "unknown_parameter", "extra_forbidden", "unrecognized_keys",
        ]
        if codes.contains(code) || codes.contains(type) { return true }
        let words = [
            "unsupported", "not support", "unknown", "unrecognized", "not allowed", "unexpected",
            "only the default", "can be specified", "invalid parameter", "not available", "unavailable", "must be",
            "less than",
            "at most", "greater than", "not enabled", "not permitted",
        ]
        return words.contains { message.contains($0) }
    }

    private static func parameter(named name: String) -> RequestShape.Parameter? {
        if name.hasPrefix("response_format") || name.hasPrefix("text.format") { return .answerFormat }
        switch name {
        case "json_schema", "grammar", "responsejsonschema", "response_json_schema", "responseschema",
            "response_schema", "responsemimetype", "response_mime_type", "json mode", "tool_choice", "format":
            return .answerFormat
        case "max_tokens", "max_completion_tokens", "max_output_tokens", "maxoutputtokens": return .tokenLimit
        case "temperature": return .temperature
        case "seed", "random_seed": return .seed
        case "prompt_cache_key", "cache_control": return .prefixHints
        case "top_logprobs": return .alternatives
        case "logprobs", "responselogprobs": return .tokenProbabilities
        default: return nil
        }
    }
}

extension String {
    /// Bytes before the first place where `word` stands alone; nil when it does not.
    fileprivate func range(ofWord word: String) -> Int? {
        let text = Array(utf8)
        let wanted = Array(word.utf8)
        func isWordByte(_ byte: UInt8) -> Bool {
            byte == UInt8(ascii: "_") || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte)
        }
        guard text.count >= wanted.count else { return nil }
        return (0...text.count - wanted.count).first { start in
            let end = start + wanted.count
            return text[start..<end].elementsEqual(wanted) && (start == 0 || !isWordByte(text[start - 1]))
                && (end == text.count || !isWordByte(text[end]))
        }
    }
}
