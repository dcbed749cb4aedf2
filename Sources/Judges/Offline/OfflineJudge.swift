package import Evaluation

/// Stub.
package struct OfflineJudge: Judge {
    package let identity = JudgeIdentity(provider: "offline", model: "lexical-1")
    package init() {}
    package func answer(_ task: JudgeTask, repair: String?) async throws(JudgeError) -> JudgeAnswer {
        throw JudgeError(.notConfigured, "")
    }
}
