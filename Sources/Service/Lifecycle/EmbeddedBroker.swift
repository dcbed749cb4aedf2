import Kafka

/// The broker of whoever has none: in this process, in memory, for trying things out.
struct EmbeddedBroker {
    /// Partitions of each topic: the broker keeps 5 MiB of each, so many of them hold a larger backlog.
    private static let partitions = 16

    private let cluster: KafkaMockCluster

    var bootstrapServers: String { cluster.bootstrapServers }

    /// Settings that suit the embedded broker: it does not wake a waiting fetch, and groups settle in seconds.
    static let properties = [
        "fetch.wait.max.ms": "20", "session.timeout.ms": "6000", "heartbeat.interval.ms": "500",
        "topic.metadata.refresh.interval.ms": "5000",
    ]

    init(topics: [String]) throws(KafkaConfigurationError) {
        cluster = try KafkaMockCluster(topics: topics.map { .init($0, partitions: Self.partitions) })
    }

    func close() async { await cluster.close() }
}
