import JSON

/// A criterion in the client's words, rated step by step.
///
/// A criterion without steps is split into some by the judge, once for each wording, and every later case is rated by
/// the same ones. Short criteria, and those whose `compile_steps` is false, are their own only step.
package struct CriteriaMetric: Metric {
    package let descriptor: MetricDescriptor
    /// What is looked at when the client names no parts; empty means the input, if there is one, and the answer.
    private let standard: [TestCaseField]

    /// Unicode scalars from which on a criterion is worth splitting.
    package static let leastLength = 40

    /// - Parameters:
    ///   - id: `g_eval`, `custom`, `diy`, `conversational_g_eval`: names for the same thing.
    ///   - parts: what is looked at when the client names no parts. Default: the input, if there is one, and the answer.
    package init(
        id: String, aliases: [String] = [], family: MetricDescriptor.Family = .custom, parts: [TestCaseField] = []
    ) {
        standard = parts
        descriptor = MetricDescriptor(
            id: id, aliases: aliases, family: family,
            summary: parts.contains(.turns)
                ? "How far the conversation meets a criterion given in words or steps."
                : "How far the answer meets a criterion given in words or steps.",
            defaultThreshold: 0.7, requires: parts,
            options: [
                .init("criteria", "what is judged, in words; this or evaluation_steps"),
                .init("evaluation_steps", "list of texts that are rated one by one"),
                .init("evaluation_params", "names of the parts looked at; default: input and actual_output"),
                .init("rubric", "list of {score_range, expected_outcome} of any scale, or text"),
                .init(
                    "compile_steps",
                    "whether the judge splits criteria without steps, once; default: from \(Self.leastLength) characters"
                ),
            ], reads: [.steps, .criteria],
            source: "Expected or mean rating 0 to 4, by quarters, after G-Eval (arXiv 2303.16634)")
    }

    package func steps(_ request: MetricRequest, of subject: EvaluationCase) -> StepsTask? {
        guard request.steps.isEmpty, let criteria = Self.criteria(of: request) else { return nil }
        let length = criteria.unicodeScalars.count
        guard request.options["compile_steps"]?.bool ?? (length >= Self.leastLength) else { return nil }
        guard case .parts(let parts, _) = selection(request, subject), !CriteriaParts.areSilent(parts, of: subject)
        else {
            return nil
        }
        return StepsTask(
            criteria: criteria, rubric: Rubric(request.rubric)?.text, parts: CriteriaParts.names(of: parts))
    }

    package func needs(_ request: MetricRequest, of subject: EvaluationCase) -> MetricNeeds {
        let criteria = Self.criteria(of: request)
        guard criteria != nil || !request.steps.isEmpty else { return .missing(["criteria"]) }
        switch selection(request, subject) {
        case .missing(let names): return .missing(names)
        case .parts(let parts, _):
            if CriteriaParts.areSilent(parts, of: subject) { return .nothing }
            return .facts(
                .own(
                    .criteria(
                        CriteriaTask(
                            name: request.key, criteria: criteria ?? "The steps below.",
                            steps: request.steps.isEmpty ? request.compiled?.steps ?? [] : request.steps,
                            rubric: Rubric(request.rubric)?.text, parts: UnaddressedText.of(parts)))))
        }
    }

    package func measure(
        _ request: MetricRequest, of subject: EvaluationCase, facts: MetricFacts, decision: Decision
    ) -> Measurement {
        guard let findings = facts.criteria else { return .scored(CriteriaReading.ofNothing) }
        var reading = CriteriaReading.reading(
            findings, decision: decision, isSuspected: subject.isInjectionSuspected)
        reading.note(stepsOf: request, findings)
        reading.note(partsCutOf: selection(request, subject))
        return .scored(reading)
    }

    private func selection(_ request: MetricRequest, _ subject: EvaluationCase) -> CriteriaParts.Selection {
        CriteriaParts.selection(request.parameters, of: subject.testCase, standard: standard)
    }

    private static func criteria(of request: MetricRequest) -> String? {
        request.criteria.flatMap { $0.isEmpty ? nil : $0 }
    }
}
