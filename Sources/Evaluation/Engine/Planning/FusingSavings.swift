/// What it saves to ask for metrics together: the plain round of a request compared with one question or more for each
/// metric alone. Pure; asks nobody.
package struct FusingSavings: Sendable, Hashable {
    /// Questions fewer, at least 0.
    package let questions: Int
    /// Tokens of their prompts, estimated as characters / 4, at least 0.
    package let promptTokens: Int

    package init(questions: Int, promptTokens: Int) {
        self.questions = questions
        self.promptTokens = promptTokens
    }

    /// - Parameter request: a battle has no metrics that could share a question.
    package init(_ request: EvaluationRequest, catalog: MetricCatalog, policy: EvaluationPolicy) {
        guard case .testCase(let testCase) = request.subject else {
            self.init(questions: 0, promptTokens: 0)
            return
        }
        let subject = EvaluationCase(testCase)
        var policy = policy
        policy.judging = request.judging.applied(to: policy.judging)
        let plan = { (metrics: [MetricRequest]) in
            EvaluationPlan(metrics, of: subject, catalog: catalog, policy: policy).tasks
        }
        let together = plan(request.metrics)
        let alone = request.metrics.flatMap { plan([$0]) }
        self.init(
            questions: max(0, alone.count - together.count),
            promptTokens: max(0, Self.promptTokens(of: alone) - Self.promptTokens(of: together)))
    }

    private static func promptTokens(of tasks: [EvaluationPlan.PlannedTask]) -> Int {
        tasks.reduce(0) { sum, planned in
            let prompt = planned.task.prompt(nonce: String(repeating: "0", count: PromptFence.length))
            return sum + (prompt.system.unicodeScalars.count + prompt.user.unicodeScalars.count) / 4
        }
    }
}
