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

    /// Reads records, one of which is worked on and the others wait for company, while partitions start anew.
    private static func restart(_ consumer: KafkaConsumer, records: Int) throws -> Outcome {
        try consumer.subscribe(to: ["requests"])
        let events = Locked<[String]>([])
        let batches = BoundedChannel<[Message]>(capacity: 100)
        let mailbox = KafkaIntakeMailbox(wake: { consumer.wake() })
        var loop = KafkaIntakeLoop(
            consumer: consumer,
            settings: .init(topic: "requests", batchSize: 10, linger: .seconds(3600), flow: FlowControl()),
            batches: batches, mailbox: mailbox, isOpen: { true },
            report: { event in
                switch event {
                case .restarted(let stalled, let all): events.withLock { $0.append("restarted \(stalled) of \(all)") }
                case .adopted(_, let offset): events.withLock { $0.append("adopted \(offset)") }
                default: break
                }
            })
        let deadline = ContinuousClock.now + .seconds(120)
        var messages: [Message] = []
        func turn(until isDone: () -> Bool) {
            while !isDone(), .now < deadline {
                loop.turn()
                while let batch = batches.tryNext() { messages += batch }
            }
        }
        turn { mailbox.status.withLock { $0.recordsInFlight } == records }
        for _ in 0..<3 { loop.handle(.statistics(stalled)) }
        turn { events.withLock { $0.count } == 2 && mailbox.status.withLock { $0.recordsInFlight } == records }
        messages.first?.acknowledge()
        turn { messages.count == records }
        for message in messages { message.acknowledge() }
        turn { mailbox.status.withLock { $0.recordsInFlight } == 0 }
        loop.finish()
        return Outcome(offsets: messages.map(\.origin.offset), events: events.withLock { $0 })
    }

    @Test("when partitions start anew, work goes on, and what waited comes once; all of it is committed")
    func restarted() async throws {
        try await withBench { bench in
            try await bench.send(["a", "b", "c", "d"])
            let consumer = try bench.consumer()
            let outcome = Locked<Outcome?>(nil)
            let thread = try WorkerThread(name: "test-intake") {
                let result = try? Self.restart(consumer, records: 4)
                outcome.withLock { $0 = result }
            }
            await thread.finished()
            let found = try #require(outcome.withLock { $0 })
            #expect(found.offsets == [0, 1, 2, 3])
            #expect(found.events == ["restarted 1 of 1", "adopted 0"])
            let reader = try bench.consumer()
            let partition = TopicPartition(topic: "requests", partition: 0)
            let committed = try reader.committedOffsets(of: [partition], timeout: .seconds(30))
            #expect(committed == [partition: 4])
            reader.close(within: .zero)
        }
    }
}
