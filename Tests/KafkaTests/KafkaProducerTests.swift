import Kafka
import TestKit
import Testing

@Suite("Kafka producer", .timeLimit(.minutes(15)))
struct KafkaProducerTests {
    private let cluster: KafkaMockCluster
    private var configuration: KafkaConfiguration { .init(bootstrapServers: cluster.bootstrapServers) }

    init() throws {
        cluster = try KafkaMockCluster(topics: [.init("results", partitions: 1), .init("other", partitions: 3)])
    }

    @Test("Deliveries say where each record is")
    func deliveries() async throws {
        let producer = try KafkaProducer(configuration)
        for index in 0..<3 {
            let delivery = try await producer.send(topic: "results", key: nil, value: .init("value \(index)"))
            #expect(delivery == KafkaDelivery(partition: 0, offset: Int64(index)))
        }
        #expect(producer.status.connection == .up)
        #expect(producer.status.unanswered == 0)
        await producer.close()
        await cluster.close()
    }

    @Test("A produce request that fails for a passing reason is repeated")
    func retry() async throws {
        let producer = try KafkaProducer(configuration)
        _ = try await producer.send(topic: "results", key: nil, value: .init("first"))
        cluster.fail(.produce, with: [.notEnoughReplicas, .notEnoughReplicas, .requestTimedOut])
        let delivery = try await producer.send(topic: "results", key: nil, value: .init("second"))
        #expect(delivery.offset == 1)
        await producer.close()
        await cluster.close()
    }

    @Test("A record refused for good fails its send with the broker's code, and only its own")
    func refused() async throws {
        let producer = try KafkaProducer(configuration)
        _ = try await producer.send(topic: "results", key: nil, value: .init("first"))
        // The second answer is to the record alone.
        cluster.fail(.produce, with: [.recordTooLarge, .recordTooLarge])
        let error = await #expect(throws: KafkaError.self) {
            try await producer.send(topic: "results", key: nil, value: .init("second"))
        }
        #expect(error?.code == .recordTooLarge)
        #expect(error?.name == "MSG_SIZE_TOO_LARGE")
        #expect(error?.isRetryable == false)
        #expect(producer.status.lastError?.code == .recordTooLarge)
        _ = try await producer.send(topic: "results", key: nil, value: .init("third"))
        await producer.close()
        await cluster.close()
    }

    @Test("A producer that may not write idempotently fails for good, says so, and fails every send")
    func fatal() async throws {
        let cluster = try KafkaMockCluster(topics: [.init("t", partitions: 1)])
        cluster.fail(.initProducerID, with: [.clusterAuthorizationFailed])
        let producer = try KafkaProducer(KafkaConfiguration(bootstrapServers: cluster.bootstrapServers))
        for _ in 0..<2 {
            let error = await #expect(throws: KafkaError.self) {
                try await producer.send(topic: "t", key: nil, value: .init("not allowed"))
            }
            #expect(error?.isFatal == true, "\(String(describing: error))")
        }
        // The client's own thread notes it, a moment before or after the sends are told.
        let end = ContinuousClock.now + .seconds(600)
        while producer.status.failure == nil, ContinuousClock.now < end { try await Task.sleep(for: .milliseconds(5)) }
        #expect(producer.status.failure?.isFatal == true)
        #expect(producer.status.failure?.code == .clusterAuthorizationFailed)
        await producer.close()
        await cluster.close()
    }

    @Test(
        "A broker that is away makes sends fail in time with a retryable error, and comes back by itself",
        .enabled(if: TansuBroker.isAvailable))
    func outage() async throws {
        let broker = try await TansuBroker.start(topics: [.init("results", partitions: 1)])
        var settings = KafkaConfiguration.Producer()
        settings.deliveryTimeout = .seconds(1)
        var configuration = KafkaConfiguration(
            bootstrapServers: broker.bootstrapServers, extra: ["reconnect.backoff.max.ms": "500"])
        configuration.statisticsInterval = .milliseconds(200)
        let producer = try KafkaProducer(configuration, settings)
        // The way to a cluster that is just starting may take longer than the time a record is given here.
        while (try? await producer.send(topic: "results", key: nil, value: .init("first"))) == nil {}
        broker.shim.refuse(true)
        let error = await #expect(throws: KafkaError.self) {
            try await producer.send(topic: "results", key: nil, value: .init("second"))
        }
        #expect(error?.isRetryable == true)
        try await eventually("the connection is reported down") { producer.status.connection == .down }
        broker.shim.refuse(false)
        try await eventually("the connection is reported up, though nothing is sent") {
            producer.status.connection == .up
        }
        await producer.close()
        await broker.stop()
        await cluster.close()
    }

    @Test("Closing ends every pending send exactly once, with an error")
    func closePending() async throws {
        var settings = KafkaConfiguration.Producer()
        // Longer than the test may take.
        settings.deliveryTimeout = .seconds(1200)
        let producer = try KafkaProducer(KafkaConfiguration(bootstrapServers: "127.0.0.1:1"), settings)
        let codes = try await withThrowingTaskGroup(of: KafkaErrorCode.self) { group in
            for index in 0..<50 {
                group.addTask {
                    do throws(KafkaError) {
                        _ = try await producer.send(topic: "results", key: nil, value: .init("\(index)"))
                        return .none
                    } catch {
                        return error.code
                    }
                }
            }
            try await eventually("all sends are pending") { producer.status.unanswered == 50 }
            await producer.close(flushing: .milliseconds(50))
            var codes: [KafkaErrorCode] = []
            for try await code in group { codes.append(code) }
            return codes
        }
        #expect(codes.count == 50)
        #expect(Set(codes).isSubset(of: [.purged, .purgedInFlight]))
        let late = await #expect(throws: KafkaError.self) {
            try await producer.send(topic: "results", key: nil, value: nil)
        }
        #expect(late?.code == .closed)
        await producer.close()
    }

    @Test("A full queue makes senders wait, and loses nothing")
    func fullQueue() async throws {
        var settings = KafkaConfiguration.Producer()
        settings.queuedRecords = 5
        // A sender that finds the queue full tries again until its records' time is up.
        settings.deliveryTimeout = .seconds(1200)
        let producer = try KafkaProducer(configuration, settings)
        let offsets = try await withThrowingTaskGroup(of: Int64.self) { group in
            for index in 0..<100 {
                group.addTask { try await producer.send(topic: "results", key: nil, value: .init("\(index)")).offset }
            }
            var offsets: Set<Int64> = []
            for try await offset in group { offsets.insert(offset) }
            return offsets
        }
        #expect(offsets == Set(0..<100))
        await producer.close()
        await cluster.close()
    }

    @Test("Flush returns when everything is answered, or says that it is not")
    func flush() async throws {
        var settings = KafkaConfiguration.Producer()
        // Longer than the test may take; the library lets no record linger longer than 15 minutes.
        settings.linger = .seconds(900)
        settings.deliveryTimeout = .seconds(1200)
        let producer = try KafkaProducer(configuration, settings)
        async let delivery = producer.send(topic: "results", key: nil, value: .init("lingers"))
        try await eventually("the record waits for company") { producer.status.unanswered == 1 }
        try await producer.flush(timeout: .seconds(300))
        let offset = try await delivery.offset
        #expect(offset == 0)
        cluster.holdBack(.seconds(1500))
        async let stuck = producer.send(topic: "results", key: nil, value: .init("stuck"))
        try await eventually("the record waits for company") { producer.status.unanswered == 1 }
        let error = await #expect(throws: KafkaError.self) { try await producer.flush(timeout: .milliseconds(100)) }
        #expect(error?.code == .timedOut)
        await producer.close(flushing: .zero)
        do {
            _ = try await stuck
            Issue.record("the send succeeded without an answer")
        } catch let error as KafkaError {
            #expect([.purged, .purgedInFlight].contains(error.code))
        }
        await cluster.close()
    }

    @Test("Metadata lists the brokers and topics, and fails in time when there is no broker")
    func metadata() async throws {
        let producer = try KafkaProducer(configuration)
        let metadata = try await producer.metadata(timeout: .seconds(300))
        #expect(metadata.brokers.map { "\($0.host):\($0.port)" } == [cluster.bootstrapServers])
        #expect(metadata.partitions["results"] == 1)
        #expect(metadata.partitions["other"] == 3)
        await producer.close()

        let lost = try KafkaProducer(KafkaConfiguration(bootstrapServers: "127.0.0.1:1"))
        let error = await #expect(throws: KafkaError.self) { try await lost.metadata(timeout: .milliseconds(300)) }
        #expect(error?.isRetryable == true)
        await lost.close()
        await cluster.close()
    }

    @Test("The linked library says which version it is")
    func version() {
        #expect(KafkaVersion.text.split(separator: ".").count >= 3)
        #expect(KafkaVersion.number >= 0x0200_0000)
    }
}
