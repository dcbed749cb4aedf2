/// Where a record was written.
package struct KafkaDelivery: Hashable, Sendable {
    /// Chosen by the key's hash, or at random without a key.
    package let partition: Int32
    /// The record's place in it.
    package let offset: Int64

    package init(partition: Int32, offset: Int64) {
        self.partition = partition
        self.offset = offset
    }
}

/// What a producer knows about its cluster.
package struct KafkaProducerStatus: Hashable, Sendable {
    /// Whether a broker can be reached.
    package enum Connection: Hashable, Sendable {
        /// Nothing is known yet.
        case unknown
        /// A broker is connected or has just answered.
        case up
        /// None is.
        case down
    }

    /// Updated by deliveries and errors at once, otherwise every `statisticsInterval`.
    package internal(set) var connection = Connection.unknown
    /// The newest error, which may be over. Nil: none so far.
    package internal(set) var lastError: KafkaError?
    /// Why the producer cannot write any more; only a new one can. Nil while it can.
    package internal(set) var failure: KafkaError?
    /// Why brokers are not used although they can be reached: a certificate, a login. Nil: none is known, or it is over.
    package internal(set) var refusal: KafkaError?
    /// Records that were sent and not answered yet.
    package internal(set) var unanswered = 0

    /// A broker answers.
    mutating func isReached() {
        connection = .up
        refusal = nil
    }
}
