/// How much of what was asked for an agent has achieved.
package struct TaskCompletionMetric: Metric {
    package let descriptor = MetricDescriptor(
        id: "task_completion", aliases: ["task_completion_metric"], family: .agentic,
        summary: "Share of the task's goals that the agent's run achieves; half for those achieved in part.",
        defaultThreshold: 0.5, requires: [], options: [AgentOptions.task], reads: [.trace],
        source: "Mean over goals of 1 (full), 0.5 (partial) or 0, each proved by a quoted step")

    package init() {}

    package func needs(_ request: MetricRequest, of subject: EvaluationCase) -> MetricNeeds {
        Self.needs(request, of: subject)
    }

    /// What every metric about goals needs.
    static func needs(_ request: MetricRequest, of subject: EvaluationCase) -> MetricNeeds {
        let goals = AgentOptions.goals(request)
        if let missing = subject.missingFromRun(goals: goals) { return missing }
        return subject.run.steps.isEmpty ? .nothing : .facts(FactNeeds(trace: .goals, goals: goals))
    }

    package func measure(
        _ request: MetricRequest, of subject: EvaluationCase, facts: MetricFacts, decision: Decision
    ) -> Measurement {
        Self.measurement(request, of: subject, facts: facts) { tally, findings in
            tally.reading(findings, decision: decision)
        }
    }

    /// What every metric about goals measures: its own reading of them, unless there is nothing to read.
    static func measurement(
        _ request: MetricRequest, of subject: EvaluationCase, facts: MetricFacts,
        reading: (GoalTally, TraceFindings) -> Measurement.Reading
    ) -> Measurement {
        guard !subject.run.steps.isEmpty else { return .scored(.nothingDone("The agent did and said nothing.")) }
        guard let findings = facts.trace else { return .notApplicable("Nothing was judged.") }
        let tally = GoalTally(findings, wanted: AgentOptions.goals(request))
        guard !tally.goals.isEmpty else { return .notApplicable("The user asks for nothing.") }
        var reading = reading(tally, findings)
        if AgentOptions.hasUnreadGoals(request) { reading.noteUnreadPart() }
        return .scored(reading)
    }
}
