import Pipeline
import TestKit
import Testing
import Threads

@testable import Kafka
@testable import Service

/// Rebalances that overtake one another, with a member whose library reads and whose group is played.
@Suite("Overtaken rebalances", .timeLimit(.minutes(15)))
struct IntakeOvertakenTests {
    private let zero = TopicPartition(topic: "requests", partition: 0)
    private let one = TopicPartition(topic: "requests", partition: 1)

    /// Runs `body` with a loop that has both partitions, all work of which ends at once, on a thread of its own.
    private func withMember(
        _ body: @escaping @Sendable (KafkaConsumer, inout KafkaIntakeLoop, EventLog) -> Void
    ) async throws -> [String] {
        let cluster = try KafkaMockCluster(topics: [.init("requests", partitions: 2)])
        let producer = try KafkaProducer(KafkaConfiguration(bootstrapServers: cluster.bootstrapServers))
        // More than any test reads, and before it does: its time runs on a thread that waits for no task.
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<400 {
                let key = [UInt8(number % 8)]
                group.addTask { _ = try await producer.send(topic: "requests", key: key, value: key) }
            }
            try await group.waitForAll()
        }
        await producer.close()
        var group = KafkaConfiguration.Consumer(groupID: "g")
        group.assignor = .cooperativeSticky
        group.sessionTimeout = .seconds(6)
        group.heartbeatInterval = .milliseconds(500)
        group.fetchWait = .milliseconds(20)
        let log = EventLog()
        let consumer = try KafkaConsumer(
            KafkaConfiguration(bootstrapServers: cluster.bootstrapServers), group,
            log: { line in
                if line.facility == "REBALANCE" { log.note(String(line.text.prefix { $0 != ":" })) }
            })
        try consumer.subscribe(to: ["requests"])
        let found = Locked<[String]>([])
        let thread = try WorkerThread(name: "test-intake") {
            var loop = KafkaIntakeLoop(
                consumer: consumer,
                settings: .init(topic: "requests", batchSize: 10, linger: .milliseconds(20), flow: FlowControl()),
                batches: BoundedChannel(capacity: 10_000), mailbox: KafkaIntakeMailbox(wake: { consumer.wake() }),
                isOpen: { true },
                report: { event in
                    if case .revoked(let partitions, isLost: true) = event { log.note("lost \(partitions.count)") }
                })
            let deadline = ContinuousClock.now + .seconds(300)
            while consumer.assignment.count < 2, .now < deadline { loop.turn() }
            body(consumer, &loop, log)
            let heard = log.all
            found.withLock { $0 = heard }
            loop.finish()
        }
        await thread.finished()
        await cluster.close()
        return found.withLock { $0 }
    }

    /// What the library reads until `count` records of a partition have come.
    private static func records(
        of consumer: KafkaConsumer, until partition: TopicPartition, _ count: Int
    ) -> [KafkaRecord] {
        var records: [KafkaRecord] = []
        let deadline = ContinuousClock.now + .seconds(300)
        while records.count(where: { $0.source == partition }) < count, .now < deadline {
            if case .record(let record)? = consumer.poll(timeout: .milliseconds(50)) { records.append(record) }
        }
        return records
    }

    @Test("what was asked back is let go when the group goes on before the answer, and nothing of it is read any more")
    func assignedAfter() async throws {
        let found = try await withMember { [zero, one] consumer, loop, log in
            loop.handle(consumer.asked(for: [one], isLost: false))
            loop.handle(consumer.given([]))
            if consumer.assignment == [zero] { log.note("let go") }
            // What the library had fetched before is gone with the partition.
            let sources = Set(Self.records(of: consumer, until: zero, 20).map(\.source))
            if sources == [zero] { log.note("reads the rest alone") }
        }
        #expect(found == ["let go", "reads the rest alone"])
    }

    @Test("what was asked back, and is given again before the answer, is read from its commit")
    func givenAgain() async throws {
        let found = try await withMember { [zero, one] consumer, loop, log in
            _ = Self.records(of: consumer, until: one, 5)
            loop.handle(consumer.asked(for: [one], isLost: false))
            loop.handle(consumer.given([one]))
            if consumer.assignment == [zero, one] { log.note("has both") }
            let again = Self.records(of: consumer, until: one, 1)
            log.note("reads \(again.first { $0.source == one }?.offset ?? -1)")
        }
        #expect(found == ["has both", "reads 0"])
    }

    @Test("with the answer to a revocation goes what an earlier one asked for")
    func askedTwice() async throws {
        let found = try await withMember { [zero, one] consumer, loop, log in
            loop.handle(consumer.asked(for: [one], isLost: false))
            loop.handle(consumer.asked(for: [zero], isLost: true))
            if consumer.assignment.isEmpty { log.note("let go") }
        }
        #expect(found == ["lost 1", "let go"])
    }

    @Test("an assignment that the library refuses is told and not taken for one")
    func refused() async throws {
        let found = try await withMember { [zero, one] consumer, loop, log in
            let refused = consumer.given([one])
            if case .assigned(let assignment) = refused, !consumer.accept(assignment) { log.note("refused") }
            if consumer.assignment == [zero, one] { log.note("has what it had") }
        }
        #expect(found == ["assign", "refused", "has what it had"])
    }

    @Test("a rebalance that fails takes what the member had, as a loss does")
    func failed() async throws {
        let found = try await withMember { consumer, loop, log in
            loop.handle(consumer.failed(KafkaError(.illegalGeneration)))
            if consumer.assignment.isEmpty { log.note("let go") }
        }
        #expect(found == ["rebalance", "lost 2", "let go"])
    }
}
