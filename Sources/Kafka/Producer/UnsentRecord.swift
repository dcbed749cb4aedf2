/// A record on its way to a broker.
struct UnsentRecord: Sendable {
    let topic: String
    let key: [UInt8]?
    let value: [UInt8]?
    let headers: [KafkaHeader]
}

/// How the way of a record ended.
enum SendOutcome: Sendable {
    /// Acknowledged by the broker.
    case written(KafkaDelivery)
    /// The library did not take it: no broker has seen it.
    case notTaken(KafkaError)
    /// The library took it, and then this was reported of it.
    case failed(KafkaError)

    /// - Throws: why the record is not known to be written.
    func get() throws(KafkaError) -> KafkaDelivery {
        switch self {
        case .written(let delivery): return delivery
        case .notTaken(let error), .failed(let error): throw error
        }
    }
}
