import Kafka
import Pipeline
import TestKit
import Testing

@testable import Service

/// What a broker's refusals mean for the pipeline.
@Suite struct KafkaMessageSinkTests {
    /// How the broker's refusal of one record ends. Another one is taken then, if need be later.
    ///
    /// - Parameter codes: its answers, the first of them to the batch that the record is in.
    private func outcome(_ codes: KafkaErrorCode...) async throws -> OutputError? {
        let cluster = try KafkaMockCluster(topics: [.init("out", partitions: 1)])
        let producer = try KafkaProducer(KafkaConfiguration(bootstrapServers: cluster.bootstrapServers))
        let sink = KafkaMessageSink(producer: producer)
        cluster.fail(.produce, with: codes)
        let message = OutgoingMessage(queue: "out", key: nil, value: [1])
        var error: OutputError?
        do throws(OutputError) { try await sink.publish(message) } catch let refusal { error = refusal }
        // The client remembers what it may not do until it asks for the topic again.
        try await eventually("another record is taken") { (try? await sink.publish(message)) != nil }
        await producer.close()
        await cluster.close()
        return error
    }

    @Test("a record that is too large is refused for good, its neighbours are not")
    func tooLarge() async throws {
        let first = try await outcome(.recordTooLarge, .recordTooLarge)
        guard case .refused? = first else {
            Issue.record("\(String(describing: first))")
            return
        }
    }

    @Test("a record whose batch was too large is taken")
    func batchTooLarge() async throws {
        let error = try await outcome(.recordTooLarge)
        #expect(error == nil)
    }

    @Test("which topic may not be written to is known until a message to it is taken")
    func denial() async throws {
        let cluster = try KafkaMockCluster(topics: [.init("out", partitions: 1), .init("traces", partitions: 1)])
        let producer = try KafkaProducer(KafkaConfiguration(bootstrapServers: cluster.bootstrapServers))
        let sink = KafkaMessageSink(producer: producer)
        let both = ["out", "traces"]
        let send = { (topic: String) async in
            (try? await sink.publish(OutgoingMessage(queue: topic, key: nil, value: [1]))) != nil
        }
        cluster.fail(.produce, with: [.topicAuthorizationFailed])
        #expect(await !send("out"))
        sink.note(denied: ["traces": KafkaError(.topicAuthorizationFailed)])
        let denial = try #require(sink.denial(of: ["out"]))
        #expect(denial.hasPrefix("writing to out is not allowed: TOPIC_AUTHORIZATION_FAILED"))
        try await eventually("out is written to") { await send("out") }
        #expect(sink.denial(of: ["out"]) == nil && sink.denial(of: both)?.contains("traces") == true)
        // What was said when asked is over with the next answer, or with a message that is taken.
        try await eventually("traces is written to") { await send("traces") }
        #expect(sink.denial(of: both) == nil)
        sink.note(denied: ["out": KafkaError(.topicAuthorizationFailed)])
        #expect(sink.denial(of: both) != nil)
        sink.note(denied: [:])
        #expect(sink.denial(of: both) == nil)
        await producer.close()
        await cluster.close()
    }

    @Test("a topic that may not be written to is away until it may be: no record is given up for that")
    func notAllowed() async throws {
        let first = try await outcome(.topicAuthorizationFailed)
        guard case .unavailable(let text)? = first else {
            Issue.record("\(String(describing: first))")
            return
        }
        #expect(text.contains("TOPIC_AUTHORIZATION_FAILED"))
    }
}
