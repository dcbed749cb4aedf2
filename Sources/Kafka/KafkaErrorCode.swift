import CRdKafka

/// The number of an error: the protocol's own from 0 up, the library's below.
package struct KafkaErrorCode: RawRepresentable, Hashable, Sendable {
    package let rawValue: Int32

    package init(rawValue: Int32) { self.rawValue = rawValue }

    private init(_ code: rd_kafka_resp_err_t) { self.init(rawValue: code.rawValue) }

    /// Nothing went wrong.
    package static let none = KafkaErrorCode(RD_KAFKA_RESP_ERR_NO_ERROR)
    /// The handshake failed: one side does not trust the other's certificate, or one does not speak TLS.
    package static let tls = KafkaErrorCode(RD_KAFKA_RESP_ERR__SSL)
    /// The broker does not accept who logs in, or how.
    package static let authentication = KafkaErrorCode(RD_KAFKA_RESP_ERR__AUTHENTICATION)
    /// The broker gave up waiting for its replicas.
    package static let requestTimedOut = KafkaErrorCode(RD_KAFKA_RESP_ERR_REQUEST_TIMED_OUT)
    /// The record, or the batch it was in, is longer than the broker or the producer allows.
    package static let recordTooLarge = KafkaErrorCode(RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE)
    /// The batch is longer than a segment of the topic's log.
    package static let batchTooLarge = KafkaErrorCode(RD_KAFKA_RESP_ERR_RECORD_LIST_TOO_LARGE)
    /// Fewer replicas are in sync than the topic demands.
    package static let notEnoughReplicas = KafkaErrorCode(RD_KAFKA_RESP_ERR_NOT_ENOUGH_REPLICAS)
    /// Reading the topic is not allowed.
    package static let topicAuthorizationFailed = KafkaErrorCode(RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED)
    /// Being a member of the group is not allowed.
    package static let groupAuthorizationFailed = KafkaErrorCode(RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED)
    /// The group does not know the member any more.
    package static let unknownMember = KafkaErrorCode(RD_KAFKA_RESP_ERR_UNKNOWN_MEMBER_ID)
    /// Another member has taken the instance's name.
    package static let fencedInstance = KafkaErrorCode(RD_KAFKA_RESP_ERR_FENCED_INSTANCE_ID)
    /// The group has moved on to another assignment.
    package static let illegalGeneration = KafkaErrorCode(RD_KAFKA_RESP_ERR_ILLEGAL_GENERATION)
    /// The group is about to assign anew.
    package static let rebalanceInProgress = KafkaErrorCode(RD_KAFKA_RESP_ERR_REBALANCE_IN_PROGRESS)
    /// Another broker coordinates the group.
    package static let notCoordinator = KafkaErrorCode(RD_KAFKA_RESP_ERR_NOT_COORDINATOR)
    /// Writing idempotently, or what else concerns the whole cluster, is not allowed.
    package static let clusterAuthorizationFailed = KafkaErrorCode(RD_KAFKA_RESP_ERR_CLUSTER_AUTHORIZATION_FAILED)
    /// No broker could be reached, on any connection.
    package static let allBrokersDown = KafkaErrorCode(RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN)
    /// A connection to a broker broke.
    package static let transport = KafkaErrorCode(RD_KAFKA_RESP_ERR__TRANSPORT)
    /// The call's time was over.
    package static let timedOut = KafkaErrorCode(RD_KAFKA_RESP_ERR__TIMED_OUT)
    /// A record's delivery time was over.
    package static let deliveryTimedOut = KafkaErrorCode(RD_KAFKA_RESP_ERR__MSG_TIMED_OUT)
    /// The producer's queue is full.
    package static let queueFull = KafkaErrorCode(RD_KAFKA_RESP_ERR__QUEUE_FULL)
    /// The producer was closed, or the send cancelled, before the record was handed to a broker.
    package static let purged = KafkaErrorCode(RD_KAFKA_RESP_ERR__PURGE_QUEUE)
    /// The producer was closed, or the send cancelled, while a broker had the record; it may have been written.
    package static let purgedInFlight = KafkaErrorCode(RD_KAFKA_RESP_ERR__PURGE_INFLIGHT)
    /// The client is closed.
    package static let closed = KafkaErrorCode(RD_KAFKA_RESP_ERR__DESTROY)
    /// The client has failed for good.
    package static let fatal = KafkaErrorCode(RD_KAFKA_RESP_ERR__FATAL)

    /// The code's name, such as `NOT_ENOUGH_REPLICAS`; the library's own begin with `_`.
    package var name: String {
        rd_kafka_err2name(rd_kafka_resp_err_t(rawValue: rawValue)).map { String(cString: $0) } ?? "\(rawValue)"
    }

    /// Writing to the topic, reading it, or being a member of the group is not allowed to this client.
    package var isDenial: Bool {
        [.topicAuthorizationFailed, .groupAuthorizationFailed, .clusterAuthorizationFailed].contains(self)
    }

    /// A record, or the batch it was in, is longer than the broker or the producer allows.
    package var isTooLarge: Bool { self == .recordTooLarge || self == .batchTooLarge }

    var text: String {
        rd_kafka_err2str(rd_kafka_resp_err_t(rawValue: rawValue)).map { String(cString: $0) } ?? "\(rawValue)"
    }

    var isTransient: Bool { Self.transient.contains(self) }

    // The protocol's table of retriable errors, and the library's own that time may cure.
    private static let transient: Set<KafkaErrorCode> = Set(
        [
            RD_KAFKA_RESP_ERR_INVALID_MSG, RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART,
            RD_KAFKA_RESP_ERR_LEADER_NOT_AVAILABLE, RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION,
            RD_KAFKA_RESP_ERR_REQUEST_TIMED_OUT, RD_KAFKA_RESP_ERR_REPLICA_NOT_AVAILABLE,
            RD_KAFKA_RESP_ERR_NETWORK_EXCEPTION, RD_KAFKA_RESP_ERR_COORDINATOR_LOAD_IN_PROGRESS,
            RD_KAFKA_RESP_ERR_COORDINATOR_NOT_AVAILABLE, RD_KAFKA_RESP_ERR_NOT_COORDINATOR,
            RD_KAFKA_RESP_ERR_NOT_ENOUGH_REPLICAS, RD_KAFKA_RESP_ERR_NOT_ENOUGH_REPLICAS_AFTER_APPEND,
            RD_KAFKA_RESP_ERR_REBALANCE_IN_PROGRESS, RD_KAFKA_RESP_ERR_NOT_CONTROLLER,
            RD_KAFKA_RESP_ERR_KAFKA_STORAGE_ERROR, RD_KAFKA_RESP_ERR_FENCED_LEADER_EPOCH,
            RD_KAFKA_RESP_ERR_UNKNOWN_LEADER_EPOCH, RD_KAFKA_RESP_ERR_THROTTLING_QUOTA_EXCEEDED,
            RD_KAFKA_RESP_ERR__TRANSPORT, RD_KAFKA_RESP_ERR__RESOLVE, RD_KAFKA_RESP_ERR__MSG_TIMED_OUT,
            RD_KAFKA_RESP_ERR__TIMED_OUT, RD_KAFKA_RESP_ERR__TIMED_OUT_QUEUE, RD_KAFKA_RESP_ERR__QUEUE_FULL,
            RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN, RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC,
            RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION, RD_KAFKA_RESP_ERR__WAIT_COORD, RD_KAFKA_RESP_ERR__ISR_INSUFF,
        ].map { KafkaErrorCode($0) })
}
