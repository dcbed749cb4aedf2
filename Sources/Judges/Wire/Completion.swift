package import Evaluation

/// What a provider answered, whatever its wire format.
package struct Completion: Sendable, Hashable {
    /// How the answer ended.
    package enum Outcome: Sendable, Hashable {
        /// The answer's text, never empty.
        case answer(String)
        /// The model refused to judge. The refusal's words are not kept: they may repeat the judged text.
        case refused
        /// The provider's content filter cut in.
        case filtered
        /// The token limit was reached before the answer's end.
        case truncated
        /// A well-formed response without any text.
        case empty
    }

    package var outcome: Outcome
    /// The model that answered as the provider names it; nil when it does not say.
    package var model: String?
    package var tokens: TokenUsage
    /// What the model might have begun with; empty where the provider does not say.
    package var firstToken: [TokenAlternative]

    package init(
        outcome: Outcome, model: String? = nil, tokens: TokenUsage = TokenUsage(), firstToken: [TokenAlternative] = []
    ) {
        self.outcome = outcome
        self.model = model
        self.tokens = tokens
        self.firstToken = firstToken
    }
}

/// Tokens of one call, as the provider bills them.
package struct TokenUsage: Sendable, Hashable {
    package var prompt: Int
    /// The part of `prompt` that came from the provider's cache.
    package var cached: Int
    /// The part of `prompt` that the provider has put into its cache.
    package var cacheWrite: Int
    /// Reasoning included.
    package var completion: Int
    /// The part of `completion` that is hidden reasoning.
    package var reasoning: Int

    /// What the provider says it has billed; nil when it does not say.
    package var billed: JudgeCost?

    package init(
        prompt: Int = 0, cached: Int = 0, cacheWrite: Int = 0, completion: Int = 0, reasoning: Int = 0,
        billed: JudgeCost? = nil
    ) {
        self.prompt = prompt
        self.cached = cached
        self.cacheWrite = cacheWrite
        self.completion = completion
        self.reasoning = reasoning
        self.billed = billed
    }
}
