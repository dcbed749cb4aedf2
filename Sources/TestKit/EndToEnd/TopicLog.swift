package import Kafka
import Threads

/// Everything in some topics from their beginning, read without a group.
package final class TopicLog: Sendable {
    private let records = Locked<[String: [KafkaRecord]]>([:])
    private let stopping = Latch()
    private let consumer: KafkaConsumer
    private let thread: WorkerThread

    /// Starts to read.
    ///
    /// - Parameters:
    ///   - partitions: how many partitions each topic has.
    ///   - hears: told of each record, on the log's own thread; then none is kept. Default: nobody, all are kept.
    package init(
        bootstrapServers: String, partitions: [String: Int], hears: (@Sendable (KafkaRecord) -> Void)? = nil
    ) throws {
        var settings = KafkaConfiguration.Consumer(groupID: "topic-log")
        settings.fetchWait = .milliseconds(20)
        let consumer = try KafkaConsumer(
            KafkaConfiguration(
                bootstrapServers: bootstrapServers, extra: ["reconnect.backoff.max.ms": "500"]), settings)
        var starts: [TopicPartition: KafkaStart] = [:]
        for (topic, count) in partitions {
            for partition in 0..<count {
                starts[TopicPartition(topic: topic, partition: Int32(partition))] = .beginning
            }
        }
        try consumer.assign(starts)
        self.consumer = consumer
        thread = try WorkerThread(name: "topic-log") { [records, stopping] in
            while !stopping.isOpen {
                guard case .record(let record)? = consumer.poll(timeout: .milliseconds(100)) else { continue }
                if let hears {
                    hears(record)
                } else {
                    records.withLock { $0[record.topic, default: []].append(record) }
                }
            }
            consumer.close(within: .zero)
        }
    }

    /// The records of a topic so far, in the order they were read.
    package func records(of topic: String) -> [KafkaRecord] { records.withLock { $0[topic] ?? [] } }

    /// Ends reading; may be called again.
    package func stop() async {
        stopping.open()
        consumer.wake()
        await thread.finished()
    }
}

extension KafkaRecord {
    /// The value as text.
    package var text: String { String(decoding: value ?? [], as: UTF8.self) }

    /// The newest header of a name as text.
    package func header(_ name: String) -> String? {
        headers.last { $0.name == name }?.value.map { String(decoding: $0, as: UTF8.self) }
    }
}
