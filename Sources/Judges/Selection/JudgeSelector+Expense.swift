package import Evaluation

extension JudgeSelector {
    /// Whether a request's `model_config` has a key of the client's own: the client pays.
    package static func bringsKey(_ override: JudgeOverride?) -> Bool {
        override.flatMap { ProviderAccounts.usable($0.apiKey) } != nil
    }
}
