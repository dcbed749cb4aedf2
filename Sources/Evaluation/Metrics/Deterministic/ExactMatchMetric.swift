/// Whether the answer is the expected one, white space at the ends aside; no judge.
package struct ExactMatchMetric: Metric {
    package let descriptor = MetricDescriptor(
        id: "exact_match", family: .deterministic, summary: "The answer is the expected output, letter for letter.",
        defaultThreshold: 1,
        requires: [.actualOutput, .expectedOutput], reads: [], source: "Canonical equality of the trimmed texts")

    package init() {}

    package func needs(_ request: MetricRequest, of subject: EvaluationCase) -> MetricNeeds { .nothing }

    package func measure(
        _ request: MetricRequest, of subject: EvaluationCase, facts: MetricFacts, decision: Decision
    ) -> Measurement {
        let answer = Self.trimmed(subject.testCase.actualOutput ?? "")
        let expected = Self.trimmed(subject.testCase.expectedOutput ?? "")
        let matches = answer == expected
        return .scored(
            Measurement.Reading(
                score: matches ? .one : .zero, confidence: Certainty.highest,
                reason: matches ? "The output is the expected one." : "The output differs from the expected one."))
    }

    private static func trimmed(_ text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        guard let first = scalars.firstIndex(where: { !ScalarClass.isSpace($0.value) }),
            let last = scalars.lastIndex(where: { !ScalarClass.isSpace($0.value) })
        else { return "" }
        return String(String.UnicodeScalarView(scalars[first...last]))
    }
}
