/// Where outgoing messages go.
package protocol MessageSink: Sendable {
    /// Returns when the queue has durably taken the message.
    ///
    /// - Throws: `OutputError`; the message may have been taken all the same.
    func publish(_ message: OutgoingMessage) async throws(OutputError)
}

/// One message to write.
package struct OutgoingMessage: Sendable, Hashable {
    package let queue: String
    package let key: [UInt8]?
    package let value: [UInt8]
    package let attributes: [Attribute]

    package init(queue: String, key: [UInt8]?, value: [UInt8], attributes: [Attribute] = []) {
        self.queue = queue
        self.key = key
        self.value = value
        self.attributes = attributes
    }
}
