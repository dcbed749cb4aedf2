package import Evaluation
internal import HTTPClient

/// Finds the judge of a request: the configured one, or the one its `model_config` asks for if that is allowed.
///
/// Judges are values that share transport, limits and memory, so none is kept: making one costs less than looking it
/// up, and no client can fill a cache.
package struct JudgeSelector: Sendable {
    private let settings: JudgeSettings
    private let shared: JudgeResources
    private let circuit: JudgeCircuit?
    private let offline = OfflineJudge()
    /// Nil when the configured text is no base URL.
    private let endpoint: Endpoint?
    private let allowed: [Endpoint]

    /// Texts of the allow-list that are no base URLs; nothing matches them. The service refuses to start with any.
    package let unreadableAllowedURLs: [String]

    /// - Parameter circuit: of the configured endpoint with the configured key. Default: nil, none.
    package init(settings: JudgeSettings, shared: JudgeResources, circuit: JudgeCircuit? = nil) {
        self.settings = settings
        self.shared = shared
        self.circuit = circuit
        endpoint = settings.baseURL.flatMap(Self.filled).map { Endpoint($0) } ?? .openAI
        allowed = settings.allowedBaseURLs.compactMap { Endpoint($0) }
        unreadableAllowedURLs = settings.allowedBaseURLs.filter { Endpoint($0) == nil }
    }

    /// The judge of a request; one that only throws when there is none, so that every metric says why.
    ///
    /// - Parameter override: the request's `model_config`. Default: nil, the configured judge.
    package func judge(for override: JudgeOverride? = nil) -> any Judge {
        do throws(JudgeError) { return try resolve(override ?? JudgeOverride()) } catch {
            let model = override?.model.flatMap(Self.filled) ?? settings.model.flatMap(Self.filled) ?? "none"
            return RefusingJudge(identity: JudgeIdentity(provider: "openai", model: model), error: error)
        }
    }

    /// Whether the request's judge stands behind the circuit: the configured endpoint, asked with the configured key.
    package func isBehindCircuit(_ override: JudgeOverride?) -> Bool {
        (judge(for: override) as? LLMJudge)?.configuration.circuit != nil
    }

    private func resolve(_ override: JudgeOverride) throws(JudgeError) -> any Judge {
        let provider = try provider(of: override)
        if provider == .offline { return offline }
        let baseURL = override.baseURL.flatMap(Self.filled)
        let ownKey = Self.usable(override.apiKey)
        let asksForModel = provider != nil || baseURL != nil || ownKey != nil
        if settings.provider == .offline, !asksForModel { return offline }

        guard let configured = endpoint else {
            throw JudgeError(.notConfigured, "OPENAI_BASE_URL is no http or https URL that can be used")
        }
        let target = try target(baseURL: baseURL, provider: provider, configured: configured)
        // The operator's key goes to the operator's endpoint and nowhere else.
        let key = ownKey ?? (target == configured ? Self.usable(settings.key) : nil)
        if key == nil, target == .openAI {
            throw JudgeError(
                .notConfigured,
                "no judge is configured: set OPENAI_API_KEY, or OPENAI_BASE_URL to a server that needs no key")
        }
        let isOwnExpense = ownKey != nil || target != configured
        guard let model = try model(of: override, isOwnExpense: isOwnExpense) else {
            throw JudgeError(.notConfigured, "no judge model is configured: set MODEL_NAME")
        }
        return LLMJudge(
            LLMJudge.Configuration(
                endpoint: target, model: model, key: key, seed: settings.seed,
                allowedModels: ownKey == nil ? settings.models : nil, asking: settings.asking, retry: settings.retry,
                callTimeout: settings.callTimeout, connectTimeout: settings.connectTimeout,
                addresses: addresses(of: target, configured: configured),
                circuit: ownKey == nil && target == configured ? circuit : nil,
                isUsualModel: model == settings.model.flatMap(Self.filled)),
            shared: shared)
    }

    /// What is listed as a public name stays public, whatever its owner answers to questions for its address. The
    /// operator's own endpoint is where the operator says.
    private func addresses(of target: Endpoint, configured: Endpoint) -> AddressPolicy {
        if target.hasOrigin(of: configured) { return .any }
        return settings.allowsPrivateAddresses || target.isLocal ? .internal : .public
    }

    /// With the operator's key and endpoint a client gets the operator's models only: another one may cost more, or
    /// find everything safe. A model beside a key that is none means the configured judge, as without that key.
    private func model(of override: JudgeOverride, isOwnExpense: Bool) throws(JudgeError) -> String? {
        let configured = settings.model.flatMap(Self.filled)
        guard let named = override.model.flatMap(Self.filled) else { return configured }
        guard !isOwnExpense, let configured, named != configured, !settings.models.contains(named) else {
            return named
        }
        guard override.baseURL.flatMap(Self.filled) == nil else {
            throw JudgeError(.overrideRefused, "model_config names a model that is not on the list")
        }
        return configured
    }

    private func provider(of override: JudgeOverride) throws(JudgeError) -> JudgeProvider? {
        guard let name = override.provider.flatMap(Self.filled) else { return nil }
        guard let provider = JudgeProvider(name: name) else {
            throw JudgeError(.overrideRefused, "model_config names a provider that is not supported")
        }
        return provider
    }

    private func target(
        baseURL: String?, provider: JudgeProvider?, configured: Endpoint
    ) throws(JudgeError) -> Endpoint {
        let wanted: Endpoint
        if let baseURL {
            guard let endpoint = Endpoint(baseURL) else {
                throw JudgeError(.overrideRefused, "model_config.base_url is no plain http or https URL")
            }
            wanted = endpoint
        } else if case .known(let endpoint)? = provider, !endpoint.hasOrigin(of: configured) {
            wanted = endpoint
        } else {
            return configured
        }
        guard wanted == configured || allowed.contains(where: { $0.covers(wanted) }) else {
            throw JudgeError(.overrideRefused, "model_config asks for an endpoint that is not on the allow-list")
        }
        return wanted
    }

    /// The text without surrounding white space; nil when nothing is left.
    private static func filled(_ text: String) -> String? {
        let trimmed = text.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed()
        return trimmed.isEmpty ? nil : String(trimmed)
    }

    /// A key that is one: templates ship with an empty or a `placeholder` key.
    private static func usable(_ key: Secret?) -> Secret? {
        guard let key, let text = filled(key.value), !text.lowercased().contains("placeholder") else { return nil }
        return Secret(text)
    }
}
