extension TaskCall {
    /// What came of the plain question for one rating.
    struct Rating: Sendable {
        /// Nil when the judge cannot tell, or wanted to say something else.
        var distribution: RatingDistribution?
        var usage = JudgeUsage()
        var isCancelled = false
    }

    /// There is one to ask for, and the judge has probabilities.
    var wantsRating: Bool {
        guard case .criteria(let task) = bound.task, task.isOneCriterion else { return false }
        return judge.capability.hasTokenProbabilities
    }

    /// The probabilities of the ratings, where the judge has any; a failure leaves the ratings of the steps.
    func rating() async -> Rating {
        guard wantsRating, case .criteria(let task) = bound.task else { return Rating() }
        do {
            let question = task.ratingQuestion(nonce: PromptNonce.fresh())
            var answer = try await judge.probabilities(question)
            var distribution = RatingDistribution(answer)
            answer.receipt?.settle(isAccepted: distribution != nil)
            if distribution == nil, answer.receipt?.isRemembered == true {
                answer = try await judge.withoutMemory.probabilities(question)
                distribution = RatingDistribution(answer)
                answer.receipt?.settle(isAccepted: distribution != nil)
            }
            return Rating(distribution: distribution, usage: answer.usage)
        } catch {
            return Rating(usage: error.usage, isCancelled: error.code == .cancelled)
        }
    }
}

extension Result<JudgeFindings, JudgeError> {
    /// Adds what the plain question found to what the structured one did.
    func adding(_ rating: TaskCall.Rating) -> Self {
        if rating.isCancelled { return .failure(JudgeError(.cancelled, "not asked")) }
        guard let distribution = rating.distribution, case .success(.criteria(var findings)) = self else { return self }
        findings.distribution = distribution
        return .success(.criteria(findings))
    }
}
