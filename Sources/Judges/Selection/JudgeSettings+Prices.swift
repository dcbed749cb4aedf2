extension JudgeSettings {
    /// Models that may be asked at the operator's expense and whose prices are not known, by name.
    package var unpricedModels: [String] {
        guard provider != .offline else { return [] }
        let accounts = ProviderAccounts(self)
        return models.union([model].compactMap(\.self)).sorted().filter { name in
            let seat = accounts.seat(of: name)
            let provider = seat?.provider ?? accounts.home
            guard let endpoint = accounts.account(of: provider).endpoint else { return true }
            let row = asking.models.row(of: seat?.model ?? name)
            return row.prices.isEmpty || row.provider != provider.priceName(at: endpoint)
        }
    }
}

extension JudgeProvider {
    /// The provider of the rows in the table of models whose prices hold at an endpoint.
    func priceName(at endpoint: Endpoint) -> String {
        endpoint == standardEndpoint || self == .azure || self == .ollama ? priceName : "custom"
    }
}
