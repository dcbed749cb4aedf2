import CRdKafka

extension KafkaConsumer {
    /// Copies an event out; nil for what nobody needs to know.
    func received(_ event: OpaquePointer) -> KafkaConsumerEvent? {
        switch rd_kafka_event_type(event) {
        case RD_KAFKA_EVENT_FETCH: fetched(event)
        case RD_KAFKA_EVENT_REBALANCE: rebalanced(event)
        case RD_KAFKA_EVENT_OFFSET_COMMIT: .committed(Self.commitResult(of: event))
        case RD_KAFKA_EVENT_STATS: counted(event)
        case RD_KAFKA_EVENT_ERROR:
            .failed(
                error(
                    rd_kafka_event_error(event),
                    text: rd_kafka_event_error_string(event).map { String(cString: $0) }))
        default: nil
        }
    }

    /// Starts reading what the group gave, where the group has committed.
    ///
    /// Returns false, and does nothing, when the assignment was answered before or another rebalance event has come.
    @discardableResult
    package func accept(_ assignment: KafkaAssignment) -> Bool {
        guard isOpen, isCurrent(assignment.generation) else { return false }
        isAnswered = true
        let list = PartitionList(assignment.partitions)
        collect(assignment.partitions)
        if isCooperative {
            _ = KafkaError(taking: rd_kafka_incremental_assign(client.pointer, list.pointer))
            self.assignment.formUnion(assignment.partitions)
        } else {
            rd_kafka_assign(client.pointer, list.pointer)
            self.assignment = Set(assignment.partitions)
        }
        return true
    }

    /// Lets go of what the group takes back. Commit before, unless it is lost.
    ///
    /// Returns false, and does nothing, when the revocation was answered before or another rebalance event has come: a
    /// late answer would throw away the new assignment, and the member would idle for ever while it looks healthy.
    @discardableResult
    package func accept(_ revocation: KafkaRevocation) -> Bool {
        guard isOpen, isCurrent(revocation.generation) else { return false }
        isAnswered = true
        if isCooperative {
            let list = PartitionList(revocation.partitions)
            _ = KafkaError(taking: rd_kafka_incremental_unassign(client.pointer, list.pointer))
            assignment.subtract(revocation.partitions)
        } else {
            rd_kafka_assign(client.pointer, nil)
            assignment = []
        }
        return true
    }

    static func commitResult(of event: OpaquePointer) -> Result<[TopicPartition: Int64], KafkaError> {
        let elements = PartitionList.elements(of: rd_kafka_event_topic_partition_list(event))
        return CommitAnswer(
            code: KafkaErrorCode(rawValue: rd_kafka_event_error(event).rawValue),
            parts: elements.map { .init($0.partition, offset: $0.offset, code: $0.code) }
        ).result
    }

    var isCooperative: Bool {
        rd_kafka_rebalance_protocol(client.pointer).map { String(cString: $0) == "COOPERATIVE" } ?? false
    }

    private func isCurrent(_ generation: Int) -> Bool { generation == self.generation && !isAnswered }

    private func fetched(_ event: OpaquePointer) -> KafkaConsumerEvent? {
        guard let message = rd_kafka_event_message_next(event) else { return nil }
        let code = message.pointee.err
        guard code == RD_KAFKA_RESP_ERR_NO_ERROR else { return .failed(error(code)) }
        return .record(KafkaRecord(message))
    }

    private func counted(_ event: OpaquePointer) -> KafkaConsumerEvent? {
        // A partition that is let go and taken again at once may have lost its way to the queue of records: the library
        // puts the queue back when it has stopped fetching, which can be later.
        collect(assignment)
        return rd_kafka_event_stats(event).map { .statistics(Array(String(cString: $0).utf8)) }
    }

    private func rebalanced(_ event: OpaquePointer) -> KafkaConsumerEvent? {
        let code = rd_kafka_event_error(event)
        let partitions = PartitionList.elements(of: rd_kafka_event_topic_partition_list(event)).map(\.partition)
        generation += 1
        isAnswered = false
        switch code {
        case RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS:
            return .assigned(KafkaAssignment(partitions: partitions, generation: generation))
        case RD_KAFKA_RESP_ERR__REVOKE_PARTITIONS:
            let isLost = rd_kafka_assignment_lost(client.pointer) != 0
            return .revoked(KafkaRevocation(partitions: partitions, isLost: isLost, generation: generation))
        default:
            // The join failed; an empty answer is what lets the library try again.
            isAnswered = true
            rd_kafka_assign(client.pointer, nil)
            assignment = []
            return .failed(error(code))
        }
    }
}
