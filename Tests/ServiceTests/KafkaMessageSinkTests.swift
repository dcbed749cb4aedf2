import Kafka
import Pipeline
import TestKit
import Testing

@testable import Service

/// What a broker's refusals mean for the pipeline.
@Suite struct KafkaMessageSinkTests {
    private func outcome(_ code: KafkaErrorCode) async throws -> (first: OutputError?, second: OutputError?) {
        let cluster = try KafkaMockCluster(topics: [.init("out", partitions: 1)])
        let producer = try KafkaProducer(KafkaConfiguration(bootstrapServers: cluster.bootstrapServers))
        let sink = KafkaMessageSink(producer: producer)
        cluster.fail(.produce, with: [code])
        let message = OutgoingMessage(queue: "out", key: nil, value: [1])
        var outcomes: [OutputError?] = []
        for _ in 0..<2 {
            do throws(OutputError) {
                try await sink.publish(message)
                outcomes.append(nil)
            } catch {
                outcomes.append(error)
            }
        }
        await producer.close()
        await cluster.close()
        return (outcomes[0], outcomes[1])
    }

    @Test("a record that is too large is refused for good, its neighbours are not")
    func tooLarge() async throws {
        let (first, second) = try await outcome(.recordTooLarge)
        guard case .refused? = first else {
            Issue.record("\(String(describing: first))")
            return
        }
        #expect(second == nil)
    }

    @Test("a topic that may not be written to is away until it may be: no record is given up for that")
    func notAllowed() async throws {
        let (first, second) = try await outcome(.topicAuthorizationFailed)
        guard case .unavailable(let text)? = first else {
            Issue.record("\(String(describing: first))")
            return
        }
        #expect(text.contains("TOPIC_AUTHORIZATION_FAILED"))
        #expect(second == nil)
    }
}
