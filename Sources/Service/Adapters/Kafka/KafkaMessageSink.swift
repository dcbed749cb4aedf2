import Kafka
import Pipeline
import Threads

/// Writes outgoing messages to Kafka.
struct KafkaMessageSink: MessageSink {
    private let producer: KafkaProducer
    /// What the cluster says of topics that may not be written to: to the newest message, and when asked about the topic.
    private let denials = Locked<(told: [String: KafkaError], asked: [String: KafkaError])>((told: [:], asked: [:]))

    init(producer: KafkaProducer) { self.producer = producer }

    /// Notes the answer to a question about the topics that were written to.
    func note(denied: [String: KafkaError]) { denials.withLock { $0.asked = denied } }

    /// Which of these topics may not be written to, until a message to it is taken; nil while all may.
    func denial(of topics: [String]) -> String? {
        let denials = denials.withLock { $0.asked.merging($0.told) { _, told in told } }
        return topics.lazy.compactMap { topic in
            denials[topic].map { "writing to \(topic) is not allowed: \($0)" }
        }.first
    }

    func publish(_ message: OutgoingMessage) async throws(OutputError) {
        do {
            _ = try await producer.send(
                topic: message.queue, key: message.key, value: message.value,
                headers: message.attributes.map { KafkaHeader(name: $0.name, value: $0.value) })
            denials.withLock {
                $0.told[message.queue] = nil
                $0.asked[message.queue] = nil
            }
        } catch {
            if error.code.isDenial { denials.withLock { $0.told[message.queue] = error } }
            switch error.code {
            case _ where error.code.isTooLarge: throw .refused("\(error)")
            case .closed, .purged, .purgedInFlight: throw .cancelled
            default: throw .unavailable("\(error)")
            }
        }
    }
}
