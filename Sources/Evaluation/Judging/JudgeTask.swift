/// One structured question to a judge: several metrics may read its findings.
package enum JudgeTask: Sendable, Hashable {
    /// Which claims of the answer the evidence supports, and whether the answer addresses the question.
    case grounding(GroundingTask)
    /// Which spans of the answer are toxic, biased or personal data, and whether it refuses.
    case safety(SafetyTask)
    /// How far the answer meets each step of a custom criterion.
    case criteria(CriteriaTask)
    /// Which of two answers is better, in one order.
    case battle(BattleTask)

    /// The question as an LLM reads it. The same task and nonce give the same prompt.
    ///
    /// - Parameter nonce: 32 hexadecimal digits that fence the data; fresh for every call.
    package func prompt(nonce: String) -> JudgePrompt {
        switch self {
        case .grounding(let task): task.prompt(nonce: nonce)
        case .safety(let task): task.prompt(nonce: nonce)
        case .criteria(let task): task.prompt(nonce: nonce)
        case .battle(let task): task.prompt(nonce: nonce)
        }
    }

    /// The task's kind as telemetry and schemas name it.
    package var name: String {
        switch self {
        case .grounding: "grounding"
        case .safety: "safety"
        case .criteria: "criteria"
        case .battle: "battle"
        }
    }
}
