package import Evaluation

/// How the operator wants models to be asked.
package struct JudgeAsking: Sendable, Hashable {
    /// Which protocol facts are asked for by (`JUDGE_PROTOCOL`).
    package enum Form: String, Sendable, Hashable, CaseIterable {
        /// By the model's row in the table of models.
        case auto
        case structured, binary
    }

    /// Whether ratings are read from token probabilities besides the structured answer: one more call for each criterion
    /// (`JUDGE_TOKEN_PROBABILITIES`).
    package enum TokenProbabilities: String, Sendable, Hashable, CaseIterable {
        /// Where the model is known to give them and runs on the operator's own machines.
        case auto
        case on, off
    }

    /// Default: `.auto`.
    package var form: Form
    /// Default: `.auto`. The binary protocol consists of them, whatever is set.
    package var tokenProbabilities: TokenProbabilities
    /// What is known about models. Default: the embedded table.
    package var models: ModelTable

    package init(
        form: Form = .auto, tokenProbabilities: TokenProbabilities = .auto, models: ModelTable = .embedded
    ) {
        self.form = form
        self.tokenProbabilities = tokenProbabilities
        self.models = models
    }

    /// What a model can do and is to be asked for.
    ///
    /// - Parameter isLocal: its endpoint is on this machine or in its network.
    package func capability(of model: String, isLocal: Bool) -> JudgeCapability {
        capability(of: models.row(of: model), isLocal: isLocal)
    }

    /// What a model with a row of the table can do and is to be asked for.
    func capability(of row: ModelRow, isLocal: Bool) -> JudgeCapability {
        let isBinary =
            switch form {
            case .auto: row.isSmall && row.givesProbabilities
            case .structured: false
            case .binary: true
            }
        if isBinary { return JudgeCapability(form: .binary, hasTokenProbabilities: row.mayGiveProbabilities) }
        let asks =
            switch tokenProbabilities {
            case .auto: row.givesProbabilities && row.isOpen && isLocal
            case .on: row.mayGiveProbabilities
            case .off: false
            }
        return JudgeCapability(form: .structured, hasTokenProbabilities: asks)
    }
}
