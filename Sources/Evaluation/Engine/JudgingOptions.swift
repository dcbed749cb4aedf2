/// How hard judges are asked: once or several times, one model or several, plainly or hardened.
package struct JudgingOptions: Sendable, Hashable {
    /// When questions are hardened with marks and canaries.
    package enum Canaries: String, Sendable, Hashable, CaseIterable {
        case never, suspected, always
    }

    /// A model of the panel.
    package struct Panelist: Sendable, Hashable {
        package var model: String
        /// Its share of right decisions, measured against people, 0.5 to 1.
        package var accuracy: Double

        package init(model: String, accuracy: Double) {
            self.model = model
            self.accuracy = accuracy
        }
    }

    /// Answers to each question, 1 to ``mostSamples``. Default: 1.
    package var samples: Int
    /// Models that vote; those below ``Panelist/gate`` are not heard. Default: none, the judge alone.
    package var panel: [Panelist]
    /// Stronger models that are asked in turn about metrics whose decision is unsure. Default: none.
    package var cascade: [String]
    /// Confidence below which the cascade goes on, 0 to 1. Default: 0.75.
    package var escalateBelow: Double
    /// Claims are extracted and verified apart, with marks and canaries. Default: false.
    package var isStrict: Bool
    /// Default: when the text tries to steer its evaluator.
    package var canaries: Canaries

    package init(
        samples: Int = 1, panel: [Panelist] = [], cascade: [String] = [], escalateBelow: Double = 0.75,
        isStrict: Bool = false, canaries: Canaries = .suspected
    ) {
        self.samples = min(Self.mostSamples, max(1, samples))
        self.panel = panel
        self.cascade = cascade
        self.escalateBelow = escalateBelow
        self.isStrict = isStrict
        self.canaries = canaries
    }

    package static let mostSamples = 9

    /// What is done to each question about a text.
    ///
    /// - Parameter isSuspected: the text tries to steer its evaluator.
    package func hardening(isSuspected: Bool) -> Hardening {
        if isStrict { return [.dataMarks, .canaries, .twoStages] }
        switch canaries {
        case .never: return []
        case .suspected: return isSuspected ? [.dataMarks, .canaries] : []
        case .always: return isSuspected ? [.dataMarks, .canaries] : [.canaries]
        }
    }
}

extension JudgingOptions.Panelist {
    /// The lowest accuracy that is heard: a panel of weak judges is worse than one good one.
    package static let gate = 0.75
}

/// What a request asks of its judges beyond the configured options (`judging`).
package struct JudgingRequest: Sendable, Hashable {
    /// Answers to each question. Default: nil, as configured.
    package var samples: Int?
    /// Whether the configured panel votes. Default: nil, when one is configured.
    package var usesPanel: Bool?
    /// Whether the configured cascade is used. Default: nil, when one is configured.
    package var usesCascade: Bool?
    /// Default: nil, as configured.
    package var isStrict: Bool?

    package init(samples: Int? = nil, usesPanel: Bool? = nil, usesCascade: Bool? = nil, isStrict: Bool? = nil) {
        self.samples = samples
        self.usesPanel = usesPanel
        self.usesCascade = usesCascade
        self.isStrict = isStrict
    }

    /// The configured options as far as the request does not say otherwise. What a judge's answers cost is the client's
    /// choice; strictness and canaries a request can only add to.
    func applied(to options: JudgingOptions) -> JudgingOptions {
        JudgingOptions(
            samples: samples ?? options.samples, panel: usesPanel == false ? [] : options.panel,
            cascade: usesCascade == false ? [] : options.cascade, escalateBelow: options.escalateBelow,
            isStrict: options.isStrict || isStrict == true, canaries: options.canaries)
    }
}
