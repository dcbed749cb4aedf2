import CRdKafka
import Threads

/// The client of a producer, its unanswered sends, and the loop that answers them.
///
/// `@unchecked Sendable`: the queue's pointer does not change and librdkafka's functions may be called from any thread;
/// `users` in the locked state keeps the client alive while one is in a call.
final class ProducerCore: @unchecked Sendable {
    typealias Answer = CheckedContinuation<SendOutcome, Never>

    struct State {
        var status = KafkaProducerStatus()
        var unanswered: [UInt: Answer] = [:]
        var lastID: UInt = 0
        /// Calls going on that need the client.
        var users = 0
        /// How long to wait for answers once closing; nil before.
        var flushing: Duration?
        var isFreed = false
    }

    let client: ClientHandle
    let queue: OpaquePointer
    let state = Locked(State())

    init(_ properties: [(String, String)], log: @escaping KafkaLog) throws(KafkaConfigurationError) {
        client = try ClientHandle(
            RD_KAFKA_PRODUCER, properties,
            events: RD_KAFKA_EVENT_DR | RD_KAFKA_EVENT_ERROR | RD_KAFKA_EVENT_STATS, log: log)
        queue = rd_kafka_queue_get_main(client.pointer)
    }

    var status: KafkaProducerStatus {
        state.withLock { state in
            var status = state.status
            status.unanswered = state.unanswered.count
            return status
        }
    }

    /// The life of the producer's thread: takes reports until closed, then ends what is left.
    func run() {
        while state.withLock({ $0.flushing }) == nil { serve(.milliseconds(1000)) }
        let flushing = state.withLock { $0.flushing } ?? .zero
        serve(until: .now + flushing) { $0.unanswered.isEmpty }
        if state.withLock({ !$0.unanswered.isEmpty }) {
            rd_kafka_purge(client.pointer, RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT)
            serve(until: .now + .seconds(5)) { $0.unanswered.isEmpty }
        }
        // Calls that use the client are bounded by their own timeouts.
        serve(until: nil) { $0.users == 0 }
        let left = state.withLock { state in
            defer { state.unanswered = [:] }
            return Array(state.unanswered.values)
        }
        for answer in left { answer.resume(returning: .failed(KafkaError(.purgedInFlight))) }
        abandon()
    }

    /// Frees the client when no thread serves it.
    func abandon() {
        let already = state.withLock { state in
            defer { state.isFreed = true }
            return state.isFreed
        }
        guard !already else { return }
        rd_kafka_queue_destroy(queue)
        client.destroy()
    }

    /// Lets `run` come to its end. The first call decides how long answers are waited for.
    func requestClose(flushing: Duration) {
        state.withLock { state in
            guard state.flushing == nil else { return }
            state.flushing = flushing
            if !state.isFreed { rd_kafka_queue_yield(queue) }
        }
    }

    /// Marks the client as used, or says why it cannot be.
    func enter() throws(KafkaError) {
        let isOpen = state.withLock { state in
            if state.flushing == nil { state.users += 1 }
            return state.flushing == nil
        }
        guard isOpen else { throw KafkaError(.closed) }
    }

    func leave() {
        state.withLock { $0.users -= 1 }
    }

    private func serve(until deadline: ContinuousClock.Instant?, _ isDone: @Sendable (State) -> Bool) {
        while !state.withLock({ isDone($0) }) {
            if let deadline, deadline <= .now { return }
            serve(.milliseconds(20))
        }
    }
}
