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
        var policy = policy
        policy.judging = request.judging.applied(to: policy.judging)
        // What a client's own judge says must not reach other clients.
        let isShared = request.judge == nil
        let questioning = Questioning(
            judge: judge, concurrency: policy.concurrency, clock: clock,
            anchors: isShared ? anchors : AnchorMemory(capacity: 64))
        switch request.subject {
        case .testCase(let testCase):
            let subject = EvaluationCase(testCase)
            let memory = isShared ? steps : ProcessStepMemory()
            let compilation = try await StepCompiler(memory: memory, judge: judge, clock: clock, policy: policy)
                .compile(request.metrics, of: subject, catalog: catalog)
            var inquiry = Inquiry(
                subject: subject, catalog: catalog, policy: policy, questioning: questioning, calibration: calibration)
            let measured = try await inquiry.measured(compilation.metrics)
            return ResultAssembly(
                request: request, subject: subject, measured: measured, preparation: compilation,
                rounds: inquiry.rounds,
                identity: judge.identity, policy: policy, calibration: calibration
            ).result
        case .battle(let battle):
            let plan = BattlePlan(request.metrics, of: battle, catalog: catalog)
            let judged = try await questioning.ask(plan.tasks, variant: .plain)
            return BattleAssembly(
                request: request, battle: battle, plan: plan, judged: judged, identity: judge.identity
            ).result
        }
    }
}
