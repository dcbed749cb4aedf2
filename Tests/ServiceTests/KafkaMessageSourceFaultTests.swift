import Kafka
import Pipeline
import Testing
import Threads

@testable import Service

/// What a broker refuses, and what the intake makes of it.
@Suite struct KafkaMessageSourceFaultTests {
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
            let messages = try await source.take(3).flatMap(\.self)
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
            #expect(try await source.take(1).offsets == [3])
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
            #expect(try await source.take(1).offsets == [0])
            #expect(!source.status.isDead)
            await source.close()
        }
    }

    @Test("a member that another one has fenced is dead: the batches end, and somebody has to start it anew")
    func fenced() async throws {
        try await withBench { bench in
            bench.cluster.fail(.joinGroup, with: [.fencedInstance])
            let source = try bench.source(instance: "one")
            try await eventually("it is dead") { source.status.isDead }
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
            // The status follows what is told with the thread's next turn.
            try await eventually("the status says so") {
                source.status.lastError?.code == .topicAuthorizationFailed
            }
            try await bench.send(["a"])
            #expect(try await source.take(1).offsets == [0])
            try await eventually("the status forgets it") { source.status.lastError == nil }
            await source.close()
        }
    }

    @Test("partitions whose offsets were not to be had are told and read all the same")
    func offsetsRefused() async throws {
        try await withBench(KafkaSourceBench(statistics: .milliseconds(300))) { bench in
            bench.cluster.fail(.offsetFetch, with: [.notCoordinator])
            try await bench.send(["a", "b"])
            let source = try bench.source()
            #expect(try await source.take(2).offsets == [0, 1])
            try await eventually("all is well") { source.status.stalledPartitions == 0 }
            let events = bench.events.withLock { $0 }
            #expect(events.contains { $0.contains("NOT_COORDINATOR") } && events.contains("restarted 1 of 1"))
            try await bench.send(["c"])
            #expect(try await source.take(1).offsets == [2])
            await source.close()
        }
    }

    @Test("new leaders and a new coordinator in the middle of the work lose nothing and double nothing")
    func newLeaders() async throws {
        let bench = try KafkaSourceBench(brokers: 3)
        let partition = TopicPartition(topic: "requests", partition: 0)
        let source = try bench.source()
        var seen: [Int64] = []
        for broker: Int32 in [1, 2, 3, 1] {
            bench.cluster.setLeader(of: partition, to: broker)
            bench.cluster.setCoordinator(of: "g", to: broker % 3 + 1)
            try await bench.send((0..<10).map { "\(broker)-\($0)" })
            for message in try await source.take(10).flatMap(\.self) {
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
