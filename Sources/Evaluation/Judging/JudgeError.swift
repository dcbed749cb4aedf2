/// Why a judge gave no usable answer. A failed judge is never a score.
package struct JudgeError: Error, Hashable, CustomStringConvertible {
    /// The closed set of causes; the raw value is the code in results and telemetry.
    package enum Code: String, Sendable, CaseIterable {
        /// No judge is configured: no key, no endpoint.
        case notConfigured = "JUDGE_NOT_CONFIGURED"
        /// The request's `model_config` names an endpoint or provider that the configuration does not allow.
        case overrideRefused = "JUDGE_OVERRIDE_REFUSED"
        /// 401 or 403: the key is wrong, missing or not allowed.
        case unauthorized = "JUDGE_UNAUTHORIZED"
        /// The account has no money or quota left; retrying does not help.
        case quotaExhausted = "JUDGE_QUOTA_EXHAUSTED"
        /// The operator's own budget for the day or the campaign is spent.
        case budgetExhausted = "JUDGE_BUDGET_EXHAUSTED"
        /// 429 after all retries.
        case rateLimited = "JUDGE_RATE_LIMITED"
        /// No answer in time after all retries; the provider may have billed the calls.
        case timedOut = "JUDGE_TIMEOUT"
        /// No connection, a reset, a 5xx after all retries.
        case unavailable = "JUDGE_UNAVAILABLE"
        /// The provider refused the question itself (400, 404, 413, 422): wrong model, wrong parameter, too long.
        case rejected = "JUDGE_REQUEST_REJECTED"
        /// The model refused to judge (`refusal`, content filter).
        case refused = "JUDGE_REFUSED"
        /// The answer was cut at the token limit.
        case truncated = "JUDGE_ANSWER_TRUNCATED"
        /// The answer does not follow the schema, also after one repair.
        case malformed = "JUDGE_ANSWER_MALFORMED"
        /// Too many of the quotes the judge gave do not exist; nothing it said counts.
        case unreliable = "JUDGE_ANSWER_UNRELIABLE"
        /// The judge got a claim wrong whose truth is known: it was steered, or it cannot judge this; nothing it said
        /// counts.
        case canaryFailed = "JUDGE_CANARY_FAILED"
        /// The task cannot be asked for by the protocol that the judge's model can follow.
        case protocolUnsupported = "JUDGE_PROTOCOL_UNSUPPORTED"
        /// The work was cancelled by a shutdown; nothing is known.
        case cancelled = "JUDGE_CANCELLED"
    }

    package let code: Code
    /// One sentence for people; holds no secret and no judged text.
    package let message: String
    /// What the failed calls cost, as far as the provider said.
    package let usage: JudgeUsage

    package init(_ code: Code, _ message: String, usage: JudgeUsage = JudgeUsage()) {
        self.code = code
        self.message = message
        self.usage = usage
    }

    package var description: String { "\(code.rawValue): \(message)" }
}
