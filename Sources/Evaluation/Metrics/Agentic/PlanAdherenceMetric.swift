import JSON

/// How far an agent did what its plan says.
package struct PlanAdherenceMetric: Metric {
    package let descriptor = MetricDescriptor(
        id: "plan_adherence", aliases: ["plan_adherence_metric"], family: .agentic,
        summary: "Share of the plan's items that the agent carried out; half for those done in part.",
        defaultThreshold: 0.5, requires: [], options: [AgentOptions.plan], reads: [.trace],
        source: "Mean over items of 1 (done), 0.5 (partly) or 0, each proved by a quoted later step")

    package init() {}

    package func needs(_ request: MetricRequest, of subject: EvaluationCase) -> MetricNeeds {
        Self.needs(.plan, request, of: subject)
    }

    /// What every metric about a plan needs.
    static func needs(
        _ aspect: TraceTask.Aspects, _ request: MetricRequest, of subject: EvaluationCase
    ) -> MetricNeeds {
        if let missing = subject.missingFromRun(goals: []) { return missing }
        guard !subject.run.steps.isEmpty else { return .notApplicable("The agent took no step.") }
        return .facts(FactNeeds(trace: aspect, plan: AgentOptions.plan(request)))
    }

    package func measure(
        _ request: MetricRequest, of subject: EvaluationCase, facts: MetricFacts, decision: Decision
    ) -> Measurement {
        guard let findings = facts.trace else { return .notApplicable("Nothing was judged.") }
        let plan = PlanTally(findings, wanted: AgentOptions.plan(request))
        guard !plan.items.isEmpty else { return .notApplicable(PlanTally.noPlan) }
        let (tally, isQuoted) = plan.adherence
        let done = plan.items.count { $0.done == .yes }
        var reading = Measurement.Reading(
            tally, findings, decision: decision, isQuoted: isQuoted, hasGood: plan.items.contains { $0.done != .no },
            reason: "\(done) of \(MetricText.count(tally.count, "item")) of the plan done."
                + MetricText.listed("Not done", plan.items.filter { $0.done == .no }.map { ($0.text, "") }))
        reading.findings = plan.json
        if plan.isOutOfOrder { reading.extra.append("out_of_order", true) }
        if AgentOptions.hasUnreadPlan(request) { reading.noteUnreadPart() }
        return .scored(reading)
    }
}
