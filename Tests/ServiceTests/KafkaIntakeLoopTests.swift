import Kafka
import Pipeline
import Testing
import Threads

@testable import Service

/// The intake's thread, turn by turn.
@Suite struct KafkaIntakeLoopTests {
    /// What the turns brought.
    private struct Outcome: Sendable {
        var offsets: [Int64] = []
        var events: [String] = []
    }

    /// What the library would say of a partition that it has stopped reading.
    private static let stalled = Array(
        """
        {"cgrp":{"state":"up","join_state":"steady"},
        "topics":{"requests":{"partitions":{"0":{"fetch_state":"none"}}}}}
        """.utf8)

    /// A loop that is driven by hand.
    private struct Driven {
        var loop: KafkaIntakeLoop
        private(set) var messages: [Message] = []
        private let batches = BoundedChannel<[Message]>(capacity: 100)
        private let mailbox: KafkaIntakeMailbox
        private let log = Locked<[String]>([])
        private let deadline = ContinuousClock.now + .seconds(120)

        init(_ consumer: KafkaConsumer, flow: FlowControl = FlowControl()) throws {
            try consumer.subscribe(to: ["requests"])
            mailbox = KafkaIntakeMailbox(wake: { consumer.wake() })
            loop = KafkaIntakeLoop(
                consumer: consumer,
                settings: .init(topic: "requests", batchSize: 10, linger: .seconds(3600), flow: flow),
                batches: batches, mailbox: mailbox, isOpen: { true },
                report: { [log] event in
                    let line: String? =
                        switch event {
                        case .restarted(let stalled, let all): "restarted \(stalled) of \(all)"
                        case .adopted(let partition, let offset): "adopted \(partition.partition)/\(offset)"
                        case .rewound(_, let last, let offset): "rewound \(last) to \(offset)"
                        default: nil
                        }
                    if let line { log.withLock { $0.append(line) } }
                })
        }

        var events: [String] { log.withLock { $0 } }
        var status: KafkaIntakeStatus { mailbox.status.withLock { $0 } }
        var outcome: Outcome { Outcome(offsets: messages.map(\.origin.offset), events: events) }

        mutating func turn(until isDone: (Self) -> Bool) {
            while !isDone(self), .now < deadline {
                loop.turn()
                while let batch = batches.tryNext() { messages += batch }
            }
        }

        /// Acknowledges everything and ends.
        mutating func finish() {
            for message in messages { message.acknowledge() }
            turn { $0.status.recordsInFlight == 0 }
            loop.finish()
        }
    }

    /// Drives the intake of a bench on a thread of its own.
    private func outcome(
        _ bench: KafkaSourceBench, _ body: @escaping @Sendable (KafkaConsumer) throws -> Outcome
    ) async throws -> Outcome {
        let consumer = try bench.consumer()
        let outcome = Locked<Outcome?>(nil)
        let thread = try WorkerThread(name: "test-intake") {
            let result = try? body(consumer)
            outcome.withLock { $0 = result }
        }
        await thread.finished()
        return try #require(outcome.withLock { $0 })
    }

    private func expectCommitted(_ bench: KafkaSourceBench, _ offset: Int64) throws {
        let reader = try bench.consumer()
        let partition = TopicPartition(topic: "requests", partition: 0)
        let committed = try reader.committedOffsets(of: [partition], timeout: .seconds(30))
        #expect(committed == [partition: offset])
        reader.close(within: .zero)
    }

    /// Reads records, one of which is worked on and the others wait for company, while partitions start anew.
    private static func restart(_ consumer: KafkaConsumer, records: Int) throws -> Outcome {
        var intake = try Driven(consumer)
        intake.turn { $0.status.recordsInFlight == records }
        for _ in 0..<3 { intake.loop.handle(.statistics(stalled)) }
        intake.turn { $0.events.count == 2 && $0.status.recordsInFlight == records }
        intake.messages.first?.acknowledge()
        intake.turn { $0.messages.count == records }
        intake.finish()
        return intake.outcome
    }

    @Test("when partitions start anew, work goes on, and what waited comes once; all of it is committed")
    func restarted() async throws {
        try await withBench { bench in
            try await bench.send(["a", "b", "c", "d"])
            let found = try await outcome(bench) { try Self.restart($0, records: 4) }
            #expect(found.offsets == [0, 1, 2, 3])
            #expect(found.events == ["restarted 1 of 1", "adopted 0/0"])
            try expectCommitted(bench, 4)
        }
    }

    private static func record(_ offset: Int64) -> KafkaRecord {
        KafkaRecord(
            source: TopicPartition(topic: "requests", partition: 0), offset: offset, key: nil, value: [1], headers: [],
            timestamp: 7)
    }

    @Test("a topic that is created anew is read and committed from its beginning, without an assignment")
    func createdAnew() async throws {
        try await withBench { bench in
            let found = try await outcome(bench) { consumer in
                var intake = try Driven(consumer)
                intake.turn { $0.status.partitions == 1 }
                intake.loop.handle(.record(Self.record(1000)))
                intake.turn { $0.messages.count == 1 }
                intake.messages[0].acknowledge()
                intake.turn { $0.status.recordsInFlight == 0 }
                intake.loop.handle(.record(Self.record(0)))
                intake.turn { $0.messages.count == 2 }
                intake.finish()
                return intake.outcome
            }
            #expect(found.offsets == [1000, 0])
            #expect(found.events == ["rewound 1000 to 0"])
            try expectCommitted(bench, 1)
        }
    }

    @Test("what waits when a log is cut is worked on all the same; what comes again is not begun a second time")
    func cut() async throws {
        try await withBench { bench in
            let found = try await outcome(bench) { consumer in
                var intake = try Driven(consumer)
                intake.turn { $0.status.partitions == 1 }
                for offset: Int64 in [5, 6, 7, 8] {
                    intake.loop.handle(.record(Self.record(offset)))
                    // The first is worked on, the others wait for company.
                    intake.turn { $0.messages.count == 1 }
                }
                for offset: Int64 in [7, 8] { intake.loop.handle(.record(Self.record(offset))) }
                intake.messages[0].acknowledge()
                intake.turn { $0.messages.count == 4 }
                intake.finish()
                return intake.outcome
            }
            #expect(found.offsets == [5, 6, 7, 8])
            #expect(found.events == ["rewound 8 to 7", "adopted 0/7", "adopted 0/8"])
            try expectCommitted(bench, 9)
        }
    }
}
