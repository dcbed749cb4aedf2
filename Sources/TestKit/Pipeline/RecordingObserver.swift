import Evaluation
package import Pipeline
import Threads

/// Remembers what happened in a pipeline.
package final class RecordingObserver: PipelineObserver {
    private let seen = Locked<[PipelineEvent]>([])

    package init() {}

    package var events: [PipelineEvent] { seen.withLock { $0 } }

    /// Each event as a short line, oldest first: `published evaluation.completed`, `abandoned q-0-1`.
    package var lines: [String] { events.map(Self.line) }

    package func observe(_ event: PipelineEvent) { seen.withLock { $0.append(event) } }

    private static func line(_ event: PipelineEvent) -> String {
        switch event {
        case .received(let count): "received \(count)"
        case .evaluated(let result, _): "evaluated \(result.evaluationID)"
        case .reused(let origin): "reused \(origin.id)"
        case .suspected(let origin, let starts): "suspected \(origin.id) \(starts)"
        case .lateReply(let origin): "late \(origin.id)"
        case .awaitsJudge(let origin): "awaits judge \(origin.id)"
        case .published(let queue): "published \(queue)"
        case .deadLettered(let origin, let code): "dead \(origin.id) \(code)"
        case .deadLetterRefused(let origin, _): "dead letter refused \(origin.id)"
        case .traceDropped: "trace dropped"
        case .abandoned(let origin): "abandoned \(origin.id)"
        }
    }
}
