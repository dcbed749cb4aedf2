/// Puts the tasks of a plan to a judge, side by side within bounds.
struct Questioning: Sendable {
    let judge: any Judge
    /// Tasks in flight at once.
    let concurrency: Int
    let clock: any Clock<Duration>
    /// What is known of how models say yes.
    let anchors: AnchorMemory

    /// - Parameter variant: how the judge is asked; a task's own model goes before its model.
    func ask(
        _ tasks: [EvaluationPlan.PlannedTask], variant: JudgeVariant
    ) async throws(CancellationError) -> JudgedTasks {
        let calls = tasks.map { planned in
            let chosen = JudgeVariant(model: planned.model ?? variant.model, sample: variant.sample)
            return TaskCall(
                bound: planned.bound, hardening: planned.hardening, sample: variant.sample,
                judge: chosen == .plain ? judge : judge.variant(chosen), clock: clock, anchors: anchors)
        }
        var outcomes: [TaskCall.Outcome?] = Array(repeating: nil, count: calls.count)
        if calls.count == 1 {
            outcomes[0] = await calls[0].run()
        } else if !calls.isEmpty {
            outcomes = await withTaskGroup(of: (Int, TaskCall.Outcome).self) { group in
                var next = 0
                var collected: [TaskCall.Outcome?] = Array(repeating: nil, count: calls.count)
                while next < min(concurrency, calls.count) {
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
