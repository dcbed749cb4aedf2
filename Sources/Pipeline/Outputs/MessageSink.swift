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

/// Why an output did not confirm. The effect may have happened; repeating it is harmless by design.
package enum OutputError: Error, Hashable, CustomStringConvertible {
    /// The dependency is away, slow, full or not allowing it now: try again later.
    case unavailable(String)
    /// The dependency refuses this very message for good (too large): repeating cannot help.
    case refused(String)
    /// The work was cancelled by a shutdown.
    case cancelled

    package var description: String {
        switch self {
        case .unavailable(let text): "unavailable: \(text)"
        case .refused(let text): "refused: \(text)"
        case .cancelled: "cancelled"
        }
    }
}
