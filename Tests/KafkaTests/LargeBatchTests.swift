import Kafka
import TestKit
import Testing

/// Brokers weigh batches, not records.
@Suite("Batches that are too large", .timeLimit(.minutes(15)))
struct LargeBatchTests {
    private let cluster: KafkaMockCluster
    private let producer: KafkaProducer

    init() throws {
        cluster = try KafkaMockCluster(topics: [.init("results", partitions: 1)])
        var settings = KafkaConfiguration.Producer()
        // All that is sent before a flush is one batch.
        settings.linger = .seconds(900)
        settings.deliveryTimeout = .seconds(1200)
        producer = try KafkaProducer(KafkaConfiguration(bootstrapServers: cluster.bootstrapServers), settings)
    }

    /// Sends records as one batch: where each of them is, or why it is not written.
    private func send(_ count: Int) async throws -> [Result<Int64, KafkaError>] {
        try await withThrowingTaskGroup(of: Result<Int64, KafkaError>.self) { group in
            for index in 0..<count {
                group.addTask {
                    do throws(KafkaError) {
                        let delivery = try await producer.send(topic: "results", key: nil, value: .init("\(index)"))
                        return .success(delivery.offset)
                    } catch {
                        return .failure(error)
                    }
                }
            }
            try await eventually("the batch is complete") { producer.status.unanswered == count }
            try await producer.flush(timeout: .seconds(300))
            var results: [Result<Int64, KafkaError>] = []
            for try await result in group { results.append(result) }
            return results
        }
    }

    private func end() async {
        await producer.close()
        await cluster.close()
    }

    @Test(
        "The records of a batch that is too large are sent again, each alone, and arrive",
        arguments: [KafkaErrorCode.recordTooLarge, .batchTooLarge])
    func innocent(_ code: KafkaErrorCode) async throws {
        cluster.fail(.produce, with: [code])
        let results = try await send(20)
        #expect(Set(results.compactMap { try? $0.get() }) == Set(0..<20), "\(results)")
        // Nothing of it is written twice.
        let next = try await send(1)
        #expect(next == [.success(20)])
        await end()
    }

    @Test(
        "A record that is too large when it is alone is refused, and no other of its batch",
        arguments: [KafkaErrorCode.recordTooLarge, .batchTooLarge])
    func guilty(_ code: KafkaErrorCode) async throws {
        cluster.fail(.produce, with: [code, code])
        let results = try await send(20)
        let refusals = results.compactMap { result in
            if case .failure(let error) = result { error.code } else { nil }
        }
        #expect(refusals == [code], "\(results)")
        #expect(Set(results.compactMap { try? $0.get() }) == Set(0..<19), "\(results)")
        await end()
    }

    @Test("Records that are sent alone again later go the same way")
    func again() async throws {
        for round in 0..<3 {
            cluster.fail(.produce, with: [.recordTooLarge])
            let results = try await send(5)
            let expected = Set((0..<5).map { Int64(round * 5 + $0) })
            #expect(Set(results.compactMap { try? $0.get() }) == expected, "\(results)")
        }
        await end()
    }

    /// Begins a send that is refused with its batch and finds no broker that takes it alone, and does something then.
    private func stuck(_ body: (Task<KafkaErrorCode?, Never>) async -> Void) async throws -> KafkaErrorCode? {
        cluster.fail(.produce, with: [.recordTooLarge] + Array(repeating: .notEnoughReplicas, count: 10_000))
        let sending = Task { () -> KafkaErrorCode? in
            do throws(KafkaError) {
                _ = try await producer.send(topic: "results", key: nil, value: .init("stuck"))
                return nil
            } catch {
                return error.code
            }
        }
        try await eventually("the record waits for company") { producer.status.unanswered == 1 }
        try await producer.flush(timeout: .seconds(300))
        try await eventually("the first answer is there") { producer.status.unanswered == 0 }
        await body(sending)
        return await sending.value
    }

    @Test("Closing ends a send that is on its way alone")
    func closing() async throws {
        let code = try await stuck { _ in await producer.close(flushing: .milliseconds(50)) }
        #expect([.closed, .purged, .purgedInFlight].contains(code))
        await cluster.close()
    }

    @Test("Cancelling ends a send that is on its way alone")
    func cancelling() async throws {
        let code = try await stuck { $0.cancel() }
        #expect([.purged, .purgedInFlight].contains(code))
        await producer.close(flushing: .zero)
        await cluster.close()
    }
}
