package import Evaluation

extension JudgeSelector {
    /// Whether the client pays for the request's judge: with a key of its own, or where the operator has no account.
    package func clientPays(_ override: JudgeOverride?) -> Bool {
        caller(for: override)?.configuration.isClients ?? false
    }

    /// Whether the operator's judges stand in for those that clients pay.
    package var fallsBackForClients: Bool { settings.fallsBackForClients && !settings.fallbacks.isEmpty }
}
