import Evaluation

/// Why a request that could be read is a dead letter all the same. What cannot be read has a `RequestError.Code`.
package enum DeadLetterCode: String, Sendable, CaseIterable {
    /// The evaluation id was used before for another request of the campaign.
    case idConflict = "EVALUATION_ID_CONFLICT"
    /// The store refuses the result for good.
    case resultNotStored = "RESULT_NOT_STORED"
    /// A topic refuses the result for good.
    case resultRefused = "RESULT_REFUSED"
    /// What is stored for the evaluation id is no result.
    case storedResultUnreadable = "STORED_RESULT_UNREADABLE"

    /// Worker after worker was killed while it worked on the request.
    case workerKilled = "WORKER_KILLED"

    /// Every code a dead letter can carry, of both kinds.
    package static var everyCode: [String] {
        RequestError.Code.allCases.map(\.rawValue) + allCases.map(\.rawValue)
    }
}
