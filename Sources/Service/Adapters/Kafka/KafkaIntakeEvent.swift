import Kafka

/// What happens to the intake besides records.
enum KafkaIntakeEvent: Sendable {
    case assigned([TopicPartition])
    case revoked([TopicPartition], isLost: Bool)
    case paused(isOpen: Bool)
    case resumed
    case commitFailed(KafkaError)
    case failed(KafkaError)
    case statistics([UInt8])
}
