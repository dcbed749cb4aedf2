import JSON
import Kafka

/// What librdkafka's statistics say of the partitions that a member reads.
struct ConsumerStatistics: Sendable, Hashable {
    /// Records between what is committed and the end, over the partitions that are read at present. A partition whose lag
    /// is not known yet counts nothing.
    let lag: Double
    /// Partitions of which nothing is fetched although the group is settled: this member does not have them, or the library
    /// has given up on them.
    let idle: Set<TopicPartition>

    /// - Parameter json: as the library gives it; nil when it is not that.
    init?(_ json: [UInt8]) {
        guard let root = try? JSONReader.read(json), let topics = root["topics"]?.object else { return nil }
        // Before, nothing can be asked.
        let isSettled = root["cgrp"]?["state"]?.string == "up" && root["cgrp"]?["join_state"]?.string == "steady"
        var lag = 0.0
        var idle: Set<TopicPartition> = []
        for topic in topics.members {
            for partition in topic.value["partitions"]?.object?.members ?? [] {
                // -1 stands for records that have no partition yet.
                guard let number = Int32(partition.key), number >= 0 else { continue }
                switch partition.value["fetch_state"]?.string {
                case "active":
                    // Of others the library keeps the last figure, which is another member's by now.
                    if let behind = partition.value["consumer_lag"]?.number, behind > 0 { lag += behind }
                case "none" where isSettled, "stopped" where isSettled:
                    idle.insert(TopicPartition(topic: topic.key, partition: number))
                default: break
                }
            }
        }
        self.lag = lag
        self.idle = idle
    }
}
