import Kafka

extension TansuBroker {
    /// How clients reach the broker.
    package enum Route: Sendable, Hashable {
        /// Through the shim, whose faults are the network's.
        case shim
        /// On its own port: the shim's faults are nobody's. Needs a client that can read its answer about versions.
        case direct
    }

    /// The ways this librdkafka can go; before 2.2 it stumbles over what only the shim takes out.
    package static var routes: [Route] { KafkaVersion.number >= 0x0202_00ff ? [.shim, .direct] : [.shim] }
}
