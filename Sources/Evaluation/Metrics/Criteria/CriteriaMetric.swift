import JSON

/// A criterion in the client's words, rated step by step.
package struct CriteriaMetric: Metric {
    package let descriptor: MetricDescriptor

    /// - Parameter id: `g_eval`, `custom` or `diy`: three names for the same thing.
    package init(id: String, aliases: [String] = []) {
        descriptor = MetricDescriptor(
            id: id, aliases: aliases, family: .custom,
            summary: "How far the answer meets a criterion given in words or steps.",
            defaultThreshold: 0.7,
            reads: [.criteria], source: "Mean rating 0 to 4 over steps, by quarters, after G-Eval (arXiv 2303.16634)")
    }

    package func needs(_ request: MetricRequest, of subject: EvaluationCase) -> MetricNeeds {
        let criteria = request.criteria.flatMap { $0.isEmpty ? nil : $0 }
        guard criteria != nil || !request.steps.isEmpty else { return .missing(["criteria"]) }
        if subject.hasNoText { return .nothing }
        switch CriteriaParts.selection(request.parameters, of: subject.testCase) {
        case .missing(let names): return .missing(names)
        case .parts(let parts, _):
            let text = criteria ?? "The steps below."
            return .facts(
                .own(
                    .criteria(
                        CriteriaTask(
                            name: request.key, criteria: text, steps: request.steps, rubric: request.rubric,
                            parts: parts))))
        }
    }

    package func measure(
        _ request: MetricRequest, of subject: EvaluationCase, facts: MetricFacts, decision: Decision
    ) -> Measurement {
        if subject.hasNoText { return .scored(CriteriaReading.ofNothing) }
        guard let findings = facts.criteria else { return .notApplicable("Nothing was judged.") }
        var reading = CriteriaReading.reading(findings, decision: decision)
        reading.note(partsCutOf: CriteriaParts.selection(request.parameters, of: subject.testCase))
        return .scored(reading)
    }
}
