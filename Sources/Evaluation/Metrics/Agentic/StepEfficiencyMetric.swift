import JSON

/// Which share of an agent's steps the task needed.
package struct StepEfficiencyMetric: Metric {
    package let descriptor = MetricDescriptor(
        id: "step_efficiency", aliases: ["step_efficiency_metric"], family: .agentic,
        summary: "Share of the agent's steps that the task needed; repeats, errors and their repair are not.",
        defaultThreshold: 0.5, requires: [], reads: [.trace],
        source: "Needed steps / steps; a call made before with the same output is never needed")

    package init() {}

    package func needs(_ request: MetricRequest, of subject: EvaluationCase) -> MetricNeeds {
        if let missing = subject.missingFromRun(goals: []) { return missing }
        guard !subject.run.steps.isEmpty else { return .notApplicable("The agent took no step.") }
        return .facts(FactNeeds(trace: .steps))
    }

    /// What a repeat speaks against a step being needed, in log-odds.
    private static let doubt = -1.0
    /// How sure it is that an idle repeat was not needed.
    private static let certainOfRepeat = 0.9

    package func measure(
        _ request: MetricRequest, of subject: EvaluationCase, facts: MetricFacts, decision: Decision
    ) -> Measurement {
        guard let findings = facts.trace, !findings.steps.isEmpty else { return .notApplicable("Nothing was judged.") }
        let repetition = CallRepetition(subject.run.calls)
        let entries = Dictionary(subject.run.entries.map { ($0.id, $0) }) { first, _ in first }
        var tally = CreditTally()
        var items: [JSONValue] = []
        var wasted: [(text: String, id: String)] = []
        var hasConflict = false
        var isQuoted = false
        for step in findings.steps {
            let repeated = repetition.repeats[step.id]
            var role = step.role
            var certainty =
                step.isMissing
                ? step.stated
                : Certainty.combined(
                    stated: step.stated,
                    evidence: [step.quote.evidence, role == .needed && repeated != nil ? Self.doubt : 0])
            if repeated?.isIdle == true {
                if role == .needed { hasConflict = true }
                if role == .needed || step.isMissing { role = .redundant }
                certainty = max(certainty, Self.certainOfRepeat)
            }
            tally.add(credit: role == .needed ? 2 : 0, certainty: certainty)
            if role == .needed, step.quote.isVerified { isQuoted = true }
            if role != .needed { wasted.append((Self.name(entries[step.id]), step.id)) }
            items.append(Self.json(step, role: role, repeated: repeated, certainty: certainty))
        }
        let needed = tally.credits.count { $0 > 0 }
        var reading = Measurement.Reading(
            tally, findings, decision: decision, isQuoted: isQuoted, hasGood: needed > 0,
            reason: "\(needed) of \(MetricText.count(tally.count, "step")) needed."
                + MetricText.listed("Not needed", wasted))
        reading.findings = items
        if hasConflict { reading.reviewReasons.insert(.deterministicConflict) }
        return .scored(reading)
    }

    /// A step as a reason names it: its tool, or how its words begin.
    static func name(_ entry: AgentRun.Entry?) -> String {
        guard let entry else { return "step" }
        return entry.call?.name ?? entry.text
    }

    private static func json(
        _ step: TraceFindings.Step, role: TraceTask.Role, repeated: CallRepetition.Repeat?, certainty: Double
    ) -> JSONValue {
        var object = JSONObject()
        object.append("step", .string(step.id))
        object.append("role", .string(role.rawValue))
        object.append("quote", step.passage.map { .string($0.text) } ?? .null)
        if let repeated { object.append("repeats", .string(repeated.first)) }
        object.append("confidence", MetricText.json(certainty))
        if step.isMissing { object.append("unanswered", true) }
        return .object(object)
    }
}
