import Kafka
import TestKit
import Threads

/// What the group has committed of the request topic.
enum CommittedOffsets {
    /// Asks the broker.
    static func read(bootstrapServers: String, partitions: Int) async throws -> [Int32: Int64] {
        let topic = Stand.Topic.requests
        let consumer = try KafkaConsumer(
            KafkaConfiguration(bootstrapServers: bootstrapServers),
            KafkaConfiguration.Consumer(groupID: "evaluation-group"))
        let wanted = (0..<partitions).map { TopicPartition(topic: topic, partition: Int32($0)) }
        let result: Result<[TopicPartition: Int64], any Error> = await withCheckedContinuation { continuation in
            do {
                _ = try WorkerThread(name: "committed") {
                    let result = Result { try consumer.committedOffsets(of: wanted, timeout: .seconds(60)) }
                    consumer.close(within: .zero)
                    continuation.resume(returning: result)
                }
            } catch {
                continuation.resume(returning: .failure(error))
            }
        }
        return Dictionary(uniqueKeysWithValues: try result.get().map { ($0.key.partition, $0.value) })
    }
}
