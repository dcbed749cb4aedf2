package import Evaluation
private import Threads

/// A judge that gives token probabilities from a function, and nothing else: a small model.
package final class ProbabilityJudge: Judge {
    package let identity = JudgeIdentity(provider: "scripted", model: "small-1", form: .binary)
    package let capability: JudgeCapability
    private let script: @Sendable (TokenQuestion) throws(JudgeError) -> (probabilities: [Double], mass: Double)
    private let asked = Locked<[TokenQuestion]>([])

    /// - Parameters:
    ///   - capability: Default: plain questions, with token probabilities.
    ///   - script: the probabilities of the question's words and their mass.
    package init(
        capability: JudgeCapability = JudgeCapability(form: .binary, hasTokenProbabilities: true),
        _ script: @escaping @Sendable (TokenQuestion) throws(JudgeError) -> (probabilities: [Double], mass: Double)
    ) {
        self.capability = capability
        self.script = script
    }

    /// Gives a yes the probability that a function says, and the first option of anything else all of it.
    package static func yes(
        mass: Double = 1, _ probability: @escaping @Sendable (TokenQuestion) -> Double
    ) -> ProbabilityJudge {
        ProbabilityJudge { question in
            let yes = probability(question)
            if question.words == ["yes", "no"] { return ([yes, 1 - yes], mass) }
            return (question.words.indices.map { $0 == 0 ? 1 : 0 }, mass)
        }
    }

    /// Every question so far; those of one evaluation come in any order.
    package var questions: [TokenQuestion] { asked.withLock { $0 } }

    package func answer(_ task: JudgeTask, repair: String?) async throws(JudgeError) -> JudgeAnswer {
        throw JudgeError(.rejected, "only plain questions are answered")
    }

    package func probabilities(_ question: TokenQuestion) async throws(JudgeError) -> TokenAnswer {
        asked.withLock { $0.append(question) }
        let (probabilities, mass) = try script(question)
        return TokenAnswer(
            probabilities: probabilities, mass: mass, model: "small-1",
            usage: JudgeUsage(calls: 1, promptTokens: 50, completionTokens: 1, costUSD: 0))
    }
}

extension TokenQuestion {
    /// The text of a slot as the prompt has it; nil when there is none of that name. The last one of a name.
    package func slot(_ label: String) -> String? {
        user.split(separator: "\n").last { $0.hasPrefix("\(label): \"") }
            .map { String($0.dropFirst(label.count + 3).dropLast()) }
    }
}
