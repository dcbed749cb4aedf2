/// Splits the criteria that a request gives without steps, before its questions are planned.
struct StepCompiler {
    let memory: any StepMemory
    let judge: any Judge
    let clock: any Clock<Duration>
    let policy: EvaluationPolicy

    /// The metrics with their steps, and what the calls cost that were made for them.
    struct Outcome {
        var metrics: [MetricRequest]
        var judged: JudgedTasks
        var charges: [JudgeCharge] = []
    }

    /// Leaves metrics as they are that need no steps. A judge that finds none is no reason to fail: the criterion is
    /// then judged as a whole, and the result says so.
    func compile(
        _ metrics: [MetricRequest], of subject: EvaluationCase, catalog: MetricCatalog
    ) async throws(CancellationError) -> Outcome {
        guard policy.compilesSteps, metrics.contains(where: { catalog[$0.id]?.steps($0, of: subject) != nil }) else {
            if Task.isCancelled { throw CancellationError() }
            return Outcome(metrics: metrics, judged: JudgedTasks(outcomes: []))
        }
        return try await compiled(metrics, of: subject, catalog: catalog)
    }

    @inline(never)
    private func compiled(
        _ metrics: [MetricRequest], of subject: EvaluationCase, catalog: MetricCatalog
    ) async throws(CancellationError) -> Outcome {
        var wanted: [Wanted] = []
        let places = metrics.map { metric -> Int? in
            guard let task = catalog[metric.id]?.steps(metric, of: subject) else { return nil }
            let judge = metric.model.map { self.judge.variant(JudgeVariant(model: $0)) } ?? self.judge
            // A small model is no author of steps; the criterion stands as a whole.
            guard judge.capability.form == .structured else { return nil }
            let key = StepKey(task: task, judge: judge.identity)
            if let place = wanted.firstIndex(where: { $0.key == key }) { return place }
            wanted.append(Wanted(key: key, judge: judge))
            return wanted.count - 1
        }
        let found = await found(wanted)
        let judged = JudgedTasks(outcomes: found.compactMap(\.outcome))
        if Task.isCancelled || judged.isCancelled { throw CancellationError() }
        let charges = found.enumerated().compactMap { source, found in
            found.outcome.map { outcome in
                JudgeCharge(
                    metrics: zip(metrics, places).filter { $0.1 == source }.map(\.0.key),
                    model: outcome.model ?? wanted[source].judge.identity.model, usage: outcome.usage)
            }
        }
        var compiled = metrics
        for (place, source) in places.enumerated() {
            if let source { compiled[place].compiled = found[source].steps }
        }
        return Outcome(metrics: compiled, judged: judged, charges: charges)
    }

    private struct Wanted {
        let key: StepKey
        let judge: any Judge
    }

    private struct Found {
        var steps: CompiledSteps?
        /// Nil when nobody had to be asked.
        var outcome: TaskCall.Outcome?
    }

    /// Side by side, at most `policy.concurrency` at once; in order.
    private func found(_ wanted: [Wanted]) async -> [Found] {
        if wanted.count == 1 { return [await found(wanted[0])] }
        var found = [Found](repeating: Found(), count: wanted.count)
        await withTaskGroup(of: (Int, Found).self) { group in
            for place in wanted.indices {
                if place >= policy.concurrency, let (done, result) = await group.next() { found[done] = result }
                group.addTask { (place, await self.found(wanted[place])) }
            }
            for await (done, result) in group { found[done] = result }
        }
        return found
    }

    private func found(_ wanted: Wanted) async -> Found {
        switch await memory.steps(for: wanted.key) {
        case .known(let steps): return Found(steps: steps)
        case .abandoned: return Found()
        case .missing:
            let outcome = await TaskCall(
                bound: BoundTask(.steps(wanted.key.task)), hardening: [], sample: 0, judge: wanted.judge, clock: clock
            ).run()
            let steps = Self.steps(of: outcome)
            await memory.settle(wanted.key, steps)
            return Found(steps: steps, outcome: outcome)
        }
    }

    /// Nil when the work was cancelled.
    private static func steps(of outcome: TaskCall.Outcome) -> CompiledSteps? {
        switch outcome.findings {
        case .success(.steps(let findings)): CompiledSteps(findings.steps)
        case .success: CompiledSteps(failure: .malformed)
        case .failure(let error): error.code == .cancelled ? nil : CompiledSteps(failure: error.code)
        }
    }
}
