import Glibc
import Kafka
import Pipeline
import TestKit
import Testing
import Threads

@testable import Service

/// How a member of a group ends, with a broker that hands partitions out.
@Suite("Closing the intake", .enabled(if: TansuBroker.isAvailable), .timeLimit(.minutes(15)))
struct IntakeClosingTests {
    private typealias Assignor = KafkaConfiguration.Consumer.Assignor

    @Test("a close ends in time while Kafka is away, though a commit was never answered")
    func away() async throws {
        try await withGroupBroker { broker in
            // The library would wait for the answer as long as a session.
            let member = try GroupMember(broker, assignor: .range, session: .seconds(45))
            try await eventually("it has all records") { member.messages.count == 20 }
            broker.shim.refuse(true)
            for message in member.messages { message.acknowledge() }
            try await eventually("all work has ended") { member.source.status.recordsInFlight == 0 }
            member.source.stopIntake()
            // On a thread of its own: a task may wait for its turn much longer.
            let took = Locked<Duration?>(nil)
            let start = ContinuousClock.now
            let watch = try WorkerThread(name: "test-watch") {
                while member.source.status.partitions > 0, .now < start + .seconds(300) { usleep(5_000) }
                took.withLock { $0 = start.duration(to: .now) }
            }
            await member.source.close()
            await watch.finished()
            #expect(try #require(took.withLock { $0 }) < .seconds(25))
            #expect(member.source.status.partitions == 0)
        }
    }

    @Test(
        "a close ends while partitions are asked back, and they go to who asked",
        arguments: [Assignor.range, .cooperativeSticky])
    private func asked(assignor: Assignor) async throws {
        try await withGroupBroker(partitions: 6) { broker in
            // The broker's group does not settle again when its leader leaves: that is this one.
            let first = try GroupMember(broker, assignor: assignor, limit: .milliseconds(100))
            try await eventually("the first has everything") { first.source.status.partitions == 6 }
            let consumer = try GroupMember.consumer(broker, assignor: assignor)
            try consumer.subscribe(to: ["requests"])
            let events = EventLog()
            let mailbox = KafkaIntakeMailbox(wake: { consumer.wake() })
            let isAsked = Latch()
            let thread = try WorkerThread(name: "test-intake") {
                var loop = KafkaIntakeLoop(
                    consumer: consumer,
                    settings: .init(
                        topic: "requests", batchSize: 10, linger: .milliseconds(20), flow: FlowControl()),
                    batches: BoundedChannel(capacity: 100), mailbox: mailbox, isOpen: { true },
                    report: { event in
                        if case .revoked(let partitions, _) = event { events.note("revoked \(partitions.count)") }
                    })
                let deadline = ContinuousClock.now + .seconds(120)
                while consumer.assignment.count != 3, .now < deadline { loop.turn() }
                // The event comes in the turn in which the end is asked for.
                events.note("has joined")
                while !isAsked.isOpen, .now < deadline { usleep(10_000) }
                mailbox.post(.close)
                loop.run()
            }
            try await eventually("it has half") { events.all == ["has joined"] }
            let third = try GroupMember(broker, assignor: assignor, limit: .milliseconds(100))
            // The event waits unread: nobody can see it. Heartbeats, every 300 ms, bring it.
            let asked = ContinuousClock.now + .seconds(1)
            try await eventually("the group asks") { .now > asked }
            isAsked.open()
            await thread.finished()
            try await eventually("the others have everything") {
                [first, third].allSatisfy { $0.source.status.partitions == 3 }
            }
            await first.source.close()
            await third.source.close()
        }
    }

    @Test("who has stopped and loses its partitions leaves them to the others, and does not join again")
    func lost() async throws {
        try await withGroupBroker { broker in
            let stopping = try GroupMember(broker, assignor: .range)
            try await eventually("it has all records") { stopping.messages.count == 20 }
            stopping.source.stopIntake()
            broker.shim.refuse(true)
            try await eventually("the group is lost") { stopping.count("lost") > 0 }
            broker.shim.refuse(false)
            let next = try GroupMember(broker, assignor: .range)
            try await eventually("the next one reads both") { next.source.status.partitions == 2 }
            try await eventually("it has all records") { next.messages.count >= 20 }
            #expect(stopping.count("assigned 2") + stopping.count("assigned 1") == 1)
            await stopping.source.close()
            await next.source.close()
        }
    }
}
