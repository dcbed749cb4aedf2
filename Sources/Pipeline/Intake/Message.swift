/// One unit of work from a queue, whatever queue that is.
package struct Message: Sendable {
    /// The bytes the producer wrote.
    package let payload: [UInt8]
    package let key: [UInt8]?
    /// Headers in their order; a name may repeat.
    package let attributes: [Attribute]
    /// When the producer wrote it, in milliseconds since 1970; nil when the queue does not say.
    package let timestamp: Int64?
    package let origin: MessageOrigin
    /// Where the message came from is told here that all its effects are durable.
    private let onAcknowledge: @Sendable () -> Void

    package init(
        payload: [UInt8], key: [UInt8]? = nil, attributes: [Attribute] = [], timestamp: Int64? = nil,
        origin: MessageOrigin, onAcknowledge: @escaping @Sendable () -> Void
    ) {
        self.payload = payload
        self.key = key
        self.attributes = attributes
        self.timestamp = timestamp
        self.origin = origin
        self.onAcknowledge = onAcknowledge
    }

    /// Says that every effect of the message is durable, so that it need not be delivered again. A message that is
    /// never acknowledged comes again after a restart.
    package func acknowledge() { onAcknowledge() }

    /// The last attribute of that name as text; nil when it is absent or not UTF-8.
    package func attribute(_ name: String) -> String? {
        attributes.last { $0.name == name }?.value.flatMap { String(validating: $0, as: UTF8.self) }
    }
}

/// One header of a message.
package struct Attribute: Sendable, Hashable {
    package let name: String
    package let value: [UInt8]?

    package init(_ name: String, _ value: [UInt8]?) {
        self.name = name
        self.value = value
    }

    package init(_ name: String, _ value: String) { self.init(name, Array(value.utf8)) }
}

/// Where a message stands in its queue; the same message has the same origin every time it is delivered.
package struct MessageOrigin: Sendable, Hashable {
    /// The topic or queue.
    package let queue: String
    package let partition: Int32
    package let offset: Int64

    package init(queue: String, partition: Int32, offset: Int64) {
        self.queue = queue
        self.partition = partition
        self.offset = offset
    }

    /// `queue-partition-offset`.
    package var id: String { "\(queue)-\(partition)-\(offset)" }
}
