/// What is known about a model by its name.
package struct ModelRow: Sendable, Hashable {
    /// Whether answers come with the probabilities of their tokens.
    package enum Probabilities: Sendable, Hashable {
        case given, refused, unknown
    }

    /// Default: `.unknown`.
    package var probabilities = Probabilities.unknown
    /// Its weights are open: it may run on the operator's own machines. Default: false.
    package var isOpen = false
    /// Too small to carry the structured protocol: it says "supported" to everything. Default: false.
    package var isSmall = false
    /// Whose model it is, as `JudgeIdentity.provider` names it: its prices hold there alone. Default: nil.
    package var provider: String?
    /// Most tokens of question and answer together, and of the answer. Default: nil, not known.
    package var contextTokens: Int?
    package var outputTokens: Int?
    /// Default: nil, not known: it is sent, and a refusal is remembered.
    package var acceptsTemperature: Bool?
    /// The forms of answers it can be held to, best first. Default: nil, not known: as the provider's others.
    package var formats: [RequestShape.AnswerFormat]?
    /// Default: none, not known.
    package var prices: [PriceRule] = []
    /// Default: nil, not known.
    package var limits: ModelLimits?
    /// The day from which it answers no more. Default: nil, none is known.
    package var retires: CalendarDay?

    package init() {}

    var givesProbabilities: Bool { probabilities == .given }
    var mayGiveProbabilities: Bool { probabilities != .refused }
}
