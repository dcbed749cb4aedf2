import Kafka
import Pipeline
import TestKit
import Testing
import Threads

@testable import Service

@Suite struct KafkaMessageSourceTests {
    /// A broker with one topic of one partition, and a producer.
    private struct Bench {
        let cluster: KafkaMockCluster
        let producer: KafkaProducer
        let events = Locked<[String]>([])
        let isOpen = Locked(true)

        init(brokers: Int = 1) throws {
            cluster = try KafkaMockCluster(topics: [.init("requests", partitions: 1)], brokers: brokers)
            producer = try KafkaProducer(KafkaConfiguration(bootstrapServers: cluster.bootstrapServers))
        }

        func send(_ texts: some Sequence<String>) async throws {
            for text in texts { _ = try await producer.send(topic: "requests", key: nil, value: Array(text.utf8)) }
        }

        func consumer(instance: String? = nil) throws -> KafkaConsumer {
            var group = KafkaConfiguration.Consumer(groupID: "g")
            group.instanceID = instance
            group.sessionTimeout = .seconds(6)
            group.heartbeatInterval = .milliseconds(500)
            group.fetchWait = .milliseconds(20)
            return try KafkaConsumer(KafkaConfiguration(bootstrapServers: cluster.bootstrapServers), group)
        }

        func source(
            batchSize: Int = 10, linger: Duration = .milliseconds(20), flow: FlowControl = FlowControl(),
            instance: String? = nil
        ) throws -> KafkaMessageSource {
            let events = events
            let isOpen = isOpen
            return try KafkaMessageSource(
                consumer: consumer(instance: instance),
                settings: .init(topic: "requests", batchSize: batchSize, linger: linger, flow: flow),
                isOpen: { isOpen.withLock { $0 } },
                report: { event in
                    let line: String? =
                        switch event {
                        case .assigned: "assigned"
                        case .revoked: "revoked"
                        case .adopted(_, let offset): "adopted \(offset)"
                        case .paused(let isOpen): "paused \(isOpen)"
                        case .resumed: "resumed"
                        case .commitFailed: "commit failed"
                        case .failed(let error): "failed \(error)"
                        case .statistics: nil
                        }
                    if let line { events.withLock { $0.append(line) } }
                })
        }

        func close() async {
            await producer.close()
            await cluster.close()
        }
    }

    private func withBench(_ body: (Bench) async throws -> Void) async throws {
        let bench = try Bench()
        do {
            try await body(bench)
        } catch {
            await bench.close()
            throw error
        }
        await bench.close()
    }

    /// Takes batches until `count` records have come.
    private func take(_ count: Int, from source: KafkaMessageSource) async throws -> [[Message]] {
        var batches: [[Message]] = []
        try await eventually("\(count) records come") {
            while let batch = source.batches.tryNext() { batches.append(batch) }
            return batches.reduce(0) { $0 + $1.count } >= count
        }
        return batches
    }

    private func offsets(_ batches: [[Message]]) -> [Int64] { batches.flatMap { $0.map(\.origin.offset) } }

    @Test("records come in batches of at most the size, each once, in order, with all that belongs to them")
    func batches() async throws {
        try await withBench { bench in
            _ = try await bench.producer.send(
                topic: "requests", key: [7], value: Array("first".utf8), headers: [KafkaHeader("traceparent", "t")])
            _ = try await bench.producer.send(topic: "requests", key: nil, value: nil)
            try await bench.send((2..<25).map { "\($0)" })
            let source = try bench.source()
            let batches = try await take(25, from: source)
            #expect(offsets(batches) == Array(0..<25))
            #expect(batches.allSatisfy { (1...10).contains($0.count) })
            let first = try #require(batches.first?.first)
            #expect(first.payload == Array("first".utf8))
            #expect(first.key == [7])
            #expect(first.attribute("traceparent") == "t")
            #expect(first.timestamp.map { $0 > 1_600_000_000_000 } == true)
            #expect(first.origin == MessageOrigin(queue: "requests", partition: 0, offset: 0))
            #expect(batches.flatMap(\.self)[1].payload.isEmpty)
            await source.close()
        }
    }

    @Test("a lone record does not wait for company, one beside work in flight does until that work ends")
    func lone() async throws {
        try await withBench { bench in
            let source = try bench.source(linger: .seconds(3600))
            try await bench.send(["a"])
            let first = try await take(1, from: source)
            try await bench.send(["b"])
            try await eventually("the second record is there") { source.status.recordsInFlight == 2 }
            #expect(source.batches.count == 0)
            first[0][0].acknowledge()
            #expect(offsets(try await take(1, from: source)) == [1])
            await source.close()
        }
    }

    @Test("intake pauses at the high mark, goes on below it, and nothing is lost or doubled by that")
    func flow() async throws {
        try await withBench { bench in
            try await bench.send((0..<60).map { "\($0)" })
            let source = try bench.source(batchSize: 4, flow: FlowControl(highRecords: 8))
            var seen: [Int64] = []
            var most = 0
            while seen.count < 60 {
                var waiting: [Message] = []
                // All but what the last round leaves: the high mark is reached each time.
                let expected = min(8, 60 - seen.count)
                try await eventually("\(expected) are in flight") {
                    while let batch = source.batches.tryNext() { waiting += batch }
                    most = max(most, source.status.recordsInFlight)
                    return waiting.count == expected && (expected < 8 || source.status.isPaused)
                }
                seen += waiting.map(\.origin.offset)
                for message in waiting { message.acknowledge() }
            }
            #expect(seen == Array(0..<60))
            #expect(most <= 8)
            #expect(bench.events.withLock { $0.contains("paused true") && $0.contains("resumed") })
            await source.close()
        }
    }

    @Test("while an output is away nothing is taken in; when it is back, intake goes on")
    func outputs() async throws {
        try await withBench { bench in
            bench.isOpen.withLock { $0 = false }
            let source = try bench.source()
            try await eventually("it has joined and paused") { source.status.hasJoined && source.status.isPaused }
            try await bench.send((0..<40).map { "\($0)" })
            let turn = source.status.lastTurn
            try await eventually("the thread goes round") { source.status.lastTurn > turn + .milliseconds(500) }
            #expect(source.status.recordsInFlight == 0)
            bench.isOpen.withLock { $0 = true }
            #expect(offsets(try await take(40, from: source)) == Array(0..<40))
            await source.close()
        }
    }

    @Test("only what is finished without a gap is committed; the rest comes again after a restart")
    func redelivery() async throws {
        try await withBench { bench in
            try await bench.send((0..<10).map { "\($0)" })
            let first = try bench.source()
            let messages = try await take(10, from: first).flatMap(\.self)
            for place in [0, 1, 2, 4, 5, 9] { messages[place].acknowledge() }
            first.stopIntake()
            await first.close()
            #expect(first.batches.isFinished)

            let second = try bench.source()
            let again = try await take(7, from: second)
            #expect(offsets(again) == Array(3..<10))
            // What the first life finishes late is none of the second one's business.
            messages[3].acknowledge()
            for message in again.flatMap(\.self) { message.acknowledge() }
            second.stopIntake()
            await second.close()

            try await bench.send(["new"])
            let third = try bench.source()
            #expect(offsets(try await take(1, from: third)) == [10])
            await third.close()
        }
    }

    @Test("after a stop the batches end, and what is acknowledged then is still committed by the close")
    func stop() async throws {
        try await withBench { bench in
            try await bench.send(["a", "b", "c"])
            let source = try bench.source()
            let messages = try await take(3, from: source).flatMap(\.self)
            source.stopIntake()
            #expect(await source.batches.next() == nil)
            try await bench.send(["d"])
            for message in messages { message.acknowledge() }
            await source.close()
            #expect(source.status.partitions == 0)
            let next = try bench.source()
            #expect(offsets(try await take(1, from: next)) == [3])
            await next.close()
        }
    }

    @Test(
        "a refused commit is repeated, also with nothing finished after it, or when the member was thrown out",
        arguments: [
            KafkaErrorCode.topicAuthorizationFailed, .groupAuthorizationFailed, .requestTimedOut, .rebalanceInProgress,
            .notCoordinator, .unknownMember, .illegalGeneration,
        ])
    func commitFails(code: KafkaErrorCode) async throws {
        try await withBench { bench in
            try await bench.send(["a", "b", "c"])
            let source = try bench.source()
            let messages = try await take(3, from: source).flatMap(\.self)
            bench.cluster.fail(.offsetCommit, with: [code, code])
            // All but the first: then the first, so that the prefix is whole.
            for message in messages.reversed() { message.acknowledge() }
            let reader = try bench.consumer()
            let partition = TopicPartition(topic: "requests", partition: 0)
            try await eventually("the offset is committed") {
                (try? reader.committedOffsets(of: [partition], timeout: .seconds(5)))?[partition] == 3
            }
            reader.close(within: .zero)
            try await bench.send(["d"])
            #expect(offsets(try await take(1, from: source)) == [3])
            await source.close()
        }
    }

    @Test("a group that does not let the replica in is reported, and joined when it does")
    func joinRefused() async throws {
        try await withBench { bench in
            bench.cluster.fail(.joinGroup, with: Array(repeating: .groupAuthorizationFailed, count: 3))
            try await bench.send(["a"])
            let source = try bench.source()
            try await eventually("the refusal is told") {
                bench.events.withLock { $0.contains { $0.contains("GROUP_AUTHORIZATION_FAILED") } }
            }
            #expect(offsets(try await take(1, from: source)) == [0])
            #expect(!source.status.isDead)
            await source.close()
        }
    }

    @Test("a member that another one has fenced is dead: the batches end, and somebody has to start it anew")
    func fenced() async throws {
        try await withBench { bench in
            bench.cluster.fail(.joinGroup, with: [.fencedInstance])
            let source = try bench.source(instance: "one")
            try await eventually("it is dead", within: .seconds(60)) { source.status.isDead }
            #expect(await source.batches.next() == nil)
            await source.close()
            #expect(source.status.lastError?.code == .fencedInstance)
        }
    }

    @Test("a topic that may not be read is reported, and read when it may be")
    func fetchRefused() async throws {
        try await withBench { bench in
            bench.cluster.fail(.fetch, with: Array(repeating: .topicAuthorizationFailed, count: 3))
            let source = try bench.source()
            try await eventually("the refusal is told") {
                bench.events.withLock { $0.contains { $0.contains("TOPIC_AUTHORIZATION_FAILED") } }
            }
            #expect(source.status.lastError?.code == .topicAuthorizationFailed)
            try await bench.send(["a"])
            #expect(offsets(try await take(1, from: source)) == [0])
            #expect(source.status.lastError == nil)
            await source.close()
        }
    }

    @Test("new leaders and a new coordinator in the middle of the work lose nothing and double nothing")
    func newLeaders() async throws {
        let bench = try Bench(brokers: 3)
        let partition = TopicPartition(topic: "requests", partition: 0)
        let source = try bench.source()
        var seen: [Int64] = []
        for broker: Int32 in [1, 2, 3, 1] {
            bench.cluster.setLeader(of: partition, to: broker)
            bench.cluster.setCoordinator(of: "g", to: broker % 3 + 1)
            try await bench.send((0..<10).map { "\(broker)-\($0)" })
            for message in try await take(10, from: source).flatMap(\.self) {
                seen.append(message.origin.offset)
                message.acknowledge()
            }
        }
        #expect(seen == Array(0..<40))
        source.stopIntake()
        await source.close()
        let reader = try bench.consumer()
        try await eventually("everything is committed") {
            (try? reader.committedOffsets(of: [partition], timeout: .seconds(5)))?[partition] == 40
        }
        reader.close(within: .zero)
        await bench.close()
    }
}
