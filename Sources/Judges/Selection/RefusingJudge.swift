package import Evaluation

/// Stands where no judge can: every question ends in the same error.
package struct RefusingJudge: Judge {
    package let identity: JudgeIdentity
    /// What every answer throws.
    package let error: JudgeError

    package init(identity: JudgeIdentity, error: JudgeError) {
        self.identity = identity
        self.error = error
    }

    package func answer(_ task: JudgeTask, repair: String?) async throws(JudgeError) -> JudgeAnswer { throw error }
}
