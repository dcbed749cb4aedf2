package import JSON

/// A provider's wire format as its documentation has it, for stub servers. Nothing here is shared with the program: a mistake
/// of the one must not be the other's too.
package enum StubFormat: String, Sendable, CaseIterable, CustomStringConvertible {
    case chat, responses, azure, azureDeployments, anthropic, google, xai, deepseek, mistral, ollama

    package var description: String { rawValue }

    /// What `JUDGE_PROVIDER` and `model_config.provider` call it.
    package var provider: String {
        switch self {
        case .chat: "openai"
        case .responses: "openai-responses"
        case .azure, .azureDeployments: "azure"
        default: rawValue
        }
    }

    /// The path of a base URL, without a slash at the end.
    package var basePath: String {
        switch self {
        case .azure: "/openai/v1"
        case .azureDeployments: "/openai"
        case .google: "/v1beta"
        case .deepseek, .ollama: ""
        default: "/v1"
        }
    }

    /// Where questions are posted, query included.
    package func path(model: String) -> String {
        switch self {
        case .responses: "/v1/responses"
        case .anthropic: "/v1/messages"
        case .google: "/v1beta/models/\(model):generateContent"
        case .ollama: "/api/chat"
        case .azureDeployments: "/openai/deployments/\(model)/chat/completions?api-version=2024-10-21"
        default: basePath + "/chat/completions"
        }
    }

    /// The format whose path a request has; nil for a path that is none's. Chat completions of several providers share one,
    /// which `host` tells apart: the stub's own path before it.
    package static func named(by request: StubLLMRequest) -> (format: StubFormat, request: StubLLMRequest)? {
        let parts = request.path.split(separator: "/", maxSplits: 1)
        guard parts.count == 2, let format = StubFormat(rawValue: String(parts[0])) else { return nil }
        return (
            format,
            StubLLMRequest(
                method: request.method, path: "/" + parts[1], headers: request.headers, body: request.body,
                number: request.number)
        )
    }

    /// Whether its usage says which tokens came from a cache.
    package var reportsCache: Bool { self != .mistral && self != .ollama }

    /// Whether answers may come with the probabilities of tokens.
    package var hasTokenProbabilities: Bool { self != .anthropic && self != .mistral }

    var isChat: Bool {
        switch self {
        case .responses, .anthropic, .google, .ollama: false
        default: true
        }
    }
}

/// A question as a stub has read it out of a request.
package struct StubQuestion: Sendable {
    package var model: String
    package var system: String
    package var user: String
    /// The schema's name; nil in formats that have none.
    package var name: String?
    /// The schema that is enforced, or that the rules tell in words; nil for a question without one.
    package var schema: JSONValue?
    /// How the form of the answer is asked for: `schema`, `openapi`, `tool`, `object` or `text`.
    package var form: String
    /// The answer's limit in tokens.
    package var limit: Int?
}

/// Why a stub refuses a request, in the provider's own words and shape.
package struct StubRefusal: Error {
    package let reply: StubLLMReply
}
