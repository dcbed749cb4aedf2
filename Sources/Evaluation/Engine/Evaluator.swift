import JSON

/// Evaluates requests: plans, asks the judge, measures, decides. Holds no state; the same request and the same answers
/// give equal results.
///
/// When a question that several metrics share gets no usable answer, each of them is asked for alone, once.
package struct Evaluator: Sendable {
    package let catalog: MetricCatalog
    package let policy: EvaluationPolicy
    private let clock: any Clock<Duration>

    /// - Parameter clock: measures the judge's time. Default: the machine's.
    package init(
        catalog: MetricCatalog = MetricCatalog(), policy: EvaluationPolicy = EvaluationPolicy(),
        clock: any Clock<Duration> = ContinuousClock()
    ) {
        self.catalog = catalog
        self.policy = policy
        self.clock = clock
    }

    /// The result of a request. Every requested metric has an outcome; a failed judge is an outcome, not an error.
    ///
    /// - Throws: `CancellationError` when the task or the judge was cancelled: nothing may be published. Calls may have
    ///   been made and billed.
    package func evaluate(
        _ request: EvaluationRequest, judge: any Judge
    ) async throws(CancellationError) -> EvaluationResult {
        switch request.subject {
        case .testCase(let testCase): try await evaluate(testCase, of: request, judge: judge)
        case .battle(let battle): try await evaluate(battle, of: request, judge: judge)
        }
    }

    private func evaluate(
        _ testCase: TestCase, of request: EvaluationRequest, judge: any Judge
    ) async throws(CancellationError) -> EvaluationResult {
        let subject = EvaluationCase(testCase)
        let first = try await round(request.metrics, of: subject, judge: judge)
        var rounds = [first]
        var measured = first.measured
        let alone = first.worthAskingAlone
        if !alone.isEmpty {
            let second = try await round(alone, of: subject, judge: judge)
            rounds.append(second)
            for metric in second.measured {
                guard let place = measured.firstIndex(where: { $0.outcome.key == metric.outcome.key }) else { continue }
                measured[place] = metric
                measured[place].outcome.extra.append("isolated", true)
            }
        }
        return ResultAssembly(
            request: request, subject: subject, measured: measured, rounds: rounds, identity: judge.identity,
            policy: policy
        ).result
    }

    /// Plans, asks and measures some metrics.
    private func round(
        _ metrics: [MetricRequest], of subject: EvaluationCase, judge: any Judge
    ) async throws(CancellationError) -> EvaluationRound {
        let plan = EvaluationPlan(metrics, of: subject, catalog: catalog, policy: policy)
        return EvaluationRound(subject: subject, plan: plan, judged: try await run(plan.tasks, judge: judge))
    }

    private func evaluate(
        _ battle: Battle, of request: EvaluationRequest, judge: any Judge
    ) async throws(CancellationError) -> EvaluationResult {
        let tasks = BattleAssembly.tasks(for: battle)
        let judged = try await run(
            tasks.map { EvaluationPlan.PlannedTask(bound: BoundTask($0), model: nil) }, judge: judge)
        return BattleAssembly(request: request, battle: battle, judged: judged, identity: judge.identity).result
    }

    /// Runs tasks side by side, at most `policy.concurrency` at once.
    private func run(
        _ tasks: [EvaluationPlan.PlannedTask], judge: any Judge
    ) async throws(CancellationError) -> JudgedTasks {
        let calls = tasks.map { planned in
            TaskCall(
                bound: planned.bound, judge: planned.model.map { judge.using(model: $0) } ?? judge, clock: clock)
        }
        var outcomes: [TaskCall.Outcome?] = Array(repeating: nil, count: calls.count)
        if calls.count == 1 {
            outcomes[0] = await calls[0].run()
        } else if !calls.isEmpty {
            outcomes = await withTaskGroup(of: (Int, TaskCall.Outcome).self) { group in
                var next = 0
                var collected: [TaskCall.Outcome?] = Array(repeating: nil, count: calls.count)
                while next < min(policy.concurrency, calls.count) {
                    let place = next
                    group.addTask { (place, await calls[place].run()) }
                    next += 1
                }
                while let (done, outcome) = await group.next() {
                    collected[done] = outcome
                    guard next < calls.count else { continue }
                    let place = next
                    group.addTask { (place, await calls[place].run()) }
                    next += 1
                }
                return collected
            }
        }
        let judged = JudgedTasks(outcomes: outcomes.compactMap(\.self))
        if Task.isCancelled || judged.isCancelled { throw CancellationError() }
        return judged
    }
}
