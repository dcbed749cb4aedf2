package import Evaluation

/// The operator's choice of a judge, as the configuration gives it.
package struct JudgeSettings: Sendable {
    /// What the operator has configured for a provider.
    package struct Account: Sendable {
        /// As ``JudgeSettings/key``.
        package var key: Secret?
        /// Default: nil, its standard endpoint.
        package var endpoint: Endpoint?

        package init(key: Secret? = nil, endpoint: Endpoint? = nil) {
            self.key = key
            self.endpoint = endpoint
        }
    }

    /// Who judges when the request does not say. A provider before ``model`` goes before it at a standard endpoint.
    /// Default: `.openAI`.
    package var provider: JudgeProvider
    /// Of OpenAI or of a server that speaks its format. Default: nil, OpenAI's public API.
    package var baseURL: String?
    /// For `baseURL`. An empty key and one that contains `placeholder` count as none. Default: nil.
    package var key: Secret?
    /// Of the other providers. Default: none.
    package var accounts: [JudgeProvider: Account] = [:]
    /// The `api-version` of Azure's older path. Default: nil, the v1 path.
    package var azureVersion: String?
    /// Default: nil, then requests have to name a model.
    package var model: String?
    /// Base URLs a request may name besides the configured one: same scheme, host and port, and a path that begins with
    /// the listed one. Default: none.
    package var allowedBaseURLs: [String]
    /// Whether a public name of that list may lead to a private address. Default: false.
    package var allowsPrivateAddresses: Bool
    /// Models besides ``model`` that a metric of a request may name, and those of the panel and the cascade. A provider
    /// that is configured may stand before a model: `anthropic/claude-haiku-4-5`. Default: none.
    package var models: Set<String>
    /// Models that stand in for ``model`` when it is away, the first one first, each with its provider before it if that
    /// is another one. Default: none.
    package var fallbacks: [String] = []
    /// Whether they also stand in for judges that clients pay, at the operator's expense. Default: false.
    package var fallsBackForClients = false
    /// How models are asked. Default: by what is known about them.
    package var asking: JudgeAsking
    /// What each model of the operator's may be asked. Default: no limit.
    package var rates = RatePlan()
    /// Where `rates` sets no limit, that of the table of models holds for the operator's models until the provider says
    /// what is left. Default: false: the table knows the limits of small accounts.
    package var assumesLimits = false
    /// When a call at the operator's expense is made a second time. Default: nil, never.
    package var hedge: HedgePolicy?
    /// Default: nil, not sent.
    package var seed: Int?
    package var retry: RetryPolicy
    /// Of one call. Default: 60 s.
    package var callTimeout: Duration
    /// Of one call. Default: 5 s.
    package var connectTimeout: Duration

    package init(
        provider: JudgeProvider = .openAI, baseURL: String? = nil, key: Secret? = nil, model: String? = nil,
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
