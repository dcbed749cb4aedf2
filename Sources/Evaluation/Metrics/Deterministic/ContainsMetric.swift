import JSON

/// Whether the answer contains given texts; no judge.
package struct ContainsMetric: RuleMetric {
    package let descriptor = MetricDescriptor(
        id: "contains", family: .deterministic,
        summary: "The answer contains all, any or none of the given texts.", defaultThreshold: 1,
        options: [
            .init("values", "list of texts, at most 200; this or value"),
            .init("value", "one text"),
            .init("mode", "all, any or none of them are wanted; default: all"),
            .init("ignore_case", "true or false; default: false"),
        ], reads: [], source: "Share of texts found (all), else 1 or 0; characters compared canonically (NFC)")

    private static let mostValues = 200

    package init() {}

    /// Which of the texts are wanted.
    package enum Mode: String, Sendable, CaseIterable { case all, any, none }

    /// Texts with how they are looked for.
    package struct Rule: Sendable {
        let values: [String]
        let mode: Mode
        let ignoresCase: Bool
    }

    package func rule(_ request: MetricRequest, of subject: EvaluationCase) throws(OptionError) -> Rule {
        let options = MetricOptions(request)
        let values =
            (try options.texts("values", atMost: Self.mostValues) ?? [])
            + (try options.texts("value", atMost: 1) ?? [])
        guard !values.isEmpty else { throw .missing(["values"]) }
        return Rule(
            values: values, mode: try options.choice("mode", standard: Mode.all),
            ignoresCase: try options.flag("ignore_case"))
    }

    package func measurement(_ rule: Rule, of subject: EvaluationCase) -> Measurement {
        let places = CharacterSearch(rule.values, ignoresCase: rule.ignoresCase)
            .firstRanges(in: subject.testCase.actualOutput ?? "")
        let found = places.count { $0 != nil }
        let score: Double =
            switch rule.mode {
            case .all: Double(found) / Double(rule.values.count)
            case .any: found > 0 ? 1 : 0
            case .none: found == 0 ? 1 : 0
            }
        let offending = zip(rule.values, places).filter { ($0.1 == nil) == (rule.mode != .none) }.map(\.0)
        var text = "\(found) of \(MetricText.count(rule.values.count, "text")) found."
        if score < 1, !offending.isEmpty {
            text += rule.mode == .none ? " Unwanted: " : " Missing: "
            text += offending.prefix(3).map(MetricText.quoted).joined(separator: ", ")
            text += offending.count > 3 ? " and \(offending.count - 3) more." : "."
        }
        var reading = Measurement.Reading.ruled(Score(clamping: score), text)
        reading.findings = zip(rule.values, places).map { value, place in
            var finding: JSONObject = ["value": .string(MetricText.excerpt(value)), "found": .bool(place != nil)]
            if let place { MetricText.append(place, to: &finding) }
            return .object(finding)
        }
        return .scored(reading)
    }
}
