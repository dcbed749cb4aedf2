extension KafkaConfiguration {
    /// How a producer batches, and how long it tries. Acknowledgement by all in-sync replicas and idempotence are
    /// always on.
    package struct Producer: Hashable, Sendable {
        /// How long a record waits for company in its batch. Default: 5 ms.
        package var linger = Duration.milliseconds(5)

        /// How long one record is tried, retries included, before its send fails. Default: 30 s.
        package var deliveryTimeout = Duration.seconds(30)

        /// Records that may wait in the process; `send` backs off while it is full. Default: 10,000.
        package var queuedRecords = 10_000

        /// KiB that may wait in the process; `send` backs off while it is full. Default: 65,536.
        package var queuedKibibytes = 65_536

        /// Raw librdkafka properties for this producer, which win over everything else. Default: none.
        package var extra: [String: String] = [:]

        package init() {}
    }

    /// The librdkafka properties of a producer, sorted by name.
    package func properties(for producer: Producer) throws(KafkaConfigurationError) -> [(String, String)] {
        var properties = sharedProperties
        properties["acks"] = "all"
        properties["enable.idempotence"] = "true"
        properties["linger.ms"] = String(producer.linger.milliseconds)
        properties["delivery.timeout.ms"] = String(producer.deliveryTimeout.milliseconds)
        properties["queue.buffering.max.messages"] = String(producer.queuedRecords)
        properties["queue.buffering.max.kbytes"] = String(producer.queuedKibibytes)
        return try Self.merging(properties, extra, producer.extra)
    }
}
