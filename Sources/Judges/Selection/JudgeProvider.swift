/// The providers a client may name in `model_config.provider`.
package enum JudgeProvider: Sendable, Hashable {
    /// Any server that speaks chat completions, at the configured base URL unless the client names one.
    case openAICompatible
    /// A provider that speaks chat completions at an address of its own.
    case known(Endpoint)
    /// The judge without a model.
    case offline

    /// The provider by its usual names, whatever their case, spaces, dashes and underscores; nil for one whose wire
    /// format is not spoken here.
    package init?(name: String) {
        let plain = String(name.lowercased().filter { $0.isLetter || $0.isNumber })
        switch plain {
        case "openai", "openaicompatible", "custom", "azure", "azureopenai", "vllm", "llamacpp", "local", "localai",
            "lmstudio", "ollama", "litellm":
            self = .openAICompatible
        case "offline": self = .offline
        default:
            guard let endpoint = Self.addresses[plain].flatMap({ Endpoint($0) }) else { return nil }
            self = .known(endpoint)
        }
    }

    private static let addresses = [
        "deepseek": "https://api.deepseek.com",
        "mistral": "https://api.mistral.ai/v1",
        "mistralai": "https://api.mistral.ai/v1",
        "xai": "https://api.x.ai/v1",
        "grok": "https://api.x.ai/v1",
        "groq": "https://api.groq.com/openai/v1",
        "openrouter": "https://openrouter.ai/api/v1",
        "together": "https://api.together.xyz/v1",
        "togetherai": "https://api.together.xyz/v1",
    ]
}
