/// What a poll may bring.
package enum KafkaConsumerEvent: Sendable {
    /// A record of an assigned partition.
    case record(KafkaRecord)
    /// The group gives partitions; nothing is read before `accept`.
    case assigned(KafkaAssignment)
    /// The group takes partitions back; it waits for `accept`, for `maxPollInterval` at most.
    case revoked(KafkaRevocation)
    /// The answer to a commit that was not waited for: the offsets committed. Partitions that failed are missing in a
    /// success; a failure means all of them failed.
    case committed(Result<[TopicPartition: Int64], KafkaError>)
    /// The library's counters, JSON, every `statisticsInterval`.
    case statistics([UInt8])
    /// Something went wrong. The library goes on by itself unless the error is fatal.
    case failed(KafkaError)
}

/// Partitions the group gives to this member, to be answered with `KafkaConsumer.accept`.
package struct KafkaAssignment: Hashable, Sendable {
    /// All partitions with an eager assignor, the additional ones with a cooperative one.
    package let partitions: [TopicPartition]
    /// Counts the rebalance events of a consumer, so that a late answer is told from a current one.
    package let generation: Int
}

/// Partitions the group takes from this member, to be answered with `KafkaConsumer.accept`, now or later.
package struct KafkaRevocation: Hashable, Sendable {
    /// All partitions with an eager assignor, the ones that move with a cooperative one.
    package let partitions: [TopicPartition]
    /// The partitions may belong to another member already: a commit would fail, accept at once.
    package let isLost: Bool
    /// Counts the rebalance events of a consumer, so that a late answer is told from a current one.
    package let generation: Int
}

/// Where to start reading a partition.
package enum KafkaStart: Hashable, Sendable {
    /// At the oldest record kept.
    case beginning
    /// At the first record written from now on.
    case end
    /// Where the group has committed, or as `offsetReset` says.
    case committed
    /// At this offset, from 0.
    case offset(Int64)

    var rawOffset: Int64 {
        switch self {
        case .beginning: -2  // RD_KAFKA_OFFSET_BEGINNING
        case .end: -1  // RD_KAFKA_OFFSET_END
        case .committed: -1001  // RD_KAFKA_OFFSET_INVALID
        case .offset(let offset): offset
        }
    }
}
