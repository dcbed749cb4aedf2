internal import Evaluation

/// Which providers the operator has configured, where they are, and which of them a model's name means.
struct ProviderAccounts: Sendable {
    /// What is the operator's at a provider.
    struct Account: Sendable {
        let provider: JudgeProvider
        /// Nil: nobody knows where it is, or the configured text is no base URL.
        let endpoint: Endpoint?
        /// Nil: none that is one.
        let key: Secret?
        /// The operator has set something for it, so its endpoint may be asked.
        let isConfigured: Bool

        /// Whether a key can be somebody's account there, as far as the configuration tells: the operator has one, or it is a
        /// public provider's address.
        var asksForKey: Bool {
            guard key == nil, provider != .azure, let endpoint else { return true }
            return JudgeProvider.allCases.contains { $0.standardEndpoint?.hasOrigin(of: endpoint) ?? false }
        }
    }

    /// Who judges when the request does not say.
    let home: JudgeProvider
    /// The model that judges then; nil when none is configured.
    let model: String?
    private let settings: JudgeSettings
    private let openAI: Endpoint?

    init(_ settings: JudgeSettings) {
        self.settings = settings
        let openAI = settings.baseURL.flatMap(Self.filled).map { Endpoint($0) } ?? .openAI
        self.openAI = openAI
        let named = settings.model.flatMap(Self.filled)
        let configured = settings.provider == .offline ? .openAI : settings.provider
        let seat = named.flatMap { Self.seat(of: $0, at: configured, openAI: openAI, settings) }
        home = seat?.provider ?? configured
        model = seat?.model ?? named
    }

    func account(of provider: JudgeProvider) -> Account {
        let own = settings.accounts[provider]
        let isHome = provider == home
        switch provider {
        case .openAI, .openAIResponses, .compatible:
            let key = Self.usable(settings.key)
            let isHomes = home.isOpenAI && provider.isOpenAI
            return Account(
                provider: provider, endpoint: openAI, key: key,
                isConfigured: isHomes || key != nil || openAI != .openAI)
        case .ollama:
            let standard = isHome ? Endpoint("http://127.0.0.1:11434") : nil
            return Account(
                provider: provider, endpoint: own?.endpoint ?? standard, key: Self.usable(own?.key),
                isConfigured: isHome || own?.endpoint != nil)
        default:
            let key = Self.usable(own?.key)
            return Account(
                provider: provider, endpoint: own?.endpoint ?? provider.standardEndpoint, key: key,
                isConfigured: isHome || key != nil)
        }
    }

    /// The provider that a model's name begins with and the rest of the name; nil for a name that is one as a whole.
    func seat(of model: String) -> (provider: JudgeProvider, model: String)? {
        Self.seat(of: model, at: home, openAI: openAI, settings)
    }

    /// Gateways and Ollama have models whose own names look like this, so only where neither is asked a prefix counts.
    private static func seat(
        of model: String, at home: JudgeProvider, openAI: Endpoint?, _ settings: JudgeSettings
    ) -> (provider: JudgeProvider, model: String)? {
        guard let split = JudgeProvider.split(model) else { return nil }
        switch home {
        case .ollama: return split.provider == .ollama ? split : nil
        case .openAI, .openAIResponses:
            guard openAI == .openAI else { return nil }
            return split.provider == .openAI ? (home, split.model) : split
        case .azure: return split
        default: return settings.accounts[home]?.endpoint == nil ? split : nil
        }
    }

    /// Whether the operator has configured a provider at an endpoint's scheme, host and port.
    func areOperators(_ endpoint: Endpoint) -> Bool {
        JudgeProvider.allCases.contains { provider in
            let account = account(of: provider)
            return account.isConfigured && account.endpoint.map { $0.hasOrigin(of: endpoint) } ?? false
        }
    }

    /// The provider whose account is at exactly this endpoint; nil for an endpoint that is nobody's.
    func provider(at endpoint: Endpoint) -> JudgeProvider? {
        if account(of: home).endpoint == endpoint { return home }
        return JudgeProvider.allCases.first { provider in
            provider != .compatible && provider != .openAIResponses
                && (account(of: provider).endpoint == endpoint || provider.standardEndpoint == endpoint)
        }
    }

    /// The text without surrounding white space; nil when nothing is left.
    static func filled(_ text: String) -> String? {
        let trimmed = text.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed()
        return trimmed.isEmpty ? nil : String(trimmed)
    }

    /// A key that is one: templates ship with an empty or a `placeholder` key.
    static func usable(_ key: Secret?) -> Secret? {
        guard let key, let text = filled(key.value), !text.lowercased().contains("placeholder") else { return nil }
        return Secret(text)
    }
}
