/// Who a judge can be behind: the choices of `JUDGE_PROVIDER`, and more that a client may name in `model_config.provider`.
package enum JudgeProvider: String, Sendable, Hashable, CaseIterable {
    /// Any server that speaks chat completions, at the configured base URL; without one, OpenAI.
    case openAI = "openai"
    /// The same endpoint in the Responses format.
    case openAIResponses = "openai-responses"
    case azure, anthropic, google
    case xAI = "xai"
    case deepSeek = "deepseek"
    case mistral, ollama
    /// Speak chat completions at an address of their own, with the client's own key alone.
    case groq
    case openRouter = "openrouter"
    case together
    /// A server that speaks chat completions at an address the client names.
    case compatible
    /// The judge without a model.
    case offline

    /// What `JUDGE_PROVIDER` may be.
    package static let choices: [JudgeProvider] = [
        .openAI, .openAIResponses, .azure, .anthropic, .google, .xAI, .deepSeek, .mistral, .ollama, .offline,
    ]

    /// The provider by its usual names, whatever their case, spaces, dashes and underscores; nil for one whose wire
    /// format is not spoken here.
    package init?(name: String) {
        let plain = String(name.lowercased().filter { $0.isLetter || $0.isNumber })
        guard let provider = Self.names[plain] else { return nil }
        self = provider
    }

    private static let names: [String: JudgeProvider] = [
        "openai": .openAI, "openairesponses": .openAIResponses, "responses": .openAIResponses,
        "openaicompatible": .compatible, "custom": .compatible, "vllm": .compatible, "llamacpp": .compatible,
        "local": .compatible, "localai": .compatible, "lmstudio": .compatible, "litellm": .compatible,
        "azure": .azure, "azureopenai": .azure, "anthropic": .anthropic, "claude": .anthropic, "google": .google,
        "gemini": .google, "googlegenai": .google, "googleai": .google, "xai": .xAI, "grok": .xAI,
        "deepseek": .deepSeek, "mistral": .mistral, "mistralai": .mistral, "ollama": .ollama, "groq": .groq,
        "openrouter": .openRouter, "together": .together, "togetherai": .together, "offline": .offline,
    ]

    /// Prefixes of models that name their provider. Names of organisations that publish models (`mistralai/`,
    /// `meta-llama/`, `deepseek-ai/`) are none.
    private static let prefixes: [String: JudgeProvider] = [
        "openai": .openAI, "azure": .azure, "anthropic": .anthropic, "google": .google, "gemini": .google, "xai": .xAI,
        "deepseek": .deepSeek, "mistral": .mistral, "ollama": .ollama,
    ]

    /// A model's name cut at the provider before it: `anthropic/claude-haiku-4-5`; nil for a name without one.
    package static func split(_ model: String) -> (provider: JudgeProvider, model: String)? {
        guard let slash = model.firstIndex(of: "/"), let provider = prefixes[model[..<slash].lowercased()] else {
            return nil
        }
        let rest = model[model.index(after: slash)...]
        return rest.isEmpty ? nil : (provider, String(rest))
    }

    /// Where everybody finds it; nil for one whose address only its user knows.
    package var standardEndpoint: Endpoint? { Self.standardEndpoints[self] }

    /// Read once: every request asks for one.
    private static let standardEndpoints = Dictionary(
        uniqueKeysWithValues: allCases.compactMap { provider in
            provider.standardURL.flatMap { Endpoint($0) }.map { (provider, $0) }
        })

    private var standardURL: String? {
        switch self {
        case .openAI, .openAIResponses: "https://api.openai.com/v1"
        case .anthropic: "https://api.anthropic.com/v1"
        case .google: "https://generativelanguage.googleapis.com/v1beta"
        case .xAI: "https://api.x.ai/v1"
        case .deepSeek: "https://api.deepseek.com"
        case .mistral: "https://api.mistral.ai/v1"
        case .groq: "https://api.groq.com/openai/v1"
        case .openRouter: "https://openrouter.ai/api/v1"
        case .together: "https://api.together.xyz/v1"
        case .azure, .ollama, .compatible, .offline: nil
        }
    }

    /// The settings that hold its key, the first one first; empty where the operator configures none.
    package var keySettings: [String] {
        switch self {
        case .openAI, .openAIResponses: ["OPENAI_API_KEY"]
        case .azure: ["AZURE_OPENAI_API_KEY"]
        case .anthropic: ["ANTHROPIC_API_KEY"]
        case .google: ["GOOGLE_API_KEY", "GEMINI_API_KEY"]
        case .xAI: ["XAI_API_KEY"]
        case .deepSeek: ["DEEPSEEK_API_KEY"]
        case .mistral: ["MISTRAL_API_KEY"]
        case .ollama: ["OLLAMA_API_KEY"]
        case .groq, .openRouter, .together, .compatible, .offline: []
        }
    }

    /// The provider as results name it: who speaks chat completions is `openai`.
    package var name: String {
        switch self {
        case .openAIResponses, .groq, .openRouter, .together, .compatible: "openai"
        default: rawValue
        }
    }

    /// The provider as its rows in the table of models name it.
    var priceName: String { self == .openAIResponses ? "openai" : rawValue }

    /// - Parameter azureVersion: the `api-version` of Azure's older path; nil for the v1 path.
    func wire(azureVersion: String?) -> any JudgeWire {
        switch self {
        case .openAIResponses: ResponsesWire()
        case .azure: AzureWire(apiVersion: azureVersion)
        case .anthropic: AnthropicWire()
        case .google: GoogleWire()
        case .xAI: OpenAIWire.xAI
        case .deepSeek: OpenAIWire.deepSeek
        case .mistral: OpenAIWire.mistral
        case .ollama: OllamaWire()
        case .openAI, .groq, .openRouter, .together, .compatible, .offline: OpenAIWire()
        }
    }

    /// Whether it shares the account of OpenAI: `OPENAI_API_KEY` and `OPENAI_BASE_URL`.
    var isOpenAI: Bool { self == .openAI || self == .openAIResponses }
}
