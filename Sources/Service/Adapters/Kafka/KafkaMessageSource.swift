import Kafka
import Pipeline
import Threads

/// Hands a topic's records to the pipeline and commits what it acknowledges.
///
/// One thread owns the consumer and always polls: back-pressure leaves records with the client, it never stops polling, so
/// that the group keeps its member whatever a judge does.
final class KafkaMessageSource: MessageSource {
    /// How the source takes records in.
    struct Settings: Sendable {
        var topic: String
        var batchSize: Int
        var linger: Duration
        var flow: FlowControl
        /// How long a revoked partition's work may go on before the group gets it back unfinished. Well below
        /// `max.poll.interval.ms`, which bounds the whole group's rebalance. Default: 20 s.
        var revocationLimit: Duration = .seconds(20)
    }

    let batches: BoundedChannel<[Message]>
    private let mailbox: KafkaIntakeMailbox
    private let thread: WorkerThread

    /// Joins the group.
    ///
    /// - Parameters:
    ///   - isOpen: whether the outputs take results; while it is false intake pauses.
    ///   - report: hears what happens, on the source's thread; must be quick.
    init(
        consumer: KafkaConsumer, settings: Settings, isOpen: @escaping @Sendable () -> Bool,
        report: @escaping @Sendable (KafkaIntakeEvent) -> Void
    ) throws {
        try consumer.subscribe(to: [settings.topic])
        let batches = BoundedChannel<[Message]>(capacity: settings.flow.highRecords + 1)
        let mailbox = KafkaIntakeMailbox(wake: { consumer.wake() })
        self.batches = batches
        self.mailbox = mailbox
        thread = try WorkerThread(name: "kafka-intake") {
            var loop = KafkaIntakeLoop(
                consumer: consumer, settings: settings, batches: batches, mailbox: mailbox, isOpen: isOpen,
                report: report)
            loop.run()
        }
    }

    /// What the source is doing, for health and telemetry.
    var status: KafkaIntakeStatus { mailbox.status.withLock { $0 } }

    func stopIntake() { mailbox.post(.stop) }

    func close() async {
        mailbox.post(.close)
        await thread.finished()
    }
}
