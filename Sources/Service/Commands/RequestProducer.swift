import JSON
import Kafka

/// Writes request records, some at a time.
struct RequestProducer: Sendable {
    let producer: KafkaProducer
    let topic: String

    private static let width = 500

    /// Writes every payload and waits for the broker.
    ///
    /// - Returns: which ones were not taken, and why.
    func send(_ payloads: [[UInt8]]) async -> [(place: Int, error: KafkaError)] {
        await withTaskGroup(of: (place: Int, error: KafkaError)?.self) { group in
            var failures: [(place: Int, error: KafkaError)] = []
            for (place, payload) in payloads.enumerated() {
                if place >= Self.width, let failure = await group.next() ?? nil { failures.append(failure) }
                group.addTask {
                    do throws(KafkaError) {
                        _ = try await producer.send(
                            topic: topic, key: Self.key(of: payload), value: payload, headers: [])
                        return nil
                    } catch {
                        return (place, error)
                    }
                }
            }
            for await failure in group { if let failure { failures.append(failure) } }
            return failures.sorted { $0.place < $1.place }
        }
    }

    /// The campaign, so that a campaign's requests keep their order.
    private static func key(of payload: [UInt8]) -> [UInt8]? {
        (try? JSONReader.read(payload))?["campaign_id"]?.string.map { Array($0.utf8) }
    }
}
