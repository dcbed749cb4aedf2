/// How far an agent achieves what each message of the user asks for.
package struct GoalAccuracyMetric: Metric {
    package let descriptor = MetricDescriptor(
        id: "goal_accuracy", aliases: ["agent_goal_accuracy", "goal_accuracy_metric"], family: .agentic,
        summary: "Mean over the user's messages of the share of their goals that the agent achieves.",
        defaultThreshold: 0.5, requires: [], options: [AgentOptions.task], reads: [.trace],
        source: "Mean over messages of the mean over goals of 1 (full), 0.5 (partial) or 0")

    package init() {}

    package func needs(_ request: MetricRequest, of subject: EvaluationCase) -> MetricNeeds {
        TaskCompletionMetric.needs(request, of: subject)
    }

    package func measure(
        _ request: MetricRequest, of subject: EvaluationCase, facts: MetricFacts, decision: Decision
    ) -> Measurement {
        TaskCompletionMetric.measurement(request, of: subject, facts: facts) { tally, findings in
            let score = tally.perMessage
            var reading = Measurement.Reading(
                score: score,
                confidence: Certainty.side(
                    distance: score.rounded.value - decision.threshold,
                    deviation: 0.05 + 0.5 * (1 - tally.meanCertainty)),
                reason: tally.reason)
            reading.limit(by: findings, decision: decision, isQuoted: tally.isQuoted, hasGood: tally.hasGood)
            reading.findings = tally.json
            return reading
        }
    }
}
