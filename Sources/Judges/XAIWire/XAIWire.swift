extension OpenAIWire {
    /// xAI's chat completions: as OpenAI's, with the billed price in every answer.
    package static var xAI: OpenAIWire {
        OpenAIWire(
            dialect: ChatDialect(
                provider: "xai", tokenLimit: .maxCompletionTokens, cacheKeyHosts: [], billsInTicks: true))
    }
}
