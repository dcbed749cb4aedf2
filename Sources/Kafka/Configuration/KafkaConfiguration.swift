/// What every connection to a Kafka cluster needs to know, whatever it then does there.
package struct KafkaConfiguration: Hashable, Sendable {
    /// Comma-separated `host:port` of brokers to start from; the rest of the cluster is learnt from them.
    package var bootstrapServers: String

    /// The name brokers see in their logs and quotas. Default: `rdkafka`.
    package var clientID: String

    /// How often the library reports its counters, as JSON. Default: 5 s.
    package var statisticsInterval: Duration

    /// Raw librdkafka properties for every connection, which win over the typed ones. Default: none.
    ///
    /// Properties that the design depends on are refused: `KafkaConfigurationError.reserved`.
    package var extra: [String: String]

    package init(
        bootstrapServers: String, clientID: String = "rdkafka", statisticsInterval: Duration = .seconds(5),
        extra: [String: String] = [:]
    ) {
        self.bootstrapServers = bootstrapServers
        self.clientID = clientID
        self.statisticsInterval = statisticsInterval
        self.extra = extra
    }
}
