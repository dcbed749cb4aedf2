package import Evaluation
internal import HTTPClient

/// Finds the judge of a request: the configured one, or the one its `model_config` asks for if that is allowed.
///
/// Judges are values that share transport, limits and memory, so none is kept: making one costs less than looking it
/// up, and no client can fill a cache.
package struct JudgeSelector: Sendable {
    let settings: JudgeSettings
    let shared: JudgeResources
    private let circuit: JudgeCircuit?
    let fallbackCircuits: [JudgeCircuit]
    let accounts: ProviderAccounts
    private let offline = OfflineJudge()
    private let allowed: [Endpoint]
    /// What the table says of the configured model.
    private let usualRow: ModelRow?
    var origin = CallOrigin()

    /// Texts of the allow-list that are no base URLs; nothing matches them. The service refuses to start with any.
    package let unreadableAllowedURLs: [String]

    /// - Parameters:
    ///   - circuit: of the configured provider's endpoint with the configured key. Default: nil, none.
    ///   - fallbackCircuits: of the judges that stand in, in their order. Default: none, they are always asked.
    package init(
        settings: JudgeSettings, shared: JudgeResources, circuit: JudgeCircuit? = nil,
        fallbackCircuits: [JudgeCircuit] = []
    ) {
        self.fallbackCircuits = fallbackCircuits
        self.settings = settings
        self.shared = shared
        self.circuit = circuit
        accounts = ProviderAccounts(settings)
        allowed = settings.allowedBaseURLs.compactMap { Endpoint($0) }
        usualRow = accounts.model.map(settings.asking.models.row)
        unreadableAllowedURLs = settings.allowedBaseURLs.filter { Endpoint($0) == nil }
    }

    /// The judge of a request; one that only throws when there is none, so that every metric says why.
    ///
    /// - Parameters:
    ///   - override: the request's `model_config`. Default: nil, the configured judge.
    ///   - origin: for whom it judges. Default: nobody in particular.
    package func judge(for override: JudgeOverride? = nil, origin: CallOrigin) -> any Judge {
        var selector = self
        selector.origin = origin
        return selector.judge(for: override)
    }

    /// For whom a judge works, from what is known about a request.
    ///
    /// - Parameter replyWithin: how long its client still waits, below zero when it has given up; nil when nobody waits.
    package func origin(campaign: String, replyWithin: Duration?) -> CallOrigin {
        CallOrigin(campaign: campaign, deadline: replyWithin.map { shared.clock.now + $0 })
    }

    /// The same for nobody in particular.
    package func judge(for override: JudgeOverride? = nil) -> any Judge {
        remembering(forgetfulJudge(for: override))
    }

    func remembering(_ judge: any Judge) -> any Judge { shared.memory?.remembering(judge) ?? judge }

    /// The judge that makes the calls of ``judge(for:)``; nil when nobody is called.
    ///
    /// - Parameter override: Default: nil, the configured judge.
    package func caller(for override: JudgeOverride? = nil) -> LLMJudge? { forgetfulJudge(for: override) as? LLMJudge }

    private func forgetfulJudge(for override: JudgeOverride?) -> any Judge {
        do throws(JudgeError) { return try resolve(override ?? JudgeOverride()) } catch {
            let provider = override?.provider.flatMap { JudgeProvider(name: $0) } ?? accounts.home
            let model = override?.model.flatMap(ProviderAccounts.filled) ?? accounts.model ?? "none"
            return RefusingJudge(identity: JudgeIdentity(provider: provider.name, model: model), error: error)
        }
    }

    /// Whether the request's judge stands behind the circuit: the configured endpoint, asked with the configured key.
    package func isBehindCircuit(_ override: JudgeOverride?) -> Bool {
        caller(for: override)?.configuration.circuit != nil
    }

    /// Where a request goes and who pays.
    private struct Target {
        var provider: JudgeProvider
        var endpoint: Endpoint
        /// Without the provider before it; nil when the request names none.
        var model: String?
        var key: Secret?
        /// With the client's key, or where the operator has no account.
        var isOwnExpense: Bool
    }

    private func resolve(_ override: JudgeOverride) throws(JudgeError) -> any Judge {
        let named = try provider(of: override)
        if named == .offline { return offline }
        let baseURL = override.baseURL.flatMap(ProviderAccounts.filled)
        let givenKey = ProviderAccounts.usable(override.apiKey)
        let asksForModel = named != nil || baseURL != nil || givenKey != nil
        if settings.provider == .offline, !asksForModel { return offline }

        var target = try target(override, named: named, baseURL: baseURL)
        let account = accounts.account(of: target.provider)
        let isOperators = account.isConfigured && target.endpoint == account.endpoint
        let isListed = allowed.contains { $0.covers(target.endpoint) }
        guard isOperators || isListed else { try refuseUnlisted(target, givenKey, baseURL) }
        // A key buys nothing at a server of the operator's that asks for none: whoever makes one up does not pay. A gateway
        // to which clients bring keys is also on the list.
        let ownKey = isOperators && !account.asksForKey && !isListed ? nil : givenKey
        if settings.provider == .offline, named == nil, baseURL == nil, ownKey == nil { return offline }
        // The operator's key goes to the operator's endpoint and nowhere else.
        target.key = ownKey ?? (isOperators ? account.key : nil)
        try checkKey(target)
        target.isOwnExpense = ownKey != nil || !isOperators
        let model = try model(for: target, hasBaseURL: baseURL != nil)
        return judge(target, model: model, isOwnKey: ownKey != nil)
    }

    private func provider(of override: JudgeOverride) throws(JudgeError) -> JudgeProvider? {
        guard let name = override.provider.flatMap(ProviderAccounts.filled) else { return nil }
        guard let provider = JudgeProvider(name: name) else {
            throw JudgeError(.overrideRefused, "model_config names a provider that is not supported")
        }
        return provider
    }

    private func target(
        _ override: JudgeOverride, named: JudgeProvider?, baseURL: String?
    ) throws(JudgeError) -> Target {
        var model = override.model.flatMap(ProviderAccounts.filled)
        if let baseURL {
            guard let endpoint = Endpoint(baseURL) else {
                throw JudgeError(.overrideRefused, "model_config.base_url is no plain http or https URL")
            }
            return Target(
                provider: provider(at: endpoint, named: named), endpoint: endpoint, model: model, isOwnExpense: true)
        }
        var provider = named.map(homely) ?? accounts.home
        if let seat = model.flatMap(accounts.seat), named == nil || seat.provider == provider {
            provider = seat.provider
            model = seat.model
        }
        guard let endpoint = accounts.account(of: provider).endpoint else { throw unknownEndpoint(of: provider) }
        return Target(provider: provider, endpoint: endpoint, model: model, isOwnExpense: true)
    }

    /// What is spoken at an endpoint that a client names: what the operator speaks there, else what the client says.
    private func provider(at endpoint: Endpoint, named: JudgeProvider?) -> JudgeProvider {
        let known = accounts.provider(at: endpoint)
        if let known, known == accounts.home || named == nil { return known }
        guard let named else { return .compatible }
        // Ollama speaks chat completions below this path.
        if named == .ollama, endpoint.path.last == "v1" { return .compatible }
        return named.isOpenAI && known == nil ? .compatible : named
    }

    /// A provider as the operator has it: the configured server may be what the client calls by another name.
    private func homely(_ named: JudgeProvider) -> JudgeProvider {
        let home = accounts.home
        guard home.isOpenAI else { return named == .compatible ? .openAI : named }
        switch named {
        case .openAI, .compatible: return home
        case .azure, .ollama: return accounts.account(of: named).endpoint == nil ? home : named
        default:
            guard let endpoint = named.standardEndpoint, let configured = accounts.account(of: home).endpoint,
                !named.isOpenAI
            else { return named }
            return endpoint.hasOrigin(of: configured) ? home : named
        }
    }

    // MARK: Refusals

    private func unknownEndpoint(of provider: JudgeProvider) -> JudgeError {
        switch provider {
        case .azure: JudgeError(.notConfigured, "AZURE_OPENAI_ENDPOINT is not set")
        case .ollama: JudgeError(.notConfigured, "OLLAMA_BASE_URL is not set")
        default: JudgeError(.notConfigured, "OPENAI_BASE_URL is no http or https URL that can be used")
        }
    }

    private func refuseUnlisted(_ target: Target, _ ownKey: Secret?, _ baseURL: String?) throws(JudgeError) -> Never {
        if ownKey == nil, baseURL == nil, let setting = target.provider.keySettings.first {
            throw JudgeError(.notConfigured, "\(setting) is not set")
        }
        throw JudgeError(.overrideRefused, "model_config asks for an endpoint that is not on the allow-list")
    }

    private func checkKey(_ target: Target) throws(JudgeError) {
        let provider = target.provider
        guard target.key == nil, target.endpoint == provider.standardEndpoint || provider == .azure else { return }
        if provider.isOpenAI {
            throw JudgeError(
                .notConfigured,
                "no judge is configured: set OPENAI_API_KEY, or OPENAI_BASE_URL to a server that needs no key")
        }
        let names = provider.keySettings.joined(separator: " or ")
        throw JudgeError(.notConfigured, names.isEmpty ? "model_config.api_key is missing" : "\(names) is not set")
    }

    // MARK: Models

    /// With the operator's key and endpoint a client gets the operator's models only: another one may cost more, or
    /// find everything safe. A model beside a key that is none means the configured judge, as without that key.
    private func model(for target: Target, hasBaseURL: Bool) throws(JudgeError) -> String {
        let isHome = target.provider == accounts.home || target.provider.isOpenAI && accounts.home.isOpenAI
        let notListed = JudgeError(.overrideRefused, "model_config names a model that is not on the list")
        guard let named = target.model else {
            if !isHome, !target.isOwnExpense {
                throw JudgeError(.overrideRefused, "model_config names a provider, but no model of it")
            }
            guard let configured = accounts.model else {
                throw JudgeError(.notConfigured, "no judge model is configured: set MODEL_NAME")
            }
            return configured
        }
        if target.isOwnExpense { return named }
        let isListed = settings.models.contains { name in
            JudgeProvider.split(name).map { $0.provider == target.provider && $0.model == named } ?? false
        }
        if isListed { return named }
        guard isHome else { throw notListed }
        guard let configured = accounts.model, named != configured, !settings.models.contains(named) else {
            return named
        }
        if hasBaseURL { throw notListed }
        return configured
    }

    /// A listed model by its name, wherever the operator has it; nil when it is where `provider` is.
    private func elsewhere(_ name: String, from provider: JudgeProvider) -> (any Judge)? {
        let seat = accounts.seat(of: name)
        let place = seat?.provider ?? accounts.home
        if seat == nil, place == provider { return nil }
        return judge(of: place, model: seat?.model ?? name)
    }

    /// A model of the operator's at a provider.
    ///
    /// - Parameter circuit: of this judge alone. Default: nil, the configured endpoint's.
    func judge(of place: JudgeProvider, model: String, circuit: JudgeCircuit? = nil) -> any Judge {
        let account = accounts.account(of: place)
        do throws(JudgeError) {
            guard let endpoint = account.endpoint else { throw unknownEndpoint(of: place) }
            let target = Target(
                provider: place, endpoint: endpoint, model: model, key: account.key, isOwnExpense: false)
            try checkKey(target)
            return judge(target, model: model, isOwnKey: false, circuit: circuit)
        } catch {
            return RefusingJudge(identity: JudgeIdentity(provider: place.name, model: model), error: error)
        }
    }

    private func isHome(_ target: Target) -> Bool {
        target.provider == accounts.home && target.endpoint == accounts.account(of: accounts.home).endpoint
    }

    /// What is listed as a public name stays public, whatever its owner answers to questions for its address. The
    /// operator's own endpoints are where the operator says.
    private func addresses(of endpoint: Endpoint) -> AddressPolicy {
        if accounts.areOperators(endpoint) { return .any }
        return settings.allowsPrivateAddresses || endpoint.isLocal ? .internal : .public
    }

    private func judge(
        _ target: Target, model: String, isOwnKey: Bool, circuit own: JudgeCircuit? = nil
    ) -> any Judge {
        var configuration = LLMJudge.Configuration(
            endpoint: target.endpoint, model: model, key: target.key, seed: settings.seed,
            allowedModels: isOwnKey ? nil : settings.models, asking: settings.asking, retry: settings.retry,
            callTimeout: settings.callTimeout, connectTimeout: settings.connectTimeout,
            addresses: addresses(of: target.endpoint),
            circuit: own ?? (!isOwnKey && isHome(target) ? circuit : nil),
            isUsualModel: own != nil || model == accounts.model)
        configuration.origin = origin
        configuration.isClients = target.isOwnExpense
        if !target.isOwnExpense {
            configuration.rates = settings.rates
            configuration.assumesLimits = settings.assumesLimits
            configuration.hedge = origin.isSparing ? nil : settings.hedge
        }
        if model == accounts.model { configuration.row = usualRow }
        if !isOwnKey, let setting = target.provider.keySettings.first { configuration.keyName = setting }
        configuration.pricedAs = target.provider.priceName(at: target.endpoint)
        if !target.isOwnExpense {
            let provider = target.provider
            configuration.elsewhere = { name in elsewhere(name, from: provider) }
        }
        return LLMJudge(
            configuration, wire: target.provider.wire(azureVersion: settings.azureVersion), shared: shared)
    }
}
