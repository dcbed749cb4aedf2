import Kafka
import TestKit
import Testing
import Threads

@Suite("Kafka clients and a real broker", .enabled(if: TansuBroker.isAvailable), .timeLimit(.minutes(15)))
struct TansuTests {
    private func settings(_ group: String) -> KafkaConfiguration.Consumer {
        var settings = KafkaConfiguration.Consumer(groupID: group)
        // Joins take half of it. Who misses it on a busy machine loses partitions, and repeats are then right.
        settings.sessionTimeout = .seconds(10)
        settings.heartbeatInterval = .milliseconds(300)
        settings.fetchWait = .milliseconds(50)
        return settings
    }

    private func configuration(_ broker: TansuBroker) -> KafkaConfiguration {
        var configuration = KafkaConfiguration(bootstrapServers: broker.bootstrapServers)
        // After an outage the default back-off would be most of the test.
        configuration.extra = ["reconnect.backoff.max.ms": "500"]
        return configuration
    }

    private func commitEach(_ consumer: KafkaConsumer, _ record: KafkaRecord) {
        try? consumer.commit([record.source: record.offset + 1])
    }

    /// One whose records outlive an outage, however long a busy machine makes it.
    private func patientProducer(_ broker: TansuBroker) throws -> KafkaProducer {
        var settings = KafkaConfiguration.Producer()
        settings.deliveryTimeout = .seconds(1200)
        return try KafkaProducer(configuration(broker), settings)
    }

    private func write(_ range: Range<Int>, to broker: TansuBroker) async throws {
        let producer = try KafkaProducer(configuration(broker))
        for index in range {
            _ = try await producer.send(topic: "requests", key: .init("\(index)"), value: .init("\(index)"))
        }
        await producer.close()
    }

    @Test("Two members share the partitions; when one dies the other takes over and nothing is lost")
    func takeOver() async throws {
        let broker = try await TansuBroker.start(topics: [.init("requests", partitions: 4)])
        let configuration = configuration(broker)
        let first = try ConsumerDriver(configuration, settings("group"), topics: ["requests"], onRecord: commitEach)
        try await eventually("the first member has all") { await first.perform { $0.assignment.count } == 4 }
        let second = try ConsumerDriver(configuration, settings("group"), topics: ["requests"], onRecord: commitEach)
        try await eventually("the members share") {
            let counts = [
                await first.perform { $0.assignment.count }, await second.perform { $0.assignment.count },
            ]
            return counts == [2, 2]
        }
        try await write(0..<100, to: broker)
        try await eventually("both are reading") {
            !first.seen.records.isEmpty && !second.seen.records.isEmpty
                && Set(first.values + second.values).count == 100
        }
        await first.abandon()
        try await write(100..<200, to: broker)
        try await eventually("all is read") { Set(first.values + second.values) == Set((0..<200).map(String.init)) }
        try await eventually("the second has all") { await second.perform { $0.assignment.count } == 4 }
        await second.stop()
        await broker.stop()
    }

    @Test("A revocation can be answered late, after a commit; what was not taken flows when it comes back")
    func deferredRevocation() async throws {
        let broker = try await TansuBroker.start(topics: [.init("requests", partitions: 2)])
        let configuration = configuration(broker)
        let first = try ConsumerDriver(
            configuration, settings("group"), topics: ["requests"], onRevoked: { _, _ in false })
        try await write(0..<10, to: broker)
        try await eventually("the first member reads all") { first.seen.records.count == 10 }
        first.takesRecords.withLock { $0 = false }
        let offsets = first.seen.records.reduce(into: [:]) { $0[$1.source] = $1.offset + 1 }

        let second = try ConsumerDriver(configuration, settings("group"), topics: ["requests"])
        try await eventually("the revocation comes") { !first.seen.revoked.isEmpty }
        let revocation = try #require(first.seen.revoked.first)
        #expect(!revocation.isLost)
        let drained = ContinuousClock.now + .milliseconds(700)
        try await eventually("the work in hand is drained") { .now > drained }
        let committed = await first.perform { consumer in
            Result { () throws(KafkaError) in try consumer.commit(offsets, waiting: .seconds(10)) }
        }
        #expect(try committed.get() == offsets)
        #expect(await first.perform { $0.accept(revocation) })
        #expect(await first.perform { $0.accept(revocation) } == false)
        try await eventually("the members share") {
            let counts = [
                await first.perform { $0.assignment.count }, await second.perform { $0.assignment.count },
            ]
            return counts == [1, 1]
        }
        #expect(await first.perform { $0.accept(revocation) } == false)
        #expect(await first.perform { $0.assignment.count } == 1)
        first.takesRecords.withLock { $0 = true }
        try await write(10..<30, to: broker)
        try await eventually("all is read once") { Set(first.values + second.values).count == 30 }
        #expect(first.values.count > 10)
        await second.stop()
        await first.abandon()
        await broker.stop()
    }

    @Test("Cooperative members keep what does not move")
    func cooperative() async throws {
        let broker = try await TansuBroker.start(topics: [.init("requests", partitions: 4)])
        var settings = settings("group")
        settings.assignor = .cooperativeSticky
        let first = try ConsumerDriver(configuration(broker), settings, topics: ["requests"])
        try await eventually("the first member has all") { await first.perform { $0.assignment.count } == 4 }
        let second = try ConsumerDriver(configuration(broker), settings, topics: ["requests"])
        try await eventually("the members share") {
            let counts = [
                await first.perform { $0.assignment.count }, await second.perform { $0.assignment.count },
            ]
            return counts == [2, 2]
        }
        #expect(first.seen.revoked.filter { !$0.isLost }.allSatisfy { $0.partitions.count == 2 })
        try await write(0..<40, to: broker)
        try await eventually("all is read") { Set(first.values + second.values).count == 40 }
        await first.stop()
        await second.stop()
        await broker.stop()
    }

    @Test("A network outage delays and loses nothing, neither way")
    func outage() async throws {
        let broker = try await TansuBroker.start(topics: [.init("requests", partitions: 2)])
        let configuration = configuration(broker)
        let reader = try ConsumerDriver(configuration, settings("group"), topics: ["requests"], onRecord: commitEach)
        try await write(0..<20, to: broker)
        try await eventually("the network is used") { reader.seen.records.count == 20 }

        let producer = try patientProducer(broker)
        _ = try await producer.send(topic: "requests", key: nil, value: .init("20"))
        broker.shim.refuse(true)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for index in 21..<40 {
                group.addTask { _ = try await producer.send(topic: "requests", key: nil, value: .init("\(index)")) }
            }
            try await eventually("the outage is noticed") { producer.status.connection == .down }
            try await eventually("no connection is left") { broker.shim.openConnections == 0 }
            broker.shim.refuse(false)
            try await group.waitForAll()
        }
        broker.shim.cutMidFrame()
        for index in 40..<50 { _ = try await producer.send(topic: "requests", key: nil, value: .init("\(index)")) }
        broker.shim.delay(.milliseconds(50))
        for index in 50..<55 { _ = try await producer.send(topic: "requests", key: nil, value: .init("\(index)")) }
        try await eventually("all is read") { Set(reader.values) == Set((0..<55).map(String.init)) }
        broker.shim.delay(.zero)
        await producer.close()
        await reader.stop()
        await broker.stop()
    }

    @Test("A broker that hangs delays and loses nothing")
    func hang() async throws {
        let broker = try await TansuBroker.start(topics: [.init("requests", partitions: 1)])
        let producer = try patientProducer(broker)
        _ = try await producer.send(topic: "requests", key: nil, value: .init("before"))
        broker.suspend()
        // The signal takes effect a little later than it is sent.
        try await eventually("the broker answers no more") {
            (try? await producer.metadata(timeout: .milliseconds(500))) == nil
        }
        async let delivery = producer.send(topic: "requests", key: nil, value: .init("during"))
        try await eventually("the record waits for the broker") { producer.status.unanswered == 1 }
        broker.resume()
        _ = try await delivery
        await producer.close()
        await broker.stop()
    }

    @Test("With a cooperative assignor only the partitions that are to start anew do")
    func restart() async throws {
        let broker = try await TansuBroker.start(topics: [.init("requests", partitions: 2)])
        var settings = settings("group")
        settings.assignor = .cooperativeSticky
        let member = try ConsumerDriver(configuration(broker), settings, topics: ["requests"])
        try await write(0..<40, to: broker)
        try await eventually("all is read") { member.seen.records.count == 40 }
        let zeros = member.seen.records.count { $0.partition == 0 }
        #expect((1..<40).contains(zeros))
        let zero = TopicPartition(topic: "requests", partition: 0)
        // As long as an event waits to be read, none starts anew.
        try await eventually("one starts anew") { await member.perform { $0.restart([zero], at: [zero: 1]) } == [zero] }
        try await eventually("one partition comes again, but for its first record") {
            member.seen.records.count == 40 + zeros - 1
        }
        try await write(40..<80, to: broker)
        try await eventually("what is new comes") { Set(member.values).count == 80 }
        #expect(member.seen.records.count == 80 + zeros - 1)
        await member.stop()
        await broker.stop()
    }
}
