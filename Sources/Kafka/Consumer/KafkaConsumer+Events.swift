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

    /// Starts reading what the group gave, where the group has committed. What was asked back before and not let go yet is:
    /// the group has taken something else for the answer, and given it to somebody.
    ///
    /// Returns false, and does nothing, when the assignment was answered before or another rebalance event has come; also
    /// when the library refuses it, which its log then tells: nothing of it is read.
    @discardableResult
    package func accept(_ assignment: KafkaAssignment) -> Bool {
        guard isOpen, isCurrent(assignment.generation) else { return false }
        isAnswered = true
        let overdue = owed.intersection(self.assignment)
        owed = []
        if isCooperative {
            if !overdue.isEmpty { letGo(overdue) }
            collect(assignment.partitions)
            guard add(PartitionList(assignment.partitions)) else { return false }
            self.assignment.formUnion(assignment.partitions)
        } else {
            collect(assignment.partitions)
            let list = PartitionList(assignment.partitions)
            guard succeeds("assign", rd_kafka_assign(client.pointer, list.pointer)) else {
                rd_kafka_assign(client.pointer, nil)
                self.assignment = []
                return false
            }
            self.assignment = Set(assignment.partitions)
        }
        return true
    }

    /// Lets go of what the group takes back, also of what it asked for before that was not answered. Commit before, unless
    /// it is lost.
    ///
    /// Returns false, and does nothing, when the revocation was answered before or another rebalance event has come: a
    /// late answer would throw away the new assignment, and the member would idle for ever while it looks healthy.
    @discardableResult
    package func accept(_ revocation: KafkaRevocation) -> Bool {
        guard isOpen, isCurrent(revocation.generation) else { return false }
        isAnswered = true
        // The library refuses all when it does not have one of them.
        let leaving = owed.union(revocation.partitions).intersection(assignment)
        owed = []
        if isCooperative {
            letGo(leaving)
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

    /// Reads these partitions, too; false when the library refuses.
    func add(_ list: borrowing PartitionList) -> Bool {
        succeeds("assign", KafkaError(taking: rd_kafka_incremental_assign(client.pointer, list.pointer)))
    }

    /// Whatever the library says: the group will give them to somebody else.
    private func letGo(_ partitions: Set<TopicPartition>) {
        let list = PartitionList(partitions)
        _ = succeeds("unassign", KafkaError(taking: rd_kafka_incremental_unassign(client.pointer, list.pointer)))
        assignment.subtract(partitions)
    }

    private func succeeds(_ step: String, _ code: rd_kafka_resp_err_t) -> Bool {
        succeeds(step, code == RD_KAFKA_RESP_ERR_NO_ERROR ? nil : error(code))
    }

    private func succeeds(_ step: String, _ error: KafkaError?) -> Bool {
        guard let error else { return true }
        client.log(KafkaLogLine(severity: 3, facility: "REBALANCE", text: "\(step): \(error)"))
        return false
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
        switch code {
        case RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS: return given(partitions)
        case RD_KAFKA_RESP_ERR__REVOKE_PARTITIONS:
            return asked(for: partitions, isLost: rd_kafka_assignment_lost(client.pointer) != 0)
        default: return failed(error(code))
        }
    }

    /// Notes that the group gives nothing any more: the answer to a loss is also what lets the library try again.
    func failed(_ error: KafkaError) -> KafkaConsumerEvent {
        _ = succeeds("rebalance", error)
        return asked(for: Array(assignment), isLost: true)
    }

    /// Notes that the group gives partitions.
    func given(_ partitions: [TopicPartition]) -> KafkaConsumerEvent {
        generation += 1
        isAnswered = false
        return .assigned(KafkaAssignment(partitions: partitions, generation: generation))
    }

    /// Notes that the group asks for partitions.
    func asked(for partitions: [TopicPartition], isLost: Bool) -> KafkaConsumerEvent {
        generation += 1
        isAnswered = false
        owed.formUnion(partitions)
        return .revoked(KafkaRevocation(partitions: partitions, isLost: isLost, generation: generation))
    }
}
