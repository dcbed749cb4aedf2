import CRdKafka

/// librdkafka's list of partitions with offsets, freed with its owner.
struct PartitionList: ~Copyable {
    let pointer: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>

    init(_ partitions: some Collection<TopicPartition>) {
        pointer = rd_kafka_topic_partition_list_new(Int32(partitions.count))
        for partition in partitions {
            rd_kafka_topic_partition_list_add(pointer, partition.topic, partition.partition)
        }
    }

    init(_ offsets: [TopicPartition: Int64]) {
        pointer = rd_kafka_topic_partition_list_new(Int32(offsets.count))
        for (partition, offset) in offsets {
            rd_kafka_topic_partition_list_add(pointer, partition.topic, partition.partition).pointee.offset = offset
        }
    }

    init(topics: some Collection<String>) {
        pointer = rd_kafka_topic_partition_list_new(Int32(topics.count))
        for topic in topics { rd_kafka_topic_partition_list_add(pointer, topic, rd_kafka_partition_unassigned) }
    }

    deinit { rd_kafka_topic_partition_list_destroy(pointer) }

    /// The elements of a list that belongs to someone else.
    static func elements(
        of list: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>?
    ) -> [(partition: TopicPartition, offset: Int64, code: KafkaErrorCode)] {
        guard let list else { return [] }
        return UnsafeBufferPointer(start: list.pointee.elems, count: Int(list.pointee.cnt)).map { element in
            let topic = element.topic.map { String(cString: $0) } ?? ""
            return (
                TopicPartition(topic: topic, partition: element.partition), element.offset,
                KafkaErrorCode(rawValue: element.err.rawValue)
            )
        }
    }
}

/// `RD_KAFKA_PARTITION_UA`, a macro with a cast that is not imported.
private let rd_kafka_partition_unassigned: Int32 = -1
