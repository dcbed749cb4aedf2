import Glibc
import Kafka
import Threads

/// Reads everything in some topics from their beginning, without joining a group: for showing what was written.
final class TopicReader: Sendable {
    /// Records as they come; ends after `close`.
    let records = BoundedChannel<KafkaRecord>(capacity: 1024)
    private let stopping = Latch()
    private let consumer: KafkaConsumer
    private let thread: WorkerThread

    /// - Parameter partitions: how many partitions each topic has.
    init(_ configuration: KafkaConfiguration, partitions: [String: Int]) throws {
        var group = KafkaConfiguration.Consumer(groupID: "evaluation-worker-reader")
        group.fetchWait = .milliseconds(20)
        let consumer = try KafkaConsumer(configuration, group)
        var starts: [TopicPartition: KafkaStart] = [:]
        for (topic, count) in partitions {
            for partition in 0..<count {
                starts[TopicPartition(topic: topic, partition: Int32(partition))] = .beginning
            }
        }
        try consumer.assign(starts)
        self.consumer = consumer
        let records = records
        let stopping = stopping
        thread = try WorkerThread(name: "topic-reader") {
            while !stopping.isOpen {
                // A reader that is behind by the whole channel reads on later: nothing is polled away.
                guard records.count < records.capacity else {
                    usleep(1000)
                    continue
                }
                if case .record(let record)? = consumer.poll(timeout: .milliseconds(50)) { _ = records.trySend(record) }
            }
            records.finish()
            consumer.close(within: .seconds(1))
        }
    }

    /// Ends reading and frees the client.
    func close() async {
        stopping.open()
        consumer.wake()
        await thread.finished()
    }
}
