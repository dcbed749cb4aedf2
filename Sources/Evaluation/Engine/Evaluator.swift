/// Evaluates requests: plans, asks the judge, measures, decides. Holds no state but the steps of criteria and how models
/// answer what is known; the same request and the same answers give equal results.
package struct Evaluator: Sendable {
    package let catalog: MetricCatalog
    package let policy: EvaluationPolicy
    /// What people's decisions have taught about confidence; nil when nothing is known.
    package let calibration: CalibrationTable?
    private let steps: any StepMemory
    private let anchors: AnchorMemory
    private let clock: any Clock<Duration>

    /// - Parameters:
    ///   - calibration: Default: nothing is known.
    ///   - steps: where the steps of criteria are kept. Default: a memory of this evaluator's own.
    ///   - anchors: where it is kept how models answer what is known. Default: a memory of this evaluator's own.
    ///   - clock: measures the judge's time. Default: the machine's.
    package init(
        catalog: MetricCatalog = MetricCatalog(), policy: EvaluationPolicy = EvaluationPolicy(),
        calibration: CalibrationTable? = nil, steps: any StepMemory = ProcessStepMemory(),
        anchors: AnchorMemory = AnchorMemory(capacity: 512), clock: any Clock<Duration> = ContinuousClock()
    ) {
        self.catalog = catalog
        self.policy = policy
        self.calibration = calibration
        self.steps = steps
        self.anchors = anchors
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
        case .testCase(let testCase): return try await evaluate(request, EvaluationCase(testCase), judge: judge)
        case .battle(let battle): return try await evaluate(request, battle, judge: judge)
        }
    }

    private func questioning(_ request: EvaluationRequest, judge: any Judge, concurrency: Int) -> Questioning {
        // What a client's own judge says must not reach other clients.
        Questioning(
            judge: judge, concurrency: concurrency, clock: clock,
            anchors: request.judge == nil ? anchors : AnchorMemory(capacity: 64))
    }

    // What a function holds that waits for a judge stays in memory as long as it waits. So that it is little, what
    // happens before and after is done by functions of their own.

    @inline(never)
    private func evaluate(
        _ request: EvaluationRequest, _ subject: EvaluationCase, judge: any Judge
    ) async throws(CancellationError) -> EvaluationResult {
        let inquiry = inquiry(request, subject, judge: judge)
        let memory = request.judge == nil ? steps : ProcessStepMemory()
        let compilation = try await StepCompiler(memory: memory, judge: judge, clock: clock, policy: inquiry.policy)
            .compile(request.metrics, of: subject, catalog: catalog)
        let measured = try await inquiry.measured(compilation.metrics)
        return result(of: inquiry, measured, compilation, request, judge.identity)
    }

    @inline(never)
    private func inquiry(_ request: EvaluationRequest, _ subject: EvaluationCase, judge: any Judge) -> Inquiry {
        var policy = policy
        policy.judging = request.judging.applied(to: policy.judging)
        return Inquiry(
            subject: subject, catalog: catalog, policy: policy,
            questioning: questioning(request, judge: judge, concurrency: policy.concurrency), calibration: calibration)
    }

    @inline(never)
    private func result(
        of inquiry: Inquiry, _ measured: [MeasuredMetric], _ compilation: StepCompiler.Outcome,
        _ request: EvaluationRequest, _ identity: JudgeIdentity
    ) -> EvaluationResult {
        ResultAssembly(
            request: request, subject: inquiry.subject, measured: measured, preparation: compilation,
            rounds: inquiry.rounds, identity: identity, policy: inquiry.policy, calibration: calibration
        ).result
    }

    @inline(never)
    private func evaluate(
        _ request: EvaluationRequest, _ battle: Battle, judge: any Judge
    ) async throws(CancellationError) -> EvaluationResult {
        let plan = BattlePlan(request.metrics, of: battle, catalog: catalog)
        let judged = try await questioning(request, judge: judge, concurrency: policy.concurrency)
            .ask(plan.tasks, variant: .plain)
        return BattleAssembly(
            request: request, battle: battle, plan: plan, judged: judged, identity: judge.identity
        ).result
    }
}
