import CRdKafka

/// The librdkafka that is linked at run time.
package enum KafkaVersion {
    /// For people, such as `2.0.2`.
    package static var text: String { rd_kafka_version_str().map { String(cString: $0) } ?? "unknown" }

    /// `0xMMmmrrxx`: major, minor, revision, pre-release (`ff` is final).
    package static var number: Int32 { rd_kafka_version() }
}
