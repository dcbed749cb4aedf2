import Kafka
import Pipeline
import Threads

/// What other threads tell the intake's thread, and what it shows them.
final class KafkaIntakeMailbox: Sendable {
    /// One thing to do.
    enum Letter: Sendable {
        case finished(TopicPartition, offset: Int64, OffsetTracker<TopicPartition>.Generation)
        case stop
        case close
    }

    let status = Locked(KafkaIntakeStatus())
    private let letters = Locked<[Letter]>([])
    private let wake: @Sendable () -> Void

    init(wake: @escaping @Sendable () -> Void) { self.wake = wake }

    /// Bounded by what is in flight: each record is finished once.
    func post(_ letter: Letter) {
        letters.withLock { $0.append(letter) }
        wake()
    }

    func takeAll() -> [Letter] {
        letters.withLock { letters in
            defer { letters = [] }
            return letters
        }
    }
}
