/// What models say to questions whose answers are known, asked once while the process runs.
package typealias AnchorMemory = OnceMemory<AnchorKey, AnchorReading>

/// Who was asked what.
package struct AnchorKey: Hashable, Sendable {
    let judge: JudgeIdentity
    let question: AnchoredQuestion
}

/// What a model's answers to the anchors of a question amount to.
package enum AnchorReading: Hashable, Sendable {
    case scale(AnchorScale)
    /// It does not tell truths from falsehoods.
    case incompetent
}

/// Asks a judge the anchors of questions, those that nobody has asked it yet.
struct AnchorCall {
    let memory: AnchorMemory
    let judge: any Judge
    /// What was spent so far; nothing for what is remembered.
    private(set) var usage = JudgeUsage()

    init(memory: AnchorMemory, judge: any Judge) {
        self.memory = memory
        self.judge = judge
    }

    /// The scale of each question.
    ///
    /// - Throws: `JUDGE_CANARY_FAILED` when the model does not tell an anchor that is true from one that is not; whatever
    ///   asking ends in.
    mutating func scales(
        of questions: [AnchoredQuestion]
    ) async throws(JudgeError) -> [AnchoredQuestion: AnchorScale] {
        var scales: [AnchoredQuestion: AnchorScale] = [:]
        for question in questions where scales[question] == nil {
            switch try await reading(of: question) {
            case .scale(let scale): scales[question] = scale
            case .incompetent:
                throw JudgeError(
                    .canaryFailed, "the model does not tell what is \(question.rawValue) from what is not")
            }
        }
        return scales
    }

    private mutating func reading(of question: AnchoredQuestion) async throws(JudgeError) -> AnchorReading {
        let key = AnchorKey(judge: judge.identity, question: question)
        switch await memory.recall(key) {
        case .known(let reading): return reading
        case .abandoned: throw JudgeError(.cancelled, "not asked")
        case .missing:
            let asked = await PlainQuestions(judge: judge).ask(question.anchors.map(\.question))
            usage = usage + asked.usage
            if let error = asked.error {
                await memory.settle(key, nil)
                throw error
            }
            let reading = Self.reading(of: question, asked.answers)
            await memory.settle(key, reading)
            return reading
        }
    }

    private static func reading(of question: AnchoredQuestion, _ answers: [TokenAnswer]) -> AnchorReading {
        let said = zip(question.anchors, answers)
        let scale = AnchorScale(
            truths: said.filter(\.0.isTrue).map(\.1.yes), falsehoods: said.filter { !$0.0.isTrue }.map(\.1.yes))
        return scale.map { .scale($0) } ?? .incompetent
    }
}
