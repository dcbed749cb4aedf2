import Kafka
import Pipeline

/// Writes outgoing messages to Kafka.
struct KafkaMessageSink: MessageSink {
    private let producer: KafkaProducer

    init(producer: KafkaProducer) { self.producer = producer }

    func publish(_ message: OutgoingMessage) async throws(OutputError) {
        do {
            _ = try await producer.send(
                topic: message.queue, key: message.key, value: message.value,
                headers: message.attributes.map { KafkaHeader(name: $0.name, value: $0.value) })
        } catch {
            switch error.code {
            case .recordTooLarge: throw .refused("\(error)")
            case .closed, .purged, .purgedInFlight: throw .cancelled
            default: throw .unavailable("\(error)")
            }
        }
    }
}
