import JSON

/// Whether an agent called the right tools of those it has, with the right arguments.
package struct ToolUseMetric: Metric {
    package let descriptor = MetricDescriptor(
        id: "tool_use", aliases: ["tool_use_metric"], family: .agentic,
        summary: "The lower of two shares: calls of the right tool, and calls with the right arguments.",
        defaultThreshold: 0.5, requires: [.availableTools], reads: [.trace],
        source: "Minimum of mean selection (needed tools that were not called count 0) and mean arguments")

    package init() {}

    package func needs(_ request: MetricRequest, of subject: EvaluationCase) -> MetricNeeds {
        Self.needs(of: subject)
    }

    static func needs(of subject: EvaluationCase) -> MetricNeeds {
        if let missing = subject.missingFromRun(goals: [], needsCalls: true) { return missing }
        return .facts(FactNeeds(trace: .calls))
    }

    package func measure(
        _ request: MetricRequest, of subject: EvaluationCase, facts: MetricFacts, decision: Decision
    ) -> Measurement {
        guard let findings = facts.trace else { return .notApplicable("Nothing was judged.") }
        return Self.measurement(CallTally(findings, of: subject), findings, decision: decision)
    }

    /// The lower of selection and arguments. Without calls the tools that should have been called decide alone.
    static func measurement(_ tally: CallTally, _ findings: TraceFindings, decision: Decision) -> Measurement {
        let selection = tally.selection
        let arguments = tally.arguments
        guard !selection.isEmpty else { return .notApplicable("No tool was called, and none was needed.") }
        let isSelectionLower = arguments.isEmpty || selection.score <= arguments.score
        let lower = isSelectionLower ? selection : arguments
        var reading = Measurement.Reading(
            lower, findings, decision: decision, isQuoted: tally.isQuoted, hasGood: tally.hasGood,
            reason: "Selection \(MetricText.number(selection.score.value))"
                + (arguments.isEmpty ? ", no call." : ", arguments \(MetricText.number(arguments.score.value)).")
                + tally.selectionFailures + tally.argumentFailures)
        if !arguments.isEmpty, decision.passes(reading.score) {
            // To pass, both have to be right.
            let other = (isSelectionLower ? arguments : selection).confidence(decision)
            reading.confidence = min(reading.confidence, other)
        }
        reading.findings = tally.json
        reading.extra.append("selection", MetricText.json(selection.score.value))
        if !arguments.isEmpty { reading.extra.append("arguments", MetricText.json(arguments.score.value)) }
        reading.reviewReasons.formUnion(tally.reviewReasons(passed: decision.passes(reading.score)))
        return .scored(reading)
    }
}
