/// Where results, traces and dead letters go, and for how long a client waits for its reply.
package struct OutputSettings: Sendable, Hashable {
    /// Of results that need no human. Default: `evaluation.completed`.
    package var completedTopic: String
    /// Of results a human must see. Default: `evaluation.manual_review`.
    package var reviewTopic: String
    /// Of trace events; nil switches them off. Default: `traces`.
    package var tracesTopic: String?
    /// Of records that cannot be worked on. Default: `evaluation.dlq`.
    package var deadLetterTopic: String
    /// Results that need review also go to the completed topic. Default: false.
    package var publishesReviewsToCompleted: Bool
    /// Age of a record, in milliseconds, after which its client no longer waits; 0 means it always does.
    /// Default: 55,000.
    package var replyDeadline: Int64

    package init(
        completedTopic: String = "evaluation.completed", reviewTopic: String = "evaluation.manual_review",
        tracesTopic: String? = "traces", deadLetterTopic: String = "evaluation.dlq",
        publishesReviewsToCompleted: Bool = false, replyDeadline: Int64 = 55_000
    ) {
        self.completedTopic = completedTopic
        self.reviewTopic = reviewTopic
        self.tracesTopic = tracesTopic
        self.deadLetterTopic = deadLetterTopic
        self.publishesReviewsToCompleted = publishesReviewsToCompleted
        self.replyDeadline = replyDeadline
    }

    /// Every topic that is written.
    package var topics: [String] {
        [completedTopic, reviewTopic, deadLetterTopic] + (tracesTopic.map { [$0] } ?? [])
    }
}
