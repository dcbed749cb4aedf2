/// What came of all tasks of an evaluation, in the order of the plan whatever the order of the answers.
struct JudgedTasks {
    let outcomes: [TaskCall.Outcome]

    /// The usage of all calls together.
    var usage: JudgeUsage { outcomes.reduce(JudgeUsage()) { $0 + $1.usage } }

    /// Tasks run at the same time, so the slowest is what was waited for.
    var milliseconds: Int { outcomes.map(\.milliseconds).max() ?? 0 }

    /// The model that answered first in the order of the plan.
    var model: String? { outcomes.compactMap(\.model).first { !$0.isEmpty } }

    /// How the first task was asked; structured when there is none.
    var form: JudgeCapability.Form { form(of: outcomes.indices) }

    /// How the first of some tasks was asked; structured when there is none.
    func form(of places: some Sequence<Int>) -> JudgeCapability.Form {
        for place in places { return outcomes[place].form }
        return .structured
    }

    /// The most that can be sure of what rests on some tasks; ``Certainty/highest`` for none.
    func certaintyLimit(of places: some Sequence<Int>) -> Double {
        places.reduce(Certainty.highest) { min($0, outcomes[$1].certaintyLimit) }
    }

    /// The first failure in the order of the plan.
    var firstError: JudgeError? { firstError(in: outcomes.indices) }

    var isCancelled: Bool { outcomes.contains { $0.failure?.code == .cancelled } }

    /// The first failure of some tasks.
    func firstError(in places: some Sequence<Int>) -> JudgeError? {
        for place in places { if let error = outcomes[place].failure { return error } }
        return nil
    }

    /// The findings of some tasks, in order; nil when one of them failed.
    func findings(of places: [Int]) -> [JudgeFindings]? {
        let found = places.compactMap { place in
            if case .success(let findings) = outcomes[place].findings { findings } else { nil }
        }
        return found.count == places.count ? found : nil
    }

    func battle(at place: Int) -> BattleFindings? {
        if case .success(.battle(let findings)) = outcomes[place].findings { findings } else { nil }
    }
}

extension TaskCall.Outcome {
    var failure: JudgeError? {
        if case .failure(let error) = findings { error } else { nil }
    }
}
