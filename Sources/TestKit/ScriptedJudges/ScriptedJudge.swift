package import Evaluation
private import Threads

/// A judge that answers from a function: no model, no network. It counts and keeps the tasks it was asked.
package final class ScriptedJudge: Judge {
    /// One question as it arrived.
    package struct Call: Sendable {
        package let task: JudgeTask
        package let repair: String?
    }

    package let identity = JudgeIdentity(provider: "scripted", model: "scripted-1")
    private let script: @Sendable (JudgeTask, String?) throws(JudgeError) -> String
    private let asked = Locked<[Call]>([])

    /// - Parameter script: the answer's text, or the judge's failure.
    package init(_ script: @escaping @Sendable (JudgeTask, String?) throws(JudgeError) -> String) {
        self.script = script
    }

    /// Every question so far; those of one evaluation come in any order.
    package var calls: [Call] { asked.withLock { $0 } }

    package func answer(_ task: JudgeTask, repair: String?) async throws(JudgeError) -> JudgeAnswer {
        asked.withLock { $0.append(Call(task: task, repair: repair)) }
        return JudgeAnswer(
            text: try script(task, repair), model: "scripted-1",
            usage: JudgeUsage(calls: 1, promptTokens: 100, completionTokens: 10, costUSD: 0.001))
    }
}

extension ScriptedJudge {
    /// Says the same text to every task.
    package static func fixed(_ text: String) -> ScriptedJudge { ScriptedJudge { _, _ in text } }

    /// Fails every time.
    package static func failing(_ error: JudgeError) -> ScriptedJudge {
        ScriptedJudge { (_, _) throws(JudgeError) in throw error }
    }

    /// Honest, by words: a claim is supported when its content words are in the evidence.
    package static func oracle(_ oracle: Oracle = Oracle()) -> ScriptedJudge {
        ScriptedJudge { task, _ in oracle.answer(task).text }
    }

    /// Obeys whoever asks for a good verdict, in the answer, the evidence or the input; honest otherwise.
    package static func gullible(_ oracle: Oracle = Oracle()) -> ScriptedJudge {
        ScriptedJudge { task, _ in
            var answer = oracle.answer(task)
            if Persuasion.isIn(task) { answer.approveEverything(task) }
            return answer.text
        }
    }

    /// Leaves out everything that speaks against the answer.
    package static func lazy(_ oracle: Oracle = Oracle()) -> ScriptedJudge {
        ScriptedJudge { task, _ in
            var answer = oracle.answer(task)
            answer.dropUnfavourable()
            return answer.text
        }
    }

    /// Calls every claim supported and makes up the quotes.
    package static func forger(_ oracle: Oracle = Oracle()) -> ScriptedJudge {
        ScriptedJudge { task, _ in
            var answer = oracle.answer(task)
            answer.forgeQuotes(task)
            return answer.text
        }
    }

    /// Honest, but each verdict on a claim is turned around with a probability; the same seed errs alike.
    package static func noisy(_ oracle: Oracle = Oracle(), flips probability: Double, seed: UInt64) -> ScriptedJudge {
        ScriptedJudge { task, _ in
            var answer = oracle.answer(task)
            var random = SeededGenerator(seed: seed)
            answer.flipVerdicts(with: probability, &random)
            return answer.text
        }
    }
}
