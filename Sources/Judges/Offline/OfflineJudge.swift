package import Evaluation
internal import JSON

/// A judge without a model: compares words, numbers and negations, and looks words up in lists.
///
/// It makes no claim to understanding. Whatever it finds it states with the same low confidence, nothing that rests on it
/// is surer than ``certaintyLimit``, and what it finds safe goes to a human: that no word of a list occurs does not say
/// that no harm is done. The same question always gets the same answer, for demonstrations, tests and
/// places where nothing may leave the machine. Answers have the schema a model is held to and are verified alike.
package struct OfflineJudge: Judge {
    package let identity = JudgeIdentity(provider: "offline", model: "lexical-1")

    /// The confidence stated with every finding: hardly better than even.
    static let confidence: JSONValue = 0.55

    /// Of the labelled cases of `scripts/compare-judges` rules alone decide 0.63 rightly; see `docs/architecture.md`.
    package static let certaintyLimit = 0.6

    package let capability = JudgeCapability(certaintyLimit: certaintyLimit)

    package init() {}

    /// Never throws, calls nobody and costs nothing.
    package func answer(_ task: JudgeTask, repair: String?) async throws(JudgeError) -> JudgeAnswer {
        let object =
            switch task {
            case .grounding(let task): OfflineGrounding(task).answer
            case .extraction(let task): Self.extraction(task)
            case .safety(let task): OfflineSafety(task).answer
            case .retrieval(let task): OfflineRetrieval(task).answer
            case .summary(let task): OfflineSummary(task).answer
            case .conversation(let task): OfflineConversation(task).answer
            case .trace(let task): OfflineTrace(task).answer
            case .checklist(let task): OfflineChecklist(task).answer
            case .steps(let task): OfflineSteps(task).answer
            case .criteria(let task): OfflineCriteria(task).answer
            case .battle(let task): OfflineBattle(task).answer
            }
        return JudgeAnswer(
            text: JSONWriter.text(of: .object(object)), model: identity.model,
            usage: JudgeUsage(calls: 1, costUSD: 0))
    }

    /// Every sentence is a claim as it stands.
    private static func extraction(_ task: ExtractionTask) -> JSONObject {
        [
            "reasoning": "Taken sentence by sentence.",
            "claims": .array(task.sentences.map { ["sid": .string($0.id), "claim": .string($0.text)] }),
        ]
    }
}
