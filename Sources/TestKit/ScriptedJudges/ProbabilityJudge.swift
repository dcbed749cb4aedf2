package import Evaluation
private import Threads

/// A judge that gives token probabilities from a function, and nothing else: a small model.
package final class ProbabilityJudge: Judge {
    package let identity = JudgeIdentity(provider: "scripted", model: "small-1", form: .binary)
    package let capability: JudgeCapability
    private let script: @Sendable (TokenQuestion) throws(JudgeError) -> (probabilities: [Double], mass: Double)
    private let anchors: @Sendable (_ isTrue: Bool) throws(JudgeError) -> Double
    private let asked = Locked<[TokenQuestion]>([])
    private let askedAnchors = Locked<[TokenQuestion]>([])

    /// - Parameters:
    ///   - capability: Default: plain questions, with token probabilities.
    ///   - anchors: the probability of a yes to a question whose answer is known, by whether yes is right. Default: 0.9 and
    ///     0.1, with which every other answer is read as it is.
    ///   - script: the probabilities of the question's words and their mass.
    package init(
        capability: JudgeCapability = JudgeCapability(form: .binary, hasTokenProbabilities: true),
        anchors: @escaping @Sendable (_ isTrue: Bool) throws(JudgeError) -> Double = { $0 ? 0.9 : 0.1 },
        _ script: @escaping @Sendable (TokenQuestion) throws(JudgeError) -> (probabilities: [Double], mass: Double)
    ) {
        self.capability = capability
        self.anchors = anchors
        self.script = script
    }

    /// Gives a yes the probability that a function says, and the first option of anything else all of it.
    package static func yes(
        mass: Double = 1,
        anchors: @escaping @Sendable (_ isTrue: Bool) throws(JudgeError) -> Double = { $0 ? 0.9 : 0.1 },
        _ probability: @escaping @Sendable (TokenQuestion) -> Double
    ) -> ProbabilityJudge {
        ProbabilityJudge(anchors: anchors) { question in
            let yes = probability(question)
            if question.words == ["yes", "no"] { return ([yes, 1 - yes], mass) }
            return (question.words.indices.map { $0 == 0 ? 1 : 0 }, mass)
        }
    }

    /// Every question so far but anchors; those of one evaluation come in any order.
    package var questions: [TokenQuestion] { asked.withLock { $0 } }

    /// Every question so far whose answer is known.
    package var anchorQuestions: [TokenQuestion] { askedAnchors.withLock { $0 } }

    package func answer(_ task: JudgeTask, repair: String?) async throws(JudgeError) -> JudgeAnswer {
        throw JudgeError(.rejected, "only plain questions are answered")
    }

    package func probabilities(_ question: TokenQuestion) async throws(JudgeError) -> TokenAnswer {
        let (probabilities, mass): ([Double], Double)
        if let isTrue = AnchoredQuestion.truth(of: question) {
            askedAnchors.withLock { $0.append(question) }
            let yes = try anchors(isTrue)
            (probabilities, mass) = ([yes, 1 - yes], 1)
        } else {
            asked.withLock { $0.append(question) }
            (probabilities, mass) = try script(question)
        }
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
