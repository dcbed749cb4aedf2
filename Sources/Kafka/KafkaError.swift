import CRdKafka

/// What the library or a broker reported.
package struct KafkaError: Error, Hashable, CustomStringConvertible {
    /// The protocol's or, below zero, the library's number.
    package let code: KafkaErrorCode
    /// What happened, for people. Holds no record content and no secret.
    package let text: String
    /// Whether the client is unusable from now on: close it.
    package let isFatal: Bool

    /// - Parameters:
    ///   - text: default: the code's own words.
    ///   - isFatal: default: what the code says.
    package init(_ code: KafkaErrorCode, text: String? = nil, isFatal: Bool = false) {
        self.code = code
        self.text = text ?? code.text
        self.isFatal = isFatal || code == .fatal
    }

    init(_ code: rd_kafka_resp_err_t, text: String? = nil, isFatal: Bool = false) {
        self.init(KafkaErrorCode(rawValue: code.rawValue), text: text, isFatal: isFatal)
    }

    /// Takes over and frees an error object; nil when there is none.
    init?(taking error: OpaquePointer?) {
        guard let error else { return nil }
        defer { rd_kafka_error_destroy(error) }
        self.init(
            rd_kafka_error_code(error), text: rd_kafka_error_string(error).map { String(cString: $0) },
            isFatal: rd_kafka_error_is_fatal(error) != 0)
    }

    /// The code's name, such as `NOT_ENOUGH_REPLICAS`.
    package var name: String { code.name }

    /// Whether the same call may succeed later without anybody changing anything but the cluster.
    package var isRetryable: Bool { !isFatal && code.isTransient }

    package var description: String { "\(name): \(text)" }
}
