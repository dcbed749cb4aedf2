/// The general quality of an answer by four fixed criteria.
package struct QualityMetric: Metric {
    package let descriptor = MetricDescriptor(
        id: "quality", aliases: ["general_quality"], family: .custom,
        summary: "Correct, to the point, complete and clear.",
        defaultThreshold: 0.7, reads: [.criteria], source: "Mean rating 0 to 4 over four fixed steps, by quarters")

    static let steps = [
        "What the answer says is correct, as far as can be known from the input and from well-established knowledge.",
        "The answer stays with what the input asks.",
        "The answer leaves out nothing that the input needs.",
        "The answer is clear and easy to use for whoever asked.",
    ]

    package init() {}

    package func needs(_ request: MetricRequest, of subject: EvaluationCase) -> MetricNeeds {
        if subject.hasNoText { return .nothing }
        guard case .parts(let parts, _) = CriteriaParts.selection([], of: subject.testCase) else {
            return .missing([TestCaseField.actualOutput.rawValue])
        }
        return .facts(
            .own(
                .criteria(
                    CriteriaTask(
                        name: request.key, criteria: "The answer is good.", steps: Self.steps,
                        parts: UnaddressedText.of(parts)))))
    }

    package func measure(
        _ request: MetricRequest, of subject: EvaluationCase, facts: MetricFacts, decision: Decision
    ) -> Measurement {
        if subject.hasNoText { return .scored(CriteriaReading.ofNothing) }
        guard let findings = facts.criteria else { return .notApplicable("Nothing was judged.") }
        var reading = CriteriaReading.reading(
            findings, decision: decision, isSuspected: subject.isInjectionSuspected)
        reading.note(partsCutOf: CriteriaParts.selection([], of: subject.testCase))
        return .scored(reading)
    }
}
