package import Evaluation

/// One finished call to a judge's server, for instruments, traces and logs. Holds no secret and no judged text.
package struct JudgeCallReport: Sendable, Hashable {
    package var provider: String
    /// The model asked for.
    package var model: String
    /// `OK`, or the raw value of the `JudgeError.Code` the call would end in if it were the last.
    package var outcome: String
    /// The response's status; nil when there was no response.
    package var status: Int?
    package var duration: Duration
    /// What this call alone cost.
    package var usage: JudgeUsage
    /// The part of the completion tokens that is hidden reasoning.
    package var reasoningTokens: Int
    /// Counts the calls of one question from 1.
    package var call: Int
    /// The pause before the question's next call; nil when this was its last.
    package var retryAfter: Duration?
    /// Why the call failed, masked and cut; nil when it did not.
    package var problem: String?
    /// The provider's name for the call (`x-request-id`).
    package var requestID: String?
    /// It was begun because an identical call had no answer yet. Default: false.
    package var isHedge = false
    /// It was given up because the other of two identical calls was answered. Default: false.
    package var isSuperseded = false

    package init(
        provider: String, model: String, outcome: String, status: Int? = nil, duration: Duration,
        usage: JudgeUsage = JudgeUsage(), reasoningTokens: Int = 0, call: Int = 1, retryAfter: Duration? = nil,
        problem: String? = nil, requestID: String? = nil
    ) {
        self.provider = provider
        self.model = model
        self.outcome = outcome
        self.status = status
        self.duration = duration
        self.usage = usage
        self.reasoningTokens = reasoningTokens
        self.call = call
        self.retryAfter = retryAfter
        self.problem = problem
        self.requestID = requestID
    }
}

/// Is told of every call to a judge's server.
package struct JudgeObserver: Sendable {
    /// Runs on the task that judges, so it must be quick and must not block.
    package var callFinished: @Sendable (JudgeCallReport) -> Void

    /// - Parameter callFinished: Default: does nothing.
    package init(callFinished: @escaping @Sendable (JudgeCallReport) -> Void = { _ in }) {
        self.callFinished = callFinished
    }
}
