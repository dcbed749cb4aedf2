import CRdKafka

extension KafkaMockCluster {
    /// A request of the protocol.
    package enum Request: Int16, Hashable, Sendable {
        /// Writes records.
        case produce = 0
        /// Reads records.
        case fetch = 1
        /// Asks for brokers and topics.
        case metadata = 3
        /// Commits offsets.
        case offsetCommit = 8
        /// Asks for committed offsets.
        case offsetFetch = 9
        /// Asks which broker coordinates a group.
        case findCoordinator = 10
        /// Joins a group.
        case joinGroup = 11
        /// Makes a producer idempotent.
        case initProducerID = 22
    }

    /// Answers the next requests of this kind with these errors, one each, then well again.
    package func fail(_ request: Request, with errors: [KafkaErrorCode]) {
        let codes = errors.map { rd_kafka_resp_err_t(rawValue: $0.rawValue) }
        withCluster { rd_kafka_mock_push_request_errors_array($0, request.rawValue, codes.count, codes) }
    }

    /// Takes back the errors of this kind of request that are left.
    package func heal(_ request: Request) {
        withCluster { rd_kafka_mock_clear_request_errors($0, request.rawValue) }
    }

    /// Delays every answer by this.
    package func setRoundTrip(_ delay: Duration) {
        withCluster { _ = rd_kafka_mock_broker_set_rtt($0, 1, delay.milliseconds) }
    }

    /// Cuts all connections and accepts none until `bringUp`. Records and commits stay.
    package func takeDown() {
        withCluster { _ = rd_kafka_mock_broker_set_down($0, 1) }
    }

    /// Accepts connections again.
    package func bringUp() {
        withCluster { _ = rd_kafka_mock_broker_set_up($0, 1) }
    }
}
