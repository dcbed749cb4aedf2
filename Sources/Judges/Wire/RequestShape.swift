/// Which optional parameters a model takes. Learned from its refusals: every change drops or renames one parameter, so
/// a finite number of changes ends in the plainest request there is.
package struct RequestShape: Sendable, Hashable {
    /// The name under which the answer's token limit is sent.
    package enum TokenLimit: String, Sendable, Hashable {
        case maxCompletionTokens = "max_completion_tokens"
        case maxTokens = "max_tokens"
        /// Neither name is taken.
        case omitted
    }

    /// How the answer's form is asked for; the raw value is the name in a table of models.
    package enum AnswerFormat: String, Sendable, Hashable, CaseIterable {
        /// The provider enforces the JSON Schema.
        case schema
        /// The provider enforces the schema in the older form of OpenAPI.
        case openAPISchema = "openapi"
        /// The answer is the input of a tool that the model has to call.
        case tool
        /// The provider enforces JSON; the schema is told in words.
        case object
        /// Nothing is enforced; the schema is told in words.
        case text
    }

    /// How many alternatives for a token are asked for; the raw value is the wire's.
    package enum Alternatives: Int, Sendable, Hashable {
        case twenty = 20
        case ten = 10
        case five = 5
        /// The endpoint gives none.
        case none = 0
    }

    /// A parameter that a model may refuse.
    package enum Parameter: String, Sendable, Hashable {
        case tokenLimit, temperature, seed, answerFormat, alternatives, tokenProbabilities, prefixHints
        /// This schema: beyond what is enforced in the form in use, where others may not be.
        case schema
    }

    /// Default: `max_completion_tokens`.
    package var tokenLimit: TokenLimit
    /// Default: true.
    package var sendsTemperature: Bool
    /// Default: true.
    package var sendsSeed: Bool
    /// Says which prompts begin alike, or which beginnings to keep, where the provider takes such hints. Default: false.
    package var hintsPrefixes: Bool
    /// The form in use and those left to fall back to, best first; never empty. Default: schema, object, text.
    package private(set) var formats: [AnswerFormat]
    /// Default: `.twenty`, the most that OpenAI gives.
    package var alternatives: Alternatives
    private var renamedTokenLimit = false

    package init(
        tokenLimit: TokenLimit = .maxCompletionTokens, sendsTemperature: Bool = true, sendsSeed: Bool = true,
        formats: [AnswerFormat] = [.schema, .object, .text], alternatives: Alternatives = .twenty,
        hintsPrefixes: Bool = false
    ) {
        self.hintsPrefixes = hintsPrefixes
        self.tokenLimit = tokenLimit
        self.sendsTemperature = sendsTemperature
        self.sendsSeed = sendsSeed
        self.formats = formats.isEmpty ? [.text] : formats
        self.alternatives = alternatives
    }

    /// The form in use.
    package var answerFormat: AnswerFormat { formats.first ?? .text }

    /// With what is known about the model: a temperature that it refuses is not sent, and of the forms that the wire has
    /// only those stay that the model can be held to.
    func fitting(_ row: ModelRow) -> RequestShape {
        var shape = self
        if row.acceptsTemperature == false { shape.sendsTemperature = false }
        if let known = row.formats {
            let fitting = formats.filter(known.contains)
            if !fitting.isEmpty { shape.formats = fitting }
        }
        return shape
    }

    /// The shape that asks in none of these forms; the last form stays, whatever is refused.
    package func without(_ refused: Set<AnswerFormat>) -> RequestShape {
        var next = self
        let left = formats.filter { !refused.contains($0) }
        next.formats = left.isEmpty ? formats.suffix(1) : left
        return next
    }

    /// The shape to try after `parameter` was refused; nil when nothing is left to change about it.
    package func without(_ parameter: Parameter) -> RequestShape? {
        var next = self
        switch parameter {
        case .tokenLimit:
            guard tokenLimit != .omitted else { return nil }
            next.tokenLimit =
                renamedTokenLimit ? .omitted : tokenLimit == .maxTokens ? .maxCompletionTokens : .maxTokens
            next.renamedTokenLimit = true
        case .temperature:
            guard sendsTemperature else { return nil }
            next.sendsTemperature = false
        case .seed:
            guard sendsSeed else { return nil }
            next.sendsSeed = false
        case .prefixHints:
            guard hintsPrefixes else { return nil }
            next.hintsPrefixes = false
        case .answerFormat, .schema:
            guard formats.count > 1 else { return nil }
            next.formats.removeFirst()
        case .alternatives:
            switch alternatives {
            case .twenty: next.alternatives = .ten
            case .ten: next.alternatives = .five
            case .five: next.alternatives = .none
            case .none: return nil
            }
        case .tokenProbabilities:
            guard alternatives != .none else { return nil }
            next.alternatives = .none
        }
        return next
    }
}
