package import Evaluation

/// Who is asked and how: everything beside the question itself that an answer may depend on.
package struct VerdictScope: Sendable, Hashable {
    /// The format that is spoken, as the judge's identity names it.
    package var provider: String
    /// The endpoint's URL.
    package var endpoint: String
    package var model: String
    package var form: JudgeCapability.Form
    /// Whoever asks with another key must not be given these answers. Nil where none is sent.
    package var key: Secret?
    /// Default: 0.
    package var temperature: Double
    /// Default: nil, not sent.
    package var seed: Int?
    /// Number of the independent answer. Default: 0, the plain one.
    package var sample: Int
    /// What else is sent or left out, as far as the model's answer depends on it. Default: nothing.
    package var shape: [String]

    package init(
        provider: String, endpoint: String, model: String, form: JudgeCapability.Form = .structured,
        key: Secret? = nil, temperature: Double = 0, seed: Int? = nil, sample: Int = 0, shape: [String] = []
    ) {
        self.provider = provider
        self.endpoint = endpoint
        self.model = model
        self.form = form
        self.key = key
        self.temperature = temperature
        self.seed = seed
        self.sample = sample
        self.shape = shape
    }
}

/// A judge whose answers can be told apart from those of any other judge.
package protocol ScopedJudge: Judge {
    /// May change while the process learns about a model.
    var scope: VerdictScope { get }

    /// The scope of questions of one kind, whose schema the model may have to be asked for in a form of its own. Default:
    /// as of any.
    func scope(of kind: JudgeTask.Kind) -> VerdictScope

    /// For whom it judges. Default: nobody in particular.
    var origin: CallOrigin { get }

    /// The same judge, whose calls take the earliest turn of all those who wait for the answer. Default: as it is.
    func waitedFor(by party: CallParty) -> any ScopedJudge
}

extension ScopedJudge {
    package var origin: CallOrigin { CallOrigin() }

    package func scope(of kind: JudgeTask.Kind) -> VerdictScope { scope }

    package func waitedFor(by party: CallParty) -> any ScopedJudge { self }
}

extension LLMJudge: ScopedJudge {
    package var scope: VerdictScope { scope(in: shape()) }

    package func scope(of kind: JudgeTask.Kind) -> VerdictScope { scope(in: shape(of: kind.rawValue)) }

    private func scope(in shape: RequestShape) -> VerdictScope {
        VerdictScope(
            provider: wire.provider, endpoint: configuration.endpoint.description, model: configuration.model,
            form: capability.form, key: configuration.key, temperature: configuration.temperature,
            seed: configuration.seed,
            shape: [
                shape.answerFormat.rawValue, "\(shape.sendsTemperature)", "\(shape.sendsSeed)",
                "\(shape.tokenLimit == .omitted)", "\(shape.alternatives.rawValue)",
            ])
    }
}
