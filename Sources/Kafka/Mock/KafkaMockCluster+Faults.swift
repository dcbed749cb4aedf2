import CRdKafka

extension KafkaMockCluster {
    /// A request of the protocol.
    package enum Request: Int16, Hashable, Sendable {
        /// Writes records.
        case produce = 0
        /// Commits offsets.
        case offsetCommit = 8
    }

    /// Answers the next requests of this kind with these errors, one each, then well again.
    package func fail(_ request: Request, with errors: [KafkaErrorCode]) {
        let codes = errors.map { rd_kafka_resp_err_t(rawValue: $0.rawValue) }
        withCluster { rd_kafka_mock_push_request_errors_array($0, request.rawValue, codes.count, codes) }
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
