/// Whether the answer is the expected one; no judge.
package struct ExactMatchMetric: RuleMetric {
    package let descriptor = MetricDescriptor(
        id: "exact_match", family: .deterministic, summary: "The answer is the expected output, letter for letter.",
        defaultThreshold: 1, requires: [.actualOutput, .expectedOutput],
        options: [
            .init("trim", "whether white space at the ends is left out; default: true"),
            .init("ignore_case", "true or false; default: false"),
        ], reads: [], source: "Canonical equality (NFC) of the trimmed texts")

    package init() {}

    /// How texts are compared.
    package struct Rule: Sendable {
        let trims: Bool
        let ignoresCase: Bool
    }

    package func rule(_ request: MetricRequest, of subject: EvaluationCase) throws(OptionError) -> Rule {
        let options = MetricOptions(request)
        return Rule(
            trims: try options.flag("trim", standard: true), ignoresCase: try options.flag("ignore_case"))
    }

    package func measurement(_ rule: Rule, of subject: EvaluationCase) -> Measurement {
        let answer = Self.text(subject.testCase.actualOutput, rule)
        let matches = answer == Self.text(subject.testCase.expectedOutput, rule)
        return .ruled(
            matches, matches ? "The output is the expected one." : "The output differs from the expected one.")
    }

    private static func text(_ text: String?, _ rule: Rule) -> String {
        let text = rule.trims ? (text ?? "").trimmedOfSpace : text ?? ""
        guard rule.ignoresCase else { return text }
        return String(text.map { CharacterSearch.folded($0, ignoresCase: true) })
    }
}
