import Kafka
import Pipeline

/// What happens to the intake besides records.
enum KafkaIntakeEvent: Sendable {
    case assigned([TopicPartition])
    case revoked([TopicPartition], isLost: Bool)
    /// A record came back with its partition while the work on it was going on, or after that had ended.
    case adopted(TopicPartition, offset: Int64)
    /// An assigned partition is read from a lower offset than the last one: its topic was created anew, or its log was cut.
    case rewound(TopicPartition, from: Int64, to: Int64)
    case paused(FlowControl.Cause)
    case resumed
    case commitFailed(KafkaError)
    case failed(KafkaError)
    /// Partitions were started anew because some of them were assigned and not read.
    case restarted(stalled: Int, of: Int)
    case statistics(ConsumerStatistics)
}
