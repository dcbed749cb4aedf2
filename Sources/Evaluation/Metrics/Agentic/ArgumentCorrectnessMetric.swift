/// Whether an agent called its tools with the arguments that the task asks for.
package struct ArgumentCorrectnessMetric: Metric {
    package let descriptor = MetricDescriptor(
        id: "argument_correctness", aliases: ["argument_correctness_metric"], family: .agentic,
        summary: "Share of tool calls whose arguments fit the task and, where known, the tool's schema.",
        defaultThreshold: 0.5, requires: [], reads: [.trace],
        source: "Mean over calls of 1 (right), 0.5 (partly) or 0; 0 where the tool's JSON Schema is broken")

    package init() {}

    package func needs(_ request: MetricRequest, of subject: EvaluationCase) -> MetricNeeds {
        if let missing = subject.missingFromRun(goals: [], needsCalls: true) { return missing }
        return subject.run.calls.isEmpty
            ? .notApplicable("No tool was called.") : .facts(FactNeeds(trace: .calls))
    }

    package func measure(
        _ request: MetricRequest, of subject: EvaluationCase, facts: MetricFacts, decision: Decision
    ) -> Measurement {
        guard let findings = facts.trace else { return .notApplicable("Nothing was judged.") }
        let tally = CallTally(findings, of: subject)
        let arguments = tally.arguments
        guard !arguments.isEmpty else { return .notApplicable("No tool was called.") }
        let right = tally.calls.count { $0.arguments == 2 }
        var reading = Measurement.Reading(
            arguments, findings, decision: decision, isQuoted: tally.isQuoted, hasGood: tally.hasGood,
            reason: "\(right) of \(MetricText.count(arguments.count, "call")) with the right arguments."
                + tally.argumentFailures)
        reading.findings = tally.json
        reading.reviewReasons.formUnion(tally.reviewReasons(passed: decision.passes(reading.score)))
        return .scored(reading)
    }
}
