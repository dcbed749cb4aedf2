import Kafka
import TestKit
import Testing

/// A send ends with its task, whatever Kafka does.
@Suite("Cancelled sends", .timeLimit(.minutes(15)))
struct CancelledSendTests {
    /// The error a send ends with; nil when it does not fail. Runs in a task of its own.
    private func sending(_ producer: KafkaProducer, cancelled: Bool = false) -> Task<KafkaErrorCode?, Never> {
        Task {
            if cancelled { withUnsafeCurrentTask { $0?.cancel() } }
            do throws(KafkaError) {
                _ = try await producer.send(topic: "results", key: nil, value: .init("value"))
                return nil
            } catch {
                return error.code
            }
        }
    }

    @Test("A send that is cancelled ends at once, though no broker is there and its time is not over")
    func noBroker() async throws {
        let port = try DeafPort()
        var settings = KafkaConfiguration.Producer()
        // Longer than the test may take.
        settings.deliveryTimeout = .seconds(1200)
        let producer = try KafkaProducer(KafkaConfiguration(bootstrapServers: "127.0.0.1:\(port.number)"), settings)
        let sends = (0..<20).map { _ in sending(producer) }
        try await eventually("all sends are pending") { producer.status.unanswered == 20 }
        for send in sends { send.cancel() }
        for send in sends { #expect(await send.value == .purgedInFlight) }
        #expect(producer.status.unanswered == 0)
        #expect(await sending(producer, cancelled: true).value == .purged)
        #expect(producer.status.unanswered == 0)
        await producer.close(flushing: .seconds(600))
        withExtendedLifetime(port) {}
    }

    @Test("A send that finds the queue full ends when it is cancelled")
    func fullQueue() async throws {
        let port = try DeafPort()
        var settings = KafkaConfiguration.Producer()
        settings.deliveryTimeout = .seconds(1200)
        settings.queuedRecords = 1
        let producer = try KafkaProducer(KafkaConfiguration(bootstrapServers: "127.0.0.1:\(port.number)"), settings)
        let first = sending(producer)
        try await eventually("the queue is full") { producer.status.unanswered == 1 }
        let second = sending(producer)
        // Whether or not it has found the queue full by then.
        second.cancel()
        #expect([.purged, .purgedInFlight].contains(await second.value))
        first.cancel()
        #expect(await first.value == .purgedInFlight)
        await producer.close(flushing: .seconds(600))
        withExtendedLifetime(port) {}
    }

    @Test("What is reported later of a record whose send was cancelled concerns nobody")
    func lateReport() async throws {
        let cluster = try KafkaMockCluster(topics: [.init("results", partitions: 1)])
        var settings = KafkaConfiguration.Producer()
        settings.linger = .seconds(900)
        settings.deliveryTimeout = .seconds(1200)
        let producer = try KafkaProducer(KafkaConfiguration(bootstrapServers: cluster.bootstrapServers), settings)
        let send = sending(producer)
        try await eventually("the record waits for company") { producer.status.unanswered == 1 }
        send.cancel()
        #expect(await send.value == .purgedInFlight)
        async let next = producer.send(topic: "results", key: nil, value: .init("next"))
        try await eventually("the next record waits as well") { producer.status.unanswered == 1 }
        try await producer.flush(timeout: .seconds(300))
        // The first one went its way.
        #expect(try await next.offset == 1)
        await producer.close()
        await cluster.close()
    }
}
