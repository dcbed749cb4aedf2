package import Evaluation

/// A judge that is asked only what nobody has asked before: see ``VerdictMemory``.
///
/// What it gives from memory is an answer like any other: unread, verified by whoever reads it, and settled by its receipt.
package struct RememberingJudge: Judge {
    private let judge: any ScopedJudge
    private let memory: VerdictMemory
    private let sample: Int
    private let isAfresh: Bool

    init(_ judge: any ScopedJudge, memory: VerdictMemory, sample: Int = 0, isAfresh: Bool = false) {
        self.judge = judge
        self.memory = memory
        self.sample = sample
        self.isAfresh = isAfresh
    }

    package var identity: JudgeIdentity { judge.identity }

    package var capability: JudgeCapability { judge.capability }

    package func variant(_ variant: JudgeVariant) -> any Judge {
        let other = judge.variant(variant)
        guard let other = other as? any ScopedJudge else { return other }
        return RememberingJudge(other, memory: memory, sample: variant.sample, isAfresh: isAfresh)
    }

    package var withoutMemory: any Judge {
        RememberingJudge(judge, memory: memory, sample: sample, isAfresh: true)
    }

    private func scope(of kind: JudgeTask.Kind?) -> VerdictScope {
        var scope = kind.map(judge.scope) ?? judge.scope
        scope.sample = sample
        return scope
    }

    package func answer(_ task: JudgeTask, repair: String?) async throws(JudgeError) -> JudgeAnswer {
        let asked = scope(of: task.kind)
        let key = VerdictKey(task, scope: asked, namespace: memory.namespace)
        let asking = VerdictMemory.Asking(key: key, isAfresh: isAfresh, repair: repair)
        let heard = try await memory.heard(asking, for: judge.origin) { [self] (party) throws(JudgeError) in
            let answer = try await judge.waitedFor(by: party).answer(task, repair: repair)
            var heard = VerdictMemory.Heard(
                verdict: Verdict(.text(answer.text), model: answer.model, tokens: answer.usage.tokens),
                usage: answer.usage)
            // The model had to be asked in another shape: whoever asks in the first one must not be given this.
            let used = scope(of: task.kind)
            if used != asked { heard.key = VerdictKey(task, scope: used, namespace: memory.namespace) }
            return heard
        }
        guard case .text(let text) = heard.verdict.content else {
            memory.settle(key, heard, isAccepted: false)
            return try await judge.answer(task, repair: repair)
        }
        return JudgeAnswer(
            text: text, model: heard.verdict.model, usage: heard.usage, receipt: receipt(key, heard))
    }

    package func probabilities(_ question: TokenQuestion) async throws(JudgeError) -> TokenAnswer {
        let key = VerdictKey(question, scope: scope(of: nil), namespace: memory.namespace)
        let asking = VerdictMemory.Asking(key: key, isAfresh: isAfresh, isAlone: false)
        let heard = try await memory.heard(asking, for: judge.origin) { [judge] (party) throws(JudgeError) in
            let answer = try await judge.waitedFor(by: party).probabilities(question)
            return VerdictMemory.Heard(
                verdict: Verdict(
                    .words(answer.probabilities, mass: answer.mass), model: answer.model, tokens: answer.usage.tokens),
                usage: answer.usage)
        }
        guard case .words(let probabilities, let mass) = heard.verdict.content,
            !heard.isRemembered || probabilities.count == question.words.count
        else {
            memory.settle(key, heard, isAccepted: false)
            return try await judge.probabilities(question)
        }
        return TokenAnswer(
            probabilities: probabilities, mass: mass, model: heard.verdict.model, usage: heard.usage,
            receipt: receipt(key, heard))
    }

    private func receipt(_ key: VerdictKey, _ heard: VerdictMemory.Heard) -> AnswerReceipt {
        AnswerReceipt(isRemembered: heard.isRemembered) { [memory] isAccepted in
            memory.settle(key, heard, isAccepted: isAccepted)
        }
    }
}

extension JudgeUsage {
    /// Prompt and completion together.
    var tokens: Int { promptTokens + completionTokens }
}
