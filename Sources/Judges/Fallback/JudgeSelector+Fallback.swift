package import Evaluation

extension JudgeSelector {
    /// The judge of a request and those that stand in for it: for the configured judge alone, since a client that chooses
    /// another one gets that or none. For one that a client pays only where the operator allows it.
    ///
    /// - Parameters:
    ///   - override: the request's `model_config`.
    ///   - origin: for whom it judges. Default: nobody in particular.
    package func chain(for override: JudgeOverride? = nil, origin: CallOrigin = CallOrigin()) -> JudgeChain {
        let first = judge(for: override, origin: origin)
        let caller = caller(for: override)
        let isClients = caller?.configuration.isClients ?? false
        let own = JudgeChain.Link(judge: first, circuit: caller?.configuration.circuit, isClients: isClients)
        let isHome = caller.map { $0.configuration.isUsualModel && !$0.configuration.isClients } ?? false
        guard isHome || isClients && settings.fallsBackForClients else { return JudgeChain([own]) }
        var selector = self
        selector.origin = origin
        let clock = shared.clock
        return JudgeChain([own] + selector.fallbacks) { origin.deadline.map { $0 - clock.now } }
    }

    /// Every judge that the operator has configured, with what it is for.
    package var configuredJudges: [(role: String, judge: any Judge)] {
        let home = judge()
        var judges: [(role: String, judge: any Judge)] = [("configured", home)]
        judges += fallbacks.map { ("fallback", $0.judge) }
        judges += settings.models.sorted().map { ("listed", home.variant(JudgeVariant(model: $0))) }
        return judges
    }

    /// Those behind a circuit, for the probes that find out when they are back.
    package var probedJudges: [LLMJudge] {
        ([caller()] + standIns.map { $0.judge as? LLMJudge }).compactMap(\.self)
            .filter { $0.configuration.circuit != nil }
    }

    private var fallbacks: [JudgeChain.Link] {
        standIns.map { JudgeChain.Link(judge: remembering($0.judge), circuit: $0.circuit) }
    }

    /// The judges that make the fallbacks' calls.
    private var standIns: [JudgeChain.Link] {
        settings.fallbacks.enumerated().map { place, name in
            let circuit = place < fallbackCircuits.count ? fallbackCircuits[place] : nil
            let seat = accounts.seat(ofFallback: name)
            return JudgeChain.Link(
                judge: judge(of: seat.provider, model: seat.model, circuit: circuit), circuit: circuit)
        }
    }
}

extension ProviderAccounts {
    /// The provider and the model that a fallback's name means. A provider before the name is always meant: whoever
    /// stands in for a gateway is not behind it. Unless the gateway is what is called by that name.
    func seat(ofFallback name: String) -> (provider: JudgeProvider, model: String) {
        guard let split = JudgeProvider.split(name) else { return (home, name) }
        if split.provider.isOpenAI, home.isOpenAI { return seat(of: name) ?? (home, name) }
        return split
    }
}

extension JudgeSettings {
    /// What keeps judges that stand in from being asked: a key or an address that is not set.
    package var fallbackProblems: [String] {
        let accounts = ProviderAccounts(self)
        return fallbacks.compactMap { name in
            let provider = accounts.seat(ofFallback: name).provider
            let account = accounts.account(of: provider)
            guard let endpoint = account.endpoint else {
                return "\(name) has no address: set \(provider == .azure ? "AZURE_OPENAI_ENDPOINT" : "OLLAMA_BASE_URL")"
            }
            let needsKey = endpoint == provider.standardEndpoint || provider == .azure
            guard account.key == nil, needsKey else { return nil }
            return "\(name) has no key: set \(provider.keySettings.joined(separator: " or "))"
        }
    }
}
