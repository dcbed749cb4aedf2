import Kafka
import Pipeline
import TestKit
import Testing
import Threads

@testable import Service

/// A broker with one topic, and a producer.
struct KafkaSourceBench {
    let cluster: KafkaMockCluster
    let producer: KafkaProducer
    let events = Locked<[String]>([])
    let isOpen = Locked(true)
    private let statistics: Duration?

    /// - Parameter statistics: how often consumers tell of themselves. Default: as in production.
    init(brokers: Int = 1, partitions: Int = 1, statistics: Duration? = nil) throws {
        self.statistics = statistics
        cluster = try KafkaMockCluster(topics: [.init("requests", partitions: partitions)], brokers: brokers)
        var settings = KafkaConfiguration.Producer()
        settings.deliveryTimeout = .seconds(300)
        producer = try KafkaProducer(KafkaConfiguration(bootstrapServers: cluster.bootstrapServers), settings)
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
        var configuration = KafkaConfiguration(bootstrapServers: cluster.bootstrapServers)
        if let statistics { configuration.statisticsInterval = statistics }
        return try KafkaConsumer(configuration, group)
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
                    case .rewound(_, let last, let offset): "rewound \(last) to \(offset)"
                    case .paused(let cause): "paused \(cause)"
                    case .resumed: "resumed"
                    case .commitFailed: "commit failed"
                    case .failed(let error): "failed \(error)"
                    case .restarted(let stalled, let all): "restarted \(stalled) of \(all)"
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

/// Ends the bench whatever comes of the test.
func withBench(
    _ bench: @autoclosure () throws -> KafkaSourceBench = try KafkaSourceBench(),
    _ body: (KafkaSourceBench) async throws -> Void
) async throws {
    let bench = try bench()
    do {
        try await body(bench)
    } catch {
        await bench.close()
        throw error
    }
    await bench.close()
}

extension KafkaMessageSource {
    /// Takes batches until `count` records have come.
    func take(_ count: Int) async throws -> [[Message]] {
        var taken: [[Message]] = []
        try await eventually("\(count) records come") {
            while let batch = batches.tryNext() { taken.append(batch) }
            return taken.reduce(0) { $0 + $1.count } >= count
        }
        return taken
    }
}

extension [[Message]] {
    /// Of all of them, in order.
    var offsets: [Int64] { flatMap { $0.map(\.origin.offset) } }
}
