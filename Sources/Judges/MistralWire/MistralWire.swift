extension OpenAIWire {
    /// Mistral's chat completions: `random_seed` for the seed, `max_tokens` alone for the limit, and no probabilities of
    /// tokens.
    package static var mistral: OpenAIWire {
        OpenAIWire(
            dialect: ChatDialect(
                provider: "mistral", tokenLimit: .maxTokens, seedName: "random_seed", hasTokenProbabilities: false,
                cacheKeyHosts: ["api.mistral.ai"]))
    }
}
