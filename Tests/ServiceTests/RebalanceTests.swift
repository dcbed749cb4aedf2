import Glibc
import Kafka
import Pipeline
import TestKit
import Testing
import Threads

@testable import Service

/// Partitions that leave and come back while their records are worked on, with a broker that hands them out.
@Suite("Rebalances", .enabled(if: TansuBroker.isAvailable), .timeLimit(.minutes(15)))
struct RebalanceTests {
    private typealias Assignor = KafkaConfiguration.Consumer.Assignor
    private typealias Member = GroupMember

    /// Waits until nothing of the topic is left to be read by the group.
    private func expectCommitted(_ broker: TansuBroker, _ messages: [Message]) async throws {
        let ends = messages.reduce(into: [TopicPartition: Int64]()) { ends, message in
            let partition = TopicPartition(topic: message.origin.queue, partition: message.origin.partition)
            ends[partition] = max(ends[partition] ?? 0, message.origin.offset + 1)
        }
        let reader = try KafkaConsumer(
            KafkaConfiguration(bootstrapServers: broker.bootstrapServers), .init(groupID: "group"))
        try await eventually("everything is committed") {
            (try? reader.committedOffsets(of: ends.keys, timeout: .seconds(5))) == ends
        }
        reader.close(within: .zero)
    }

    /// Writes records to every partition.
    private func write(_ text: String, to broker: TansuBroker) async throws {
        let producer = try KafkaProducer(KafkaConfiguration(bootstrapServers: broker.bootstrapServers))
        for number in 0..<20 {
            _ = try await producer.send(topic: "requests", key: Array("\(number)".utf8), value: Array(text.utf8))
        }
        await producer.close()
    }

    private func expectShared(_ members: [Member]) async throws {
        try await eventually("each has one partition") { members.allSatisfy { $0.source.status.partitions == 1 } }
    }

    @Test(
        "work that goes on while its partition leaves and comes back is adopted, not begun again",
        arguments: [Assignor.range, .cooperativeSticky])
    private func adopted(assignor: Assignor) async throws {
        try await withGroupBroker { broker in
            let first = try Member(broker, assignor: assignor, limit: .milliseconds(100))
            try await eventually("the first has all records") { first.messages.count == 20 }
            let second = try Member(broker, assignor: assignor, limit: .milliseconds(100))
            try await expectShared([first, second])
            // The second begins what moved to it: two processes cannot know of each other's work.
            try await eventually("the second has its partition's records") { !second.messages.isEmpty }
            let moved = second.messages[0].origin.partition
            let movedCount = first.messages.count { $0.origin.partition == moved }
            try await eventually("all of them") { second.messages.count == movedCount }
            // What did not move leaves and comes back with an eager assignor; it has to be there before it leaves again.
            let stayed = assignor == .range ? 20 - movedCount : 0
            try await eventually("the first has its own again") { first.count("adopted") >= stayed }
            await second.source.close()
            try await eventually("everything is the first one's again") { first.source.status.partitions == 2 }
            // With an eager assignor the partition that stays leaves and comes back twice.
            let expected = assignor == .range ? movedCount + 2 * (20 - movedCount) : movedCount
            try await eventually("every record has come back") { first.count("adopted") >= expected }
            #expect(first.messages.count == 20)
            #expect(first.source.status.recordsInFlight == 20)
            for message in first.messages { message.acknowledge() }
            try await expectCommitted(broker, first.messages)
            // The thread says so a moment after it has asked for the commit.
            try await eventually("nothing is in flight") { first.source.status.recordsInFlight == 0 }
            await first.source.close()
        }
    }

    @Test(
        "work that ends within the limit is committed before its partition goes, and the next owner does not get it",
        arguments: [Assignor.range, .cooperativeSticky])
    private func drained(assignor: Assignor) async throws {
        try await withGroupBroker { broker in
            // Longer than a test may wait for its turn.
            let first = try Member(broker, assignor: assignor, limit: .seconds(600))
            try await eventually("the first has all records") { first.messages.count == 20 }
            let second = try Member(broker, assignor: assignor)
            try await eventually("partitions are asked back") { first.count("revoked") > 0 }
            #expect(second.source.status.partitions == 0, "they were let go too early")
            for message in first.messages { message.acknowledge() }
            try await expectShared([first, second])
            try await expectCommitted(broker, first.messages)
            await first.source.close()
            await second.source.close()
            #expect(first.messages.count == 20)
            #expect(second.messages.isEmpty)
        }
    }

    @Test("what ended while its partitions were lost is committed when they come back, and not begun again")
    func lost() async throws {
        try await withGroupBroker { broker in
            let member = try Member(broker, assignor: .range)
            try await eventually("it has all records") { member.messages.count == 20 }
            broker.shim.refuse(true)
            try await eventually("the group is lost") { member.count("lost") > 0 }
            for message in member.messages.prefix(15) { message.acknowledge() }
            broker.shim.refuse(false)
            try await eventually("every record has come back") { member.count("adopted") >= 20 }
            for message in member.messages { message.acknowledge() }
            try await expectCommitted(broker, member.messages)
            #expect(member.messages.count == 20)
            await member.source.close()
        }
    }

    @Test("a static member that is back within its session disturbs nobody, and goes on where it was")
    func staticMember() async throws {
        try await withGroupBroker { broker in
            let first = try Member(broker, assignor: .range, instance: "a")
            let second = try Member(broker, assignor: .range, instance: "b")
            try await expectShared([first, second])
            try await eventually("both have records") { first.messages.count + second.messages.count >= 20 }
            for message in first.messages { message.acknowledge() }
            let before = second.events.all
            // On a thread of its own: a task may wait for its turn longer than a session.
            let returned = Locked<Result<Member, any Error>?>(nil)
            let restart = try WorkerThread(name: "test-restart") {
                while first.source.status.partitions > 0 { usleep(5_000) }
                let member = Result { try Member(broker, assignor: .range, instance: "a") }
                returned.withLock { $0 = member }
            }
            await first.source.close()
            await restart.finished()
            let again = try #require(returned.withLock { $0 }).get()
            try await expectShared([again, second])
            #expect(second.events.all == before)
            for message in second.messages { message.acknowledge() }
            try await expectCommitted(broker, first.messages + second.messages)
            // What it reads first is what was written last.
            try await write("fresh", to: broker)
            try await eventually("it reads on") { !again.messages.isEmpty }
            #expect(again.messages.allSatisfy { $0.payload == Array("fresh".utf8) })
            await again.source.close()
            await second.source.close()
        }
    }
}
