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
        private let deadline = ContinuousClock.now + .seconds(300)

        init(_ consumer: KafkaConsumer, batchSize: Int = 10, flow: FlowControl = FlowControl()) throws {
            try consumer.subscribe(to: ["requests"])
            mailbox = KafkaIntakeMailbox(wake: { consumer.wake() })
            loop = KafkaIntakeLoop(
                consumer: consumer,
                settings: .init(topic: "requests", batchSize: batchSize, linger: .seconds(3600), flow: flow),
                batches: batches, mailbox: mailbox, isOpen: { true },
                report: { [log] event in
                    let line: String? =
                        switch event {
                        case .restarted(let stalled, let all): "restarted \(stalled) of \(all)"
                        case .adopted(let partition, let offset): "adopted \(partition.partition)/\(offset)"
                        case .rewound(_, let last, let offset): "rewound \(last) to \(offset)"
                        case .commitFailed: "commit failed"
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

    /// - Parameter offsets: of each partition.
    private func expectCommitted(_ bench: KafkaSourceBench, _ offsets: Int64...) throws {
        let reader = try bench.consumer()
        var expected: [TopicPartition: Int64] = [:]
        for (place, offset) in offsets.enumerated() {
            expected[TopicPartition(topic: "requests", partition: Int32(place))] = offset
        }
        let committed = try reader.committedOffsets(of: expected.keys, timeout: .seconds(100))
        #expect(committed == expected)
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

    /// - Parameter finished: of the partition that is well, with a commit that failed: with a gap, or all there is.
    @Test(
        "a partition that is well goes on at its first unfinished record when another one starts anew",
        arguments: [[0, 2], Set(0..<100)] as [Set<Int64>])
    func restartedBeside(finished: Set<Int64>) async throws {
        try await withBench(try KafkaSourceBench(partitions: 2)) { bench in
            var counts = [0, 0]
            for key: UInt8 in 0..<100 where counts[0] < 1 || counts[1] < 4 {
                let place = try await bench.producer.send(topic: "requests", key: [key], value: [key])
                counts[Int(place.partition)] += 1
            }
            let (zeros, ones) = (counts[0], counts[1])
            bench.cluster.fail(.offsetCommit, with: [.init(rawValue: 12)])
            let again = finished.contains(1) ? 0..<0 : 1..<ones
            let found = try await outcome(bench) { consumer in
                var intake = try Driven(consumer, batchSize: 1)
                intake.turn { $0.messages.count == zeros + ones }
                for message in intake.messages where message.origin.partition == 1 {
                    if finished.contains(message.origin.offset) { message.acknowledge() }
                }
                intake.turn { $0.events == ["commit failed"] }
                for _ in 0..<3 { intake.loop.handle(.statistics(Self.stalled)) }
                intake.turn { $0.events.count == 2 + zeros + again.count }
                intake.finish()
                return intake.outcome
            }
            #expect(found.offsets.count == zeros + ones)
            #expect(found.events.prefix(2) == ["commit failed", "restarted 1 of 2"])
            let expected = (0..<zeros).map { "adopted 0/\($0)" } + again.map { "adopted 1/\($0)" }
            #expect(Set(found.events.dropFirst(2)) == Set(expected))
            try expectCommitted(bench, Int64(zeros), Int64(ones))
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
