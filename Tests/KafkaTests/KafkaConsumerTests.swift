import Kafka
import Testing
import Threads

@Suite("Kafka consumer", .timeLimit(.minutes(15)))
struct KafkaConsumerTests {
    private let cluster: KafkaMockCluster
    private let zero = TopicPartition(topic: "requests", partition: 0)
    private var configuration: KafkaConfiguration { .init(bootstrapServers: cluster.bootstrapServers) }

    init() throws {
        cluster = try KafkaMockCluster(topics: [.init("requests", partitions: 1)])
    }

    private func write(_ range: Range<Int>) async throws {
        var settings = KafkaConfiguration.Producer()
        settings.deliveryTimeout = .seconds(300)
        let producer = try KafkaProducer(configuration, settings)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for index in range {
                group.addTask { _ = try await producer.send(topic: "requests", key: nil, value: .init("\(index)")) }
            }
            try await group.waitForAll()
        }
        await producer.close()
    }

    /// Starts partitions anew; which of them are. As long as an event waits to be read, be it statistics, none is.
    private func restart(
        _ partitions: Set<TopicPartition>, of driver: ConsumerDriver, at positions: [TopicPartition: Int64] = [:]
    ) async throws -> Set<TopicPartition> {
        var restarted: Set<TopicPartition> = []
        try await eventually("some start anew") {
            restarted = await driver.perform { $0.restart(partitions, at: positions) }
            return !restarted.isEmpty
        }
        return restarted
    }

    @Test("Key, value, headers and time arrive as sent; no bytes are told from none")
    func roundTrip() async throws {
        let producer = try KafkaProducer(configuration)
        let headers = [
            KafkaHeader("trace", "abc"), KafkaHeader("trace", "again"), KafkaHeader(name: "none", value: nil),
            KafkaHeader(name: "empty", value: []), KafkaHeader(name: "raw", value: [0, 255, 0]),
        ]
        _ = try await producer.send(topic: "requests", key: [0, 1, 2], value: .init("body"), headers: headers)
        _ = try await producer.send(topic: "requests", key: nil, value: [])
        _ = try await producer.send(topic: "requests", key: [], value: nil)
        await producer.close()

        let driver = try ConsumerDriver(configuration, .onMock("group"), topics: ["requests"])
        try await eventually("all records are read") { driver.seen.records.count == 3 }
        await driver.stop()
        let records = driver.seen.records
        #expect(records[0].key == [0, 1, 2])
        #expect(records[0].value == .init("body"))
        #expect(records[0].headers == headers)
        #expect(records[0].source == zero)
        #expect(try #require(records[0].timestamp) > 1_600_000_000_000)
        #expect(records.map(\.offset) == [0, 1, 2])
        #expect(records[1].key == nil)
        #expect(records[1].value == [])
        #expect(records[1].headers.isEmpty)
        #expect(records[2].key == [])
        #expect(records[2].value == nil)
        await cluster.close()
    }

    @Test("Records that are not taken wait with the client, a member still; taken later, none is lost or repeated")
    func heldBack() async throws {
        try await write(0..<400)
        let driver = try ConsumerDriver(
            configuration, .onMock("group"), topics: ["requests"], takesRecords: false)
        try await eventually("it is a member") { !driver.seen.assigned.isEmpty }
        // Longer than its session, and than the library leaves a full queue alone.
        let quiet = ContinuousClock.now + .seconds(7)
        try await eventually("some time passes") { .now > quiet }
        #expect(driver.seen.records.count == 0)
        #expect(await driver.perform { $0.assignment } == [zero])
        driver.takesRecords.withLock { $0 = true }
        try await eventually("all is read") { driver.seen.records.count >= 400 }
        await driver.stop()
        #expect(driver.seen.records.map(\.offset) == Array(0..<400))
        #expect(driver.seen.revoked.allSatisfy { !$0.isLost })
        await cluster.close()
    }

    @Test("Who waits for records hears of everything else at once")
    func eventsBesideRecords() async throws {
        try await write(0..<1)
        var configuration = configuration
        // Statistics would end the poll, too.
        configuration.statisticsInterval = .zero
        let driver = try ConsumerDriver(
            configuration, .onMock("group"), topics: ["requests"], pollLimit: .seconds(3600))
        try await eventually("the record is read") { driver.seen.records.count == 1 }
        await driver.perform { [zero] in try? $0.commit([zero: 1]) }
        try await eventually("the commit is answered") { driver.seen.committed.count == 1 }
        await driver.stop()
        await cluster.close()
    }

    @Test("A new member of the group starts where the last one committed")
    func commitAndRestart() async throws {
        try await write(0..<20)
        let first = try ConsumerDriver(configuration, .onMock("group"), topics: ["requests"])
        try await eventually("all is read") { first.seen.records.count == 20 }
        let before = await first.perform { [zero] consumer in
            Result { () throws(KafkaError) in try consumer.committedOffsets(of: [zero], timeout: .seconds(100)) }
        }
        #expect(try before.get() == [:])
        await first.perform { [zero] in try? $0.commit([zero: 5]) }
        try await eventually("the commit is answered") { first.seen.committed.count == 1 }
        #expect(try first.seen.committed[0].get() == [zero: 5])
        let waited = await first.perform { [zero] consumer in
            Result { () throws(KafkaError) in try consumer.commit([zero: 12], waiting: .seconds(100)) }
        }
        #expect(try waited.get() == [zero: 12])
        await first.stop()

        let second = try ConsumerDriver(configuration, .onMock("group"), topics: ["requests"])
        try await eventually("the rest is read") { second.seen.records.count == 8 }
        let after = await second.perform { [zero] consumer in
            Result { () throws(KafkaError) in try consumer.committedOffsets(of: [zero], timeout: .seconds(100)) }
        }
        #expect(try after.get() == [zero: 12])
        await second.stop()
        #expect(second.seen.records.map(\.offset) == Array(12..<20))
        await cluster.close()
    }

    @Test("Closing gives the revocation to the owner, who can still commit")
    func commitInClose() async throws {
        try await write(0..<5)
        let driver = try ConsumerDriver(
            configuration, .onMock("group"), topics: ["requests"],
            onRevoked: { consumer, revocation in
                let offsets = revocation.partitions.map { ($0, Int64(3)) }
                _ = try? consumer.commit(Dictionary(uniqueKeysWithValues: offsets), waiting: .seconds(100))
                return true
            })
        try await eventually("all is read") { driver.seen.records.count == 5 }
        await driver.stop()
        #expect(driver.seen.revoked.map(\.partitions) == [[zero]])
        #expect(driver.seen.revoked.allSatisfy { !$0.isLost })
        let next = try ConsumerDriver(configuration, .onMock("group"), topics: ["requests"])
        try await eventually("the rest is read") { next.seen.records.count == 2 }
        await next.stop()
        await cluster.close()
    }

    @Test("A close ends in time though a commit is never answered: the library would wait for as long as a session")
    func closeWithoutBroker() async throws {
        var settings = KafkaConfiguration.Consumer.onMock("group")
        settings.sessionTimeout = .seconds(45)
        let driver = try ConsumerDriver(configuration, settings, topics: ["requests"])
        try await eventually("it has the partition") { await driver.perform { $0.assignment } == [zero] }
        await cluster.close()
        let took = await driver.perform { [zero] consumer in
            try? consumer.commit([zero: 1])
            return ContinuousClock().measure { consumer.close(within: .seconds(1)) }
        }
        #expect(took < .seconds(25))
        await driver.stop()
    }

    @Test(
        "Who gives its subscription up when partitions are taken back leaves them to the others and does not join again"
    )
    func unsubscribe() async throws {
        let leaving = try ConsumerDriver(
            configuration, .onMock("group"), topics: ["requests"],
            onRevoked: { consumer, _ in
                try? consumer.unsubscribe()
                return true
            })
        try await eventually("the first has the partition") { leaving.seen.assigned.map(\.partitions) == [[zero]] }
        let staying = try ConsumerDriver(configuration, .onMock("group"), topics: ["requests"])
        try await eventually("the second has it") { staying.seen.assigned.last?.partitions == [zero] }
        #expect(leaving.seen.revoked.count == 1)
        #expect(leaving.seen.assigned.count == 1)
        await leaving.stop()
        await staying.stop()
        await cluster.close()
    }

    @Test("A wake ends a long poll at once, also after the consumer is closed")
    func wake() async throws {
        var configuration = configuration
        // Statistics would end the poll, too.
        configuration.statisticsInterval = .zero
        let driver = try ConsumerDriver(configuration, .onMock("group"), pollLimit: .seconds(3600))
        for _ in 0..<20 {
            let answer = await driver.perform { _ in 7 }
            #expect(answer == 7)
        }
        await driver.stop()
        driver.consumer.wake()
    }

    @Test("A partition can be read from any place without a group, and again after it was let go")
    func manualAssignment() async throws {
        try await write(0..<10)
        let driver = try ConsumerDriver(configuration, .onMock("reader"))
        await driver.perform { [zero] in try? $0.assign([zero: .offset(7)]) }
        try await eventually("the last three are read") { driver.seen.records.count == 3 }
        await driver.perform { [zero] consumer in
            try? consumer.unassign()
            try? consumer.assign([zero: .beginning])
        }
        try await eventually("all is read again") { driver.seen.records.count == 13 }
        await driver.stop()
        #expect(driver.seen.records.map(\.offset) == [7, 8, 9] + Array(0..<10))
        await cluster.close()
    }

    @Test(
        "Partitions whose offsets the library did not get are read once they are started anew",
        arguments: [.init(rawValue: 16), .init(rawValue: 15), .init(rawValue: 27)] as [KafkaErrorCode])
    func restart(code: KafkaErrorCode) async throws {
        try await write(0..<5)
        cluster.fail(.offsetFetch, with: [code])
        let driver = try ConsumerDriver(configuration, .onMock("group"), topics: ["requests"])
        try await eventually("the library gives up") { driver.seen.failures.contains { $0.code == code } }
        #expect(driver.seen.records.isEmpty)
        #expect(try await restart([zero], of: driver) == [zero])
        try await eventually("all is read") { driver.seen.records.count == 5 }
        await driver.stop()
        await cluster.close()
    }

    @Test("What is read already is read again from its commit when partitions start anew, as is what comes after")
    func restartActive() async throws {
        let cluster = try KafkaMockCluster(topics: [.init("pair", partitions: 2)])
        let configuration = KafkaConfiguration(bootstrapServers: cluster.bootstrapServers)
        let producer = try KafkaProducer(configuration)
        let driver = try ConsumerDriver(configuration, .onMock("group"), topics: ["pair"])
        for count in 1...20 { _ = try await producer.send(topic: "pair", key: [UInt8(count)], value: nil) }
        try await eventually("all is read") { driver.seen.records.count == 20 }
        let zero = TopicPartition(topic: "pair", partition: 0)
        let ones = driver.seen.records.count { $0.partition == 1 }
        let committed = await driver.perform { [ones] in
            try? $0.commit([TopicPartition(topic: "pair", partition: 1): Int64(ones)], waiting: .seconds(100))
        }
        #expect(committed != nil)
        #expect(try await restart([zero], of: driver).count == 2)
        try await eventually("what is not committed comes again") { driver.seen.records.count == 40 - ones }
        for count in 1...20 { _ = try await producer.send(topic: "pair", key: [UInt8(count)], value: nil) }
        try await eventually("what is new comes") { driver.seen.records.count == 60 - ones }
        await driver.stop()
        let places = driver.seen.records.map { "\($0.partition)/\($0.offset)" }
        #expect(Set(places).count == 40)
        await producer.close()
        await cluster.close()
    }

    @Test(
        "Partitions start anew where they are told to, also when nothing is committed and the end is the place to begin"
    )
    func restartAtPositions() async throws {
        var settings = KafkaConfiguration.Consumer.onMock("group")
        settings.offsetReset = .latest
        let driver = try ConsumerDriver(configuration, settings, topics: ["requests"])
        // What is written before the member knows the end is passed over.
        try await eventually("it reads") {
            try await write(0..<1)
            return !driver.seen.records.isEmpty
        }
        let offset = try #require(driver.seen.records.first?.offset)
        #expect(try await restart([zero], of: driver, at: [zero: offset]) == [zero])
        try await eventually("it comes again") { driver.seen.records.count { $0.offset == offset } == 2 }
        await driver.stop()
        await cluster.close()
    }

    @Test("Nothing starts anew that is not assigned")
    func restartNothing() async throws {
        let driver = try ConsumerDriver(configuration, .onMock("group"), topics: ["requests"])
        try await eventually("the partition is there") { await driver.perform { $0.assignment.count } == 1 }
        let strange = TopicPartition(topic: "requests", partition: 7)
        let restarted = await driver.perform { [zero] in $0.restart([zero, strange], at: [:]) }
        #expect(restarted.isEmpty)
        await driver.stop()
        await cluster.close()
    }

    @Test("A closed consumer refuses every call")
    func closed() async throws {
        let driver = try ConsumerDriver(configuration, .onMock("group"))
        await driver.stop()
        let consumer = driver.consumer
        #expect(throws: KafkaError.self) { try consumer.subscribe(to: ["requests"]) }
        #expect(throws: KafkaError.self) { try consumer.commit([zero: 1]) }
        #expect(throws: KafkaError.self) { try consumer.commit([zero: 1], waiting: .seconds(1)) }
        #expect(consumer.poll(timeout: .seconds(60)) == nil)
        consumer.close(within: .seconds(1))
    }

    @Test("Statistics come as JSON")
    func statistics() async throws {
        var configuration = configuration
        configuration.statisticsInterval = .milliseconds(100)
        let driver = try ConsumerDriver(configuration, .onMock("group"), topics: ["requests"])
        try await eventually("statistics come") { !driver.seen.statistics.isEmpty }
        await driver.stop()
        #expect(driver.seen.statistics[0].first == UInt8(ascii: "{"))
        await cluster.close()
    }
}
