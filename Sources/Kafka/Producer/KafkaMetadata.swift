/// What a cluster says about itself.
package struct KafkaMetadata: Hashable, Sendable {
    /// One broker of the cluster.
    package struct Broker: Hashable, Sendable {
        /// Its number in the cluster.
        package let id: Int32
        /// The host name it advertises.
        package let host: String
        /// The port it advertises.
        package let port: Int32
    }

    /// The brokers that are up.
    package let brokers: [Broker]
    /// How many partitions each topic has, of the topics this client may see.
    package let partitions: [String: Int]
    /// Topics that were asked for by name and that this client may not have.
    package let denials: [String: KafkaErrorCode]
}
