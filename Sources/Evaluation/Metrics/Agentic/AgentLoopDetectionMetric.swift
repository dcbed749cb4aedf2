import JSON

/// Whether an agent goes in circles. By rule.
package struct AgentLoopDetectionMetric: Metric {
    package let descriptor = MetricDescriptor(
        id: "agent_loop_detection", aliases: ["loop_detection", "agent_loop_detection_metric"], family: .agentic,
        summary: "Whether the run repeats calls, messages, cycles of calls or itself; the worst sign decides.",
        defaultThreshold: 0.5, requires: [], reads: [],
        source:
            "Minimum over signs of (6 - times) / 6, from three equal calls, two equal messages, cycles or re-entries")

    package init() {}

    package func needs(_ request: MetricRequest, of subject: EvaluationCase) -> MetricNeeds {
        let run = subject.run
        if run.source == .fields, !run.knowsCalls { return .missing([TestCaseField.trace.rawValue]) }
        return run.steps.count < 2 && run.reentries == 0
            ? .notApplicable("Fewer than two steps cannot go in circles.") : .nothing
    }

    package func measure(
        _ request: MetricRequest, of subject: EvaluationCase, facts: MetricFacts, decision: Decision
    ) -> Measurement {
        let signs = LoopSigns(subject.run).signs
        let score = Score(clamping: signs.map(\.score).min() ?? 1)
        let found = signs.filter { $0.score < 1 }
        var reading = Measurement.Reading(
            score: score, confidence: subject.run.isTruncated ? 0.7 : 0.95,
            reason: found.isEmpty
                ? "No circles in \(MetricText.count(subject.run.steps.count, "step"))."
                : found.map { sign in
                    let name = sign.name.split(separator: "_").joined(separator: " ")
                    return "\(name): \(sign.count) times\(sign.step.map { " from \($0)" } ?? "")."
                }.joined(separator: " "))
        reading.findings = found.map { sign in
            [
                "sign": .string(sign.name), "times": .integer(Int64(sign.count)),
                "step": sign.step.map { .string($0) } ?? .null, "score": MetricText.json(sign.score),
            ]
        }
        if subject.run.isTruncated { reading.noteUnreadPart() }
        return .scored(reading)
    }
}
