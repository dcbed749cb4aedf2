import CRdKafka

extension KafkaMockCluster {
    /// A request of the protocol.
    package enum Request: Int16, Hashable, Sendable {
        /// Writes records.
        case produce = 0
        /// Reads records.
        case fetch = 1
        /// Commits offsets.
        case offsetCommit = 8
        /// Asks for committed offsets.
        case offsetFetch = 9
        /// Joins a group.
        case joinGroup = 11
        /// Introduces an idempotent producer.
        case initProducerID = 22
    }

    /// Answers the next requests of this kind with these errors, one each, then well again.
    package func fail(_ request: Request, with errors: [KafkaErrorCode]) {
        let codes = errors.map { rd_kafka_resp_err_t(rawValue: $0.rawValue) }
        withCluster { rd_kafka_mock_push_request_errors_array($0, request.rawValue, codes.count, codes) }
    }

    /// Says of a topic, whenever it is asked for, that the client may not have it; or, with `.none`, no longer.
    package func answer(about topic: String, with code: KafkaErrorCode) {
        withCluster { rd_kafka_mock_topic_set_error($0, topic, rd_kafka_resp_err_t(rawValue: code.rawValue)) }
    }

    /// Makes another broker the leader of a partition. Brokers are numbered from 1.
    package func setLeader(of partition: TopicPartition, to broker: Int32) {
        withCluster { _ = rd_kafka_mock_partition_set_leader($0, partition.topic, partition.partition, broker) }
    }

    /// Makes another broker the coordinator of a group.
    package func setCoordinator(of group: String, to broker: Int32) {
        withCluster { _ = rd_kafka_mock_coordinator_set($0, "group", group, broker) }
    }

    /// Holds each answer of the first broker back for so long.
    ///
    /// There is no taking it down: it gives its port up for that and takes it again, and where another process was faster it
    /// ends this one. Who wants a broker gone puts a shim before a real one.
    package func holdBack(_ delay: Duration) {
        withCluster { _ = rd_kafka_mock_broker_set_rtt($0, 1, delay.milliseconds) }
    }
}
