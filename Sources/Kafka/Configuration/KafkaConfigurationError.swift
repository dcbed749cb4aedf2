/// Why a client could not be made; nothing was connected. Never holds a secret.
package enum KafkaConfigurationError: Error, Hashable, CustomStringConvertible {
    /// A raw property that the design owns.
    case reserved(property: String, reason: String)
    /// librdkafka does not know the property or its value.
    case refused(property: String, reason: String)
    /// The properties are fine one by one, but not together, or the system is out of threads or memory.
    case client(reason: String)

    /// The raw property that is wrong; nil when none is by itself.
    package var property: String? {
        switch self {
        case .reserved(let property, _), .refused(let property, _): property
        case .client: nil
        }
    }

    package var description: String {
        switch self {
        case .reserved(let property, let reason): "the Kafka property \(property) may not be set: \(reason)"
        case .refused(let property, let reason): "the Kafka property \(property) was refused: \(reason)"
        case .client(let reason): "the Kafka client could not be made: \(reason)"
        }
    }
}
