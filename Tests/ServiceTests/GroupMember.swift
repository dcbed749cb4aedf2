import Kafka
import Pipeline
import TestKit
import Threads

@testable import Service

/// One member of a group that reads `requests`, and what was heard of it.
struct GroupMember: Sendable {
    let source: KafkaMessageSource
    let events = EventLog()
    private let taken = Locked<[Message]>([])

    /// - Parameters:
    ///   - session: joins take half of it. Default: long enough not to be missed on a busy machine, and for a static
    ///     member to come back.
    ///   - limit: how long work on revoked partitions may go on.
    init(
        _ broker: TansuBroker, assignor: KafkaConfiguration.Consumer.Assignor, instance: String? = nil,
        session: Duration? = nil, limit: Duration = .seconds(20)
    ) throws {
        var settings = KafkaMessageSource.Settings(
            topic: "requests", batchSize: 10, linger: .milliseconds(20), flow: FlowControl())
        settings.revocationLimit = limit
        let events = events
        source = try KafkaMessageSource(
            consumer: Self.consumer(broker, assignor: assignor, instance: instance, session: session),
            settings: settings, isOpen: { true },
            report: { event in
                switch event {
                case .assigned(let partitions): events.note("assigned \(partitions.count)")
                case .revoked(let partitions, let isLost):
                    if !partitions.isEmpty { events.note(isLost ? "lost" : "revoked") }
                case .adopted: events.note("adopted")
                case .commitFailed(let error): events.note("commit failed \(error)")
                default: break
                }
            })
    }

    static func consumer(
        _ broker: TansuBroker, assignor: KafkaConfiguration.Consumer.Assignor, instance: String? = nil,
        session: Duration? = nil
    ) throws -> KafkaConsumer {
        var group = KafkaConfiguration.Consumer(groupID: "group")
        group.instanceID = instance
        group.assignor = assignor
        group.sessionTimeout = session ?? .seconds(instance == nil ? 10 : 30)
        group.heartbeatInterval = .milliseconds(300)
        group.fetchWait = .milliseconds(50)
        return try KafkaConsumer(
            KafkaConfiguration(
                bootstrapServers: broker.bootstrapServers, extra: ["reconnect.backoff.max.ms": "500"]), group)
    }

    /// Everything handed out so far.
    var messages: [Message] {
        while let batch = source.batches.tryNext() { taken.withLock { $0 += batch } }
        return taken.withLock { $0 }
    }

    func count(_ event: String) -> Int { events.all.count { $0 == event } }
}

/// Runs a broker with twenty records in `requests`, and ends it whatever comes of the test.
func withGroupBroker(partitions: Int = 2, _ body: (TansuBroker) async throws -> Void) async throws {
    let broker = try await TansuBroker.start(topics: [.init("requests", partitions: partitions)])
    let producer = try KafkaProducer(KafkaConfiguration(bootstrapServers: broker.bootstrapServers))
    for number in 0..<20 {
        _ = try await producer.send(topic: "requests", key: Array("\(number)".utf8), value: Array("\(number)".utf8))
    }
    await producer.close()
    do {
        try await body(broker)
    } catch {
        await broker.stop()
        throw error
    }
    await broker.stop()
}
