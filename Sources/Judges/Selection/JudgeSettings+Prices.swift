extension JudgeSettings {
    /// Models that may be asked at the operator's expense and whose prices are not known, by name.
    package var unpricedModels: [String] {
        guard provider != .offline else { return [] }
        let accounts = ProviderAccounts(self)
        let asked = models.union([model].compactMap(\.self)).map { name in
            (name, accounts.seat(of: name) ?? (accounts.home, name))
        }
        let standIns = fallbacks.map { ($0, accounts.seat(ofFallback: $0)) }
        let unpriced = (asked + standIns).filter { _, seat in
            guard let endpoint = accounts.account(of: seat.provider).endpoint else { return true }
            let row = asking.models.row(of: seat.model)
            return row.prices.isEmpty || row.provider != seat.provider.priceName(at: endpoint)
        }
        return Set(unpriced.map(\.0)).sorted()
    }
}

extension JudgeProvider {
    /// The provider of the rows in the table of models whose prices hold at an endpoint.
    func priceName(at endpoint: Endpoint) -> String {
        endpoint == standardEndpoint || self == .azure || self == .ollama ? priceName : "custom"
    }
}
