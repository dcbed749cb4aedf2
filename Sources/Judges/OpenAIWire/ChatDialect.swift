/// In what a provider's chat completions differ from OpenAI's.
struct ChatDialect: Sendable, Hashable {
    /// The provider as results and telemetry name it.
    var provider = "openai"
    /// Default: the new name at OpenAI's own endpoints, elsewhere the old one, which most servers know alone.
    var tokenLimit: RequestShape.TokenLimit?
    var seedName = "seed"
    var formats: [RequestShape.AnswerFormat] = [.schema, .object, .text]
    /// False: answers never come with the probabilities of their tokens.
    var hasTokenProbabilities = true
    /// The provider's own host, where prompts that begin alike may say so. Default: OpenAI's and Azure's.
    var cacheKeyHosts = ["api.openai.com", "openai.azure.com"]
    /// Whether the usage says what was billed, in ticks of a ten-billionth of a US dollar.
    var billsInTicks = false
}
