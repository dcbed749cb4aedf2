import JSON
import JSONSchema

/// Whether the answer is JSON, and as a JSON Schema says; no judge.
package struct JSONCorrectnessMetric: RuleMetric {
    package let descriptor = MetricDescriptor(
        id: "json_correctness", aliases: ["json_schema", "is_json"], family: .deterministic,
        summary: "The answer is one JSON value, and as the schema says.", defaultThreshold: 1,
        options: [
            .init("schema", "JSON Schema (draft 2020-12) as an object or as text; default: any JSON value"),
            .init("expected_schema", "another name of schema"),
            .init("allow_fence", "whether a Markdown code fence may stand around it; default: false"),
        ], reads: [], source: "Strict RFC 8259, keys unique; JSON Schema 2020-12")

    /// Violations that are listed.
    private static let mostFindings = 20

    package init() {}

    /// A schema with how the answer is read.
    package struct Rule: Sendable {
        let schema: Schema?
        let allowsFence: Bool
    }

    package func rule(_ request: MetricRequest, of subject: EvaluationCase) throws(OptionError) -> Rule {
        let options = MetricOptions(request)
        let allowsFence = try options.flag("allow_fence")
        let name = options["schema"] == nil ? "expected_schema" : "schema"
        guard let given = options[name] else { return Rule(schema: nil, allowsFence: allowsFence) }
        return Rule(schema: try Self.schema(given, option: name), allowsFence: allowsFence)
    }

    private static func schema(_ given: JSONValue, option name: String) throws(OptionError) -> Schema {
        var value = given
        if let text = given.string {
            do throws(JSONError) { value = try Self.read(text) } catch {
                throw .unusable(name, "is no JSON: \(error)")
            }
        }
        do throws(SchemaError) { return try Schema(value) } catch {
            let shown = error.problems.prefix(3).map(\.description).joined(separator: "; ")
            let more = error.problems.count > 3 ? " and \(error.problems.count - 3) more" : ""
            throw .unusable(name, "is no JSON Schema that can be used: \(shown)\(more)")
        }
    }

    package func measurement(_ rule: Rule, of subject: EvaluationCase) -> Measurement {
        let text = (subject.testCase.actualOutput ?? "").trimmedOfSpace
        let value: JSONValue
        do throws(JSONError) {
            value = try Self.read(rule.allowsFence ? Self.unfenced(text) : text)
        } catch {
            var reading = Measurement.Reading.ruled(.zero, "The answer is no JSON: \(error).")
            reading.findings = [["pointer": "", "keyword": nil, "message": .string("\(error)")]]
            return .scored(reading)
        }
        switch rule.schema?.validate(value, limit: Self.mostFindings) {
        case nil: return .ruled(true, "The answer is JSON.")
        case .valid?: return .ruled(true, "The answer is as the schema says.")
        case .tooComplex?: return .notApplicable("Whether the answer is as the schema says takes too long to tell.")
        case .invalid(let violations)?:
            let isMore = violations.count == Self.mostFindings
            var text = "\(isMore ? "At least " : "")\(MetricText.count(violations.count, "violation"))"
            text += " of the schema. " + violations.prefix(3).map(\.description).joined(separator: "; ") + "."
            var reading = Measurement.Reading.ruled(.zero, text)
            reading.findings = violations.map { violation in
                [
                    "pointer": .string(violation.pointer), "keyword": .string(violation.keyword),
                    "message": .string(violation.message),
                ]
            }
            return .scored(reading)
        }
    }

    private static func read(_ text: String) throws(JSONError) -> JSONValue {
        try JSONReader.read(text, options: .init(maximumDepth: Schema.maximumDepth, duplicateKeys: .reject))
    }

    /// What a code fence around the whole text holds; the text itself when there is none.
    private static func unfenced(_ text: String) -> String {
        guard text.hasPrefix("```"), text.hasSuffix("```"), let line = text.firstIndex(where: \.isNewline) else {
            return text
        }
        let end = text.index(text.endIndex, offsetBy: -3)
        guard line < end else { return text }
        return String(text[line..<end])
    }
}
