/// What a provider lets its smallest accounts ask of a model in a minute, as it has published.
///
/// A larger account may do more: such limits are kept to only where the operator wants it, and only until the provider
/// has said what is left.
package struct ModelLimits: Sendable, Hashable {
    /// Above 0. Nil: not known.
    package var requestsPerMinute: Int?
    /// Question and answer together, above 0. Nil: not known.
    package var tokensPerMinute: Int?
    /// Whose limits they are, in the provider's words.
    package var tier: String

    package init(requestsPerMinute: Int? = nil, tokensPerMinute: Int? = nil, tier: String) {
        self.requestsPerMinute = requestsPerMinute
        self.tokensPerMinute = tokensPerMinute
        self.tier = tier
    }
}
