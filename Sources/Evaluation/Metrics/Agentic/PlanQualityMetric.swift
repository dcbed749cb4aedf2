import JSON

/// How good an agent's plan is for its task.
package struct PlanQualityMetric: Metric {
    package let descriptor = MetricDescriptor(
        id: "plan_quality", aliases: ["plan_quality_metric"], family: .agentic,
        summary: "Whether the plan's items are sound, and whether they cover what the task needs.",
        defaultThreshold: 0.5, requires: [], options: [AgentOptions.plan], reads: [.trace],
        source: "F1 of soundness (vague items half) and coverage (sound items / sound items and gaps)")

    package init() {}

    package func needs(_ request: MetricRequest, of subject: EvaluationCase) -> MetricNeeds {
        PlanAdherenceMetric.needs(.gaps, request, of: subject)
    }

    package func measure(
        _ request: MetricRequest, of subject: EvaluationCase, facts: MetricFacts, decision: Decision
    ) -> Measurement {
        guard let findings = facts.trace else { return .notApplicable("Nothing was judged.") }
        let plan = PlanTally(findings, wanted: AgentOptions.plan(request))
        guard !plan.items.isEmpty else { return .notApplicable(PlanTally.noPlan) }
        let sound = Double(plan.items.reduce(0) { $0 + $1.value.credit }) / 2
        let gaps = findings.gaps
        let precision = sound / Double(plan.items.count)
        let recall = sound > 0 ? sound / (sound + Double(gaps.count)) : 0
        let score = Score(clamping: precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0)
        let certainties =
            plan.items.map { $0.certainty([$0.source == nil ? 0 : 1]) } + gaps.map { Certainty.clipped($0.stated) }
        let mean = certainties.reduce(0, +) / Double(certainties.count)
        let good = plan.items.count { $0.value == .sound }
        var reading = Measurement.Reading(
            score: score,
            confidence: Certainty.side(
                distance: score.rounded.value - decision.threshold, deviation: 0.05 + 0.5 * (1 - mean)),
            reason: "\(good) of \(MetricText.count(plan.items.count, "item")) sound."
                + MetricText.listed("Not sound", plan.items.filter { $0.value != .sound }.map { ($0.text, "") })
                + MetricText.listed("Not covered", gaps.map { ($0.need, "") }))
        reading.limit(by: findings, decision: decision, isQuoted: plan.isFound, hasGood: sound > 0)
        reading.findings = plan.json + gaps.map { ["gap": .string($0.need)] }
        if AgentOptions.hasUnreadPlan(request) { reading.noteUnreadPart() }
        return .scored(reading)
    }
}

extension TraceTask.Value {
    /// Half points.
    var credit: Int { self == .sound ? 2 : self == .vague ? 1 : 0 }
}
