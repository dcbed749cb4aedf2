extension OpenAIWire {
    /// DeepSeek's chat completions: JSON is enforced, a schema is not.
    package static var deepSeek: OpenAIWire {
        OpenAIWire(
            dialect: ChatDialect(
                provider: "deepseek", tokenLimit: .maxTokens, formats: [.object, .text], cacheKeyHosts: []))
    }
}
