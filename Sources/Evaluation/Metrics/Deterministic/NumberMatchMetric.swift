import JSON

/// Whether the answer names the expected numbers, however they are written; no judge.
package struct NumberMatchMetric: RuleMetric {
    package let descriptor = MetricDescriptor(
        id: "number_match", aliases: ["numeric_match"], family: .deterministic,
        summary: "The answer names the expected numbers, within a tolerance.", defaultThreshold: 1,
        options: [
            .init("expected", "number, or text with numbers; default: the numbers of expected_output"),
            .init("tolerance", "difference that is allowed; default: 0"),
            .init("relative_tolerance", "difference that is allowed, as a share of the expected number; default: 0"),
            .init("which", "numbers of the answer that count: any, first, last or only; default: any"),
        ], reads: [], source: "Share of the expected numbers found; 1,234.5 and 1.234,5, per cent and amounts are read")

    /// Expected numbers that are looked for.
    private static let mostExpected = 200

    package init() {}

    /// Which numbers of the answer count.
    package enum Which: String, Sendable, CaseIterable {
        case any, first, last
        /// The answer must name one number alone.
        case only
    }

    /// Expected numbers with how near an answer must come.
    package struct Rule: Sendable {
        let expected: [Quantity]
        let absolute: Double
        let relative: Double
        let which: Which
    }

    package func rule(_ request: MetricRequest, of subject: EvaluationCase) throws(OptionError) -> Rule {
        let options = MetricOptions(request)
        var name = "expected"
        let expected: [Quantity]
        switch options[name] {
        case .integer(let number)?: expected = [Quantity(number)]
        case .number(let number)? where number.isFinite: expected = [Quantity(number)]
        case .string(let text)?: expected = Quantity.all(in: text)
        case .some(let value): throw .unusable(name, "must be a number or a text, is \(value.kindName)")
        case nil:
            guard let text = subject.testCase.expectedOutput else { throw .missing(["expected_output"]) }
            name = "expected_output"
            expected = Quantity.all(in: text)
        }
        guard !expected.isEmpty else { throw .unusable(name, "names no number") }
        guard expected.count <= Self.mostExpected else {
            throw .unusable(name, "names more than \(Self.mostExpected) numbers")
        }
        return Rule(
            expected: expected, absolute: try options.amount("tolerance") ?? 0,
            relative: try options.amount("relative_tolerance") ?? 0,
            which: try options.choice("which", standard: Which.any))
    }

    package func measurement(_ rule: Rule, of subject: EvaluationCase) -> Measurement {
        let tokens = subject.document.tokens
        var named = tokens.numbers
        switch rule.which {
        case .any: break
        case .first: named = Array(named.prefix(1))
        case .last: named = Array(named.suffix(1))
        case .only:
            if named.count > 1 { return .ruled(false, "The answer names \(named.count) numbers instead of one.") }
        }
        let index = QuantityIndex(named)
        let places = rule.expected.map { index.place(of: $0, absolute: rule.absolute, relative: rule.relative) }
        let found = places.count { $0 != nil }
        let missing = zip(rule.expected, places).filter { $0.1 == nil }.map(\.0.text)
        var text = "\(found) of \(MetricText.count(rule.expected.count, "number")) found"
        text += " among \(named.count) of the answer."
        if !missing.isEmpty {
            text += " Missing: " + missing.prefix(3).map(MetricText.excerpt).joined(separator: ", ")
            text += missing.count > 3 ? " and \(missing.count - 3) more." : "."
        }
        var reading = Measurement.Reading.ruled(
            Score(clamping: Double(found) / Double(rule.expected.count)), text)
        reading.findings = zip(rule.expected, places).map { expected, place in
            var finding: JSONObject = [
                "expected": .string(MetricText.excerpt(expected.text)), "found": .bool(place != nil),
            ]
            if let place {
                MetricText.append(tokens.normalized.originalRange(named[place].range), to: &finding)
            }
            return .object(finding)
        }
        return .scored(reading)
    }
}
