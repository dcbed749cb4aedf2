package import Threads

/// Where messages come from: a Kafka topic, a Redis list, a test.
package protocol MessageSource: Sendable {
    /// Batches in the order they were formed; ends when intake has stopped and everything waiting was handed out.
    ///
    /// The source bounds what is handed out and not acknowledged, so the channel never grows beyond that.
    var batches: BoundedChannel<[Message]> { get }

    /// Takes no further messages, ends `batches`, and goes on accepting acknowledgements.
    func stopIntake()

    /// Makes what was acknowledged last durable and leaves the queue; call it after the work has ended.
    func close() async
}
