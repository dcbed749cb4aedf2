import Evaluation
import TestKit

/// A scripted judge whose endpoint gives token probabilities.
struct RatingJudge: Judge {
    let scripted: ScriptedJudge
    let rating: @Sendable (TokenQuestion) throws(JudgeError) -> TokenAnswer

    var identity: JudgeIdentity { scripted.identity }
    var capability: JudgeCapability { JudgeCapability(hasTokenProbabilities: true) }

    func answer(_ task: JudgeTask, repair: String?) async throws(JudgeError) -> JudgeAnswer {
        try await scripted.answer(task, repair: repair)
    }

    func probabilities(_ question: TokenQuestion) async throws(JudgeError) -> TokenAnswer { try rating(question) }

    /// Gives the same probabilities to the ratings every time.
    static func rating(_ probabilities: [Double], mass: Double = 1, besides scripted: ScriptedJudge) -> RatingJudge {
        RatingJudge(scripted: scripted) { _ in
            TokenAnswer(
                probabilities: probabilities, mass: mass, model: "scripted-1",
                usage: JudgeUsage(calls: 1, promptTokens: 50, completionTokens: 1, costUSD: 0.0001))
        }
    }
}
