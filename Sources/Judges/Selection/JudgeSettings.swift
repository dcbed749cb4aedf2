package import Evaluation

/// The operator's choice of a judge, as the configuration gives it.
package struct JudgeSettings: Sendable {
    /// Who judges when the request does not say.
    package enum Provider: Sendable, Hashable {
        /// An OpenAI-compatible endpoint.
        case openAI
        /// The lexical judge without a model.
        case offline
    }

    /// Default: `.openAI`.
    package var provider: Provider
    /// Default: nil, OpenAI's public API.
    package var baseURL: String?
    /// An empty key and one that contains `placeholder` count as none. Default: nil.
    package var key: Secret?
    /// Default: nil, then requests have to name a model.
    package var model: String?
    /// Base URLs a request may name besides the configured one: same scheme, host and port, and a path that begins with
    /// the listed one. Default: none.
    package var allowedBaseURLs: [String]
    /// Whether a public name of that list may lead to a private address. Default: false.
    package var allowsPrivateAddresses: Bool
    /// Models besides ``model`` that a metric of a request may name, and those of the panel and the cascade.
    /// Default: none.
    package var models: Set<String>
    /// How models are asked. Default: by what is known about them.
    package var asking: JudgeAsking
    /// Default: nil, not sent.
    package var seed: Int?
    package var retry: RetryPolicy
    /// Of one call. Default: 60 s.
    package var callTimeout: Duration
    /// Of one call. Default: 5 s.
    package var connectTimeout: Duration

    package init(
        provider: Provider = .openAI, baseURL: String? = nil, key: Secret? = nil, model: String? = nil,
        allowedBaseURLs: [String] = [], allowsPrivateAddresses: Bool = false, models: Set<String> = [],
        asking: JudgeAsking = JudgeAsking(), seed: Int? = nil,
        retry: RetryPolicy = RetryPolicy(), callTimeout: Duration = .seconds(60),
        connectTimeout: Duration = .seconds(5)
    ) {
        self.provider = provider
        self.baseURL = baseURL
        self.key = key
        self.model = model
        self.allowedBaseURLs = allowedBaseURLs
        self.allowsPrivateAddresses = allowsPrivateAddresses
        self.models = models
        self.asking = asking
        self.seed = seed
        self.retry = retry
        self.callTimeout = callTimeout
        self.connectTimeout = connectTimeout
    }
}
