import CRdKafka

extension KafkaRecord {
    /// Copies everything out: a message kept would keep its whole fetch buffer alive.
    init(_ message: UnsafePointer<rd_kafka_message_t>) {
        let topic = rd_kafka_topic_name(message.pointee.rkt).map { String(cString: $0) } ?? ""
        var kind = rd_kafka_timestamp_type_t(rawValue: 0)
        let timestamp = rd_kafka_message_timestamp(message, &kind)
        self.init(
            source: TopicPartition(topic: topic, partition: message.pointee.partition),
            offset: message.pointee.offset,
            key: Self.bytes(message.pointee.key, message.pointee.key_len),
            value: Self.bytes(message.pointee.payload, message.pointee.len),
            headers: Self.headers(of: message),
            timestamp: kind == RD_KAFKA_TIMESTAMP_NOT_AVAILABLE || timestamp < 0 ? nil : timestamp)
    }

    private static func headers(of message: UnsafePointer<rd_kafka_message_t>) -> [KafkaHeader] {
        var list: OpaquePointer?
        guard rd_kafka_message_headers(message, &list) == RD_KAFKA_RESP_ERR_NO_ERROR, let list else { return [] }
        return (0..<rd_kafka_header_cnt(list)).compactMap { index in
            var name: UnsafePointer<CChar>?
            var value: UnsafeRawPointer?
            var size = 0
            guard rd_kafka_header_get_all(list, index, &name, &value, &size) == RD_KAFKA_RESP_ERR_NO_ERROR, let name
            else { return nil }
            return KafkaHeader(name: String(cString: name), value: bytes(value, size))
        }
    }

    private static func bytes(_ start: UnsafeRawPointer?, _ count: Int) -> [UInt8]? {
        start.map { Array(UnsafeRawBufferPointer(start: $0, count: count)) }
    }
}
