import CRdKafka

extension KafkaConsumer {
    /// Commits, without waiting: the answer comes as `.committed`.
    ///
    /// - Parameter offsets: the offset to read next, one more than the last one finished.
    package func commit(_ offsets: [TopicPartition: Int64]) throws(KafkaError) {
        guard !offsets.isEmpty else { return }
        let list = PartitionList(offsets)
        try call { rd_kafka_commit_queue($0, list.pointer, queue, nil, nil) }
    }

    /// Commits and waits for the answer. After `timedOut` the commit may still happen.
    ///
    /// - Parameter offsets: the offset to read next, one more than the last one finished.
    /// - Returns: what was committed; partitions that failed are missing, and when all did this throws.
    @discardableResult
    package func commit(
        _ offsets: [TopicPartition: Int64], waiting limit: Duration
    ) throws(KafkaError) -> [TopicPartition: Int64] {
        guard isOpen else { throw KafkaError(.closed) }
        guard !offsets.isEmpty else { return [:] }
        let list = PartitionList(offsets)
        // A queue of its own: waiting on the consumer's would have to hold back other events.
        let answers: OpaquePointer = rd_kafka_queue_new(client.pointer)
        defer { rd_kafka_queue_destroy(answers) }
        try call { rd_kafka_commit_queue($0, list.pointer, answers, nil, nil) }
        guard let event = rd_kafka_queue_poll(answers, limit.milliseconds) else { throw KafkaError(.timedOut) }
        defer { rd_kafka_event_destroy(event) }
        return try Self.commitResult(of: event).get()
    }

    /// What the group has committed; partitions without a commit are missing. Blocks for `timeout` at most.
    package func committedOffsets(
        of partitions: some Collection<TopicPartition>, timeout: Duration
    ) throws(KafkaError) -> [TopicPartition: Int64] {
        let list = PartitionList(partitions)
        try call { rd_kafka_committed($0, list.pointer, timeout.milliseconds) }
        let elements = PartitionList.elements(of: list.pointer)
        if let failed = elements.first(where: { $0.code != .none }) { throw KafkaError(failed.code) }
        let known = elements.filter { $0.offset >= 0 }
        return Dictionary(known.map { ($0.partition, $0.offset) }, uniquingKeysWith: max)
    }
}
