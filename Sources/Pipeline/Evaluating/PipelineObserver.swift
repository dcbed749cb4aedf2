package import Evaluation

/// Hears what happens in the pipeline, for telemetry and logs. Calls must be quick and must not block.
package protocol PipelineObserver: Sendable {
    func observe(_ event: PipelineEvent)
}

/// Something that happened to messages.
package enum PipelineEvent: Sendable {
    /// A batch was taken in.
    case received(count: Int)
    /// A request was judged; its result is not stored yet.
    case evaluated(EvaluationResult, Duration)
    /// An earlier result was found and is published again instead of judging.
    case reused(MessageOrigin)
    /// Workers were killed while they worked on the request: it is worked on alone, or is a dead letter.
    case suspected(MessageOrigin, starts: Int)
    /// The reply came too late for the waiting client and was not pushed to its key.
    case lateReply(MessageOrigin)
    /// The judge was away: the request waits for it.
    case awaitsJudge(MessageOrigin)
    /// A topic has taken a message.
    case published(queue: String)
    case deadLettered(MessageOrigin, code: String)
    /// Not even the shortened dead letter was taken; the record stays readable in its own topic only.
    case deadLetterRefused(MessageOrigin, cause: String)
    /// A trace event was not taken; nothing else depends on it.
    case traceDropped(cause: String)
    /// A shutdown cut the work short; the message comes again.
    case abandoned(MessageOrigin)
}
