import JSON

/// Whether the answer is as long as it may be; no judge.
package struct LengthMetric: RuleMetric {
    package let descriptor = MetricDescriptor(
        id: "length", family: .deterministic, summary: "The answer's length lies within bounds.", defaultThreshold: 1,
        options: [
            .init("min", "whole number, the least length; this or max"),
            .init("max", "whole number, the greatest length"),
            .init("unit", "characters, words, sentences or tokens (a quarter of the characters); default: characters"),
        ], reads: [], source: "1 within the bounds, else 0")

    package init() {}

    /// What is counted.
    package enum Unit: String, Sendable, CaseIterable {
        /// As a reader sees them.
        case characters
        /// Words and numbers; an ideograph is one.
        case words
        /// By the rules that findings are located with.
        case sentences
        /// A quarter of the characters, rounded up: an estimate, no model's own tokens.
        case tokens
    }

    /// Bounds with their unit.
    package struct Rule: Sendable {
        let least: Int
        let most: Int?
        let unit: Unit
    }

    package func rule(_ request: MetricRequest, of subject: EvaluationCase) throws(OptionError) -> Rule {
        let options = MetricOptions(request)
        let least = try options.count("min")
        let most = try options.count("max")
        guard least != nil || most != nil else { throw .missing(["min", "max"]) }
        if let least, let most, least > most { throw .unusable("min", "must not be above max") }
        return Rule(least: least ?? 0, most: most, unit: try options.choice("unit", standard: Unit.characters))
    }

    package func measurement(_ rule: Rule, of subject: EvaluationCase) -> Measurement {
        let length = Self.length(of: subject, in: rule.unit)
        let noun = String(rule.unit.rawValue.dropLast())
        var reading = Measurement.Reading.ruled(.one, "\(MetricText.count(length, noun)).")
        if length < rule.least {
            reading = .ruled(.zero, "\(MetricText.count(length, noun)), at least \(rule.least) wanted.")
        } else if let most = rule.most, length > most {
            reading = .ruled(.zero, "\(MetricText.count(length, noun)), at most \(most) allowed.")
        }
        reading.extra.append("length", .integer(Int64(length)))
        return .scored(reading)
    }

    private static func length(of subject: EvaluationCase, in unit: Unit) -> Int {
        let characters = { (subject.testCase.actualOutput ?? "").count }
        return switch unit {
        case .characters: characters()
        case .words: subject.document.tokens.words.count
        case .sentences: subject.document.sentences.count
        case .tokens: (characters() + 3) / 4
        }
    }
}
