import Kafka
import TestKit
import Testing
import Threads

/// Members that end while the group waits for their answer.
@Suite("Closing a Kafka consumer", .enabled(if: TansuBroker.isAvailable), .timeLimit(.minutes(15)))
struct KafkaConsumerClosingTests {
    private func member(
        of broker: TansuBroker, _ assignor: KafkaConfiguration.Consumer.Assignor,
        onRevoked: @escaping @Sendable (KafkaConsumer, KafkaRevocation) -> Bool = { _, _ in true }
    ) throws -> ConsumerDriver {
        let configuration = KafkaConfiguration(
            bootstrapServers: broker.bootstrapServers, extra: ["reconnect.backoff.max.ms": "500"])
        var settings = KafkaConfiguration.Consumer(groupID: "group")
        settings.assignor = assignor
        settings.sessionTimeout = .seconds(10)
        settings.heartbeatInterval = .milliseconds(300)
        return try ConsumerDriver(configuration, settings, topics: ["requests"], onRevoked: onRevoked)
    }

    @Test(
        "Who closes without having answered a revocation leaves the group all the same",
        arguments: [KafkaConfiguration.Consumer.Assignor.range, .cooperativeSticky])
    func unanswered(_ assignor: KafkaConfiguration.Consumer.Assignor) async throws {
        let broker = try await TansuBroker.start(topics: [.init("requests", partitions: 6)])
        // The broker's group does not settle again when its leader leaves: that is the first one.
        let first = try member(of: broker, assignor)
        try await eventually("the first has all") { await first.perform { $0.assignment.count } == 6 }
        let closing = try member(of: broker, assignor) { _, _ in false }
        try await eventually("the second has half") { await closing.perform { $0.assignment.count } == 3 }
        let third = try member(of: broker, assignor)
        try await eventually("partitions are asked back") { !closing.seen.revoked.isEmpty }
        await closing.stop()
        #expect(closing.hasLeft)
        try await eventually("the others have everything") {
            let counts = [await first.perform { $0.assignment.count }, await third.perform { $0.assignment.count }]
            return counts == [3, 3]
        }
        await first.stop()
        await third.stop()
        await broker.stop()
    }

    @Test(
        "Who closes without having answered that its partitions are lost leaves the group all the same",
        arguments: [KafkaConfiguration.Consumer.Assignor.range, .cooperativeSticky])
    func unansweredLoss(_ assignor: KafkaConfiguration.Consumer.Assignor) async throws {
        let broker = try await TansuBroker.start(topics: [.init("requests", partitions: 2)])
        let closing = try member(of: broker, assignor) { _, _ in false }
        try await eventually("it has all") { await closing.perform { $0.assignment.count } == 2 }
        broker.shim.refuse(true)
        try await eventually("all is lost") { closing.seen.revoked.contains { $0.isLost } }
        broker.shim.refuse(false)
        await closing.stop()
        #expect(closing.hasLeft)
        await broker.stop()
    }
}
