/// A record as it was read, copied out of the library's buffers.
package struct KafkaRecord: Hashable, Sendable {
    /// Where it was read.
    package let source: TopicPartition
    /// Its place in the partition. Offsets rise but are not always consecutive.
    package let offset: Int64
    /// Nil when the producer set none.
    package let key: [UInt8]?
    /// Nil for a tombstone.
    package let value: [UInt8]?
    /// In the order of the producer; names may repeat.
    package let headers: [KafkaHeader]
    /// Milliseconds since 1970, set by the producer or the broker; nil when neither did.
    package let timestamp: Int64?

    package init(
        source: TopicPartition, offset: Int64, key: [UInt8]?, value: [UInt8]?, headers: [KafkaHeader],
        timestamp: Int64?
    ) {
        self.source = source
        self.offset = offset
        self.key = key
        self.value = value
        self.headers = headers
        self.timestamp = timestamp
    }

    /// The topic it was read from.
    package var topic: String { source.topic }
    /// The partition it was read from.
    package var partition: Int32 { source.partition }
}

/// A name and a value that travel with a record.
package struct KafkaHeader: Hashable, Sendable {
    /// Not necessarily unique in a record.
    package let name: String
    /// Any bytes; nil is kept apart from none.
    package let value: [UInt8]?

    package init(name: String, value: [UInt8]?) {
        self.name = name
        self.value = value
    }

    /// A header whose value is UTF-8 text.
    package init(_ name: String, _ text: String) {
        self.init(name: name, value: Array(text.utf8))
    }
}
