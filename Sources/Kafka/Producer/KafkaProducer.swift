import Threads

/// Writes records, acknowledged by all in-sync replicas and without duplicates within its lifetime. Any task may use it.
///
/// Order is kept per partition among sends that were started one after the other, but for records that were in a batch
/// which was too large: each of those is sent again, alone. Close it: a producer that is only dropped fails what is
/// unanswered.
package final class KafkaProducer: Sendable {
    private let core: ProducerCore
    private let thread: WorkerThread
    private let deliveryTimeout: Duration
    /// Nil in the one that sends such records.
    private let lone: LoneSender?

    /// Starts the client and the thread that takes delivery reports; brokers are connected in the background.
    package convenience init(
        _ configuration: KafkaConfiguration, _ producer: KafkaConfiguration.Producer = .init(),
        log: @escaping KafkaLog = { _ in }
    ) throws(KafkaConfigurationError) {
        try self.init(configuration, producer, log, lone: LoneSender(configuration, producer, log: log))
    }

    /// - Parameter producer: puts each record into a batch of its own.
    convenience init(
        alone configuration: KafkaConfiguration, _ producer: KafkaConfiguration.Producer, log: @escaping KafkaLog
    ) throws(KafkaConfigurationError) {
        try self.init(configuration, producer, log, lone: nil)
    }

    private init(
        _ configuration: KafkaConfiguration, _ producer: KafkaConfiguration.Producer, _ log: @escaping KafkaLog,
        lone: LoneSender?
    ) throws(KafkaConfigurationError) {
        let core = try ProducerCore(try configuration.properties(for: producer), log: log)
        do throws(ThreadStartError) {
            thread = try WorkerThread(name: "kafka-producer") { core.run() }
        } catch {
            core.abandon()
            throw .client(reason: "no thread could be started, error \(error.code)")
        }
        self.core = core
        self.lone = lone
        deliveryTimeout = producer.deliveryTimeout
    }

    deinit { core.requestClose(flushing: .zero) }

    /// The state of the connection, for health reports.
    package var status: KafkaProducerStatus { core.status }

    /// Writes a record and returns where it is.
    ///
    /// Takes `deliveryTimeout` at most, or twice that when the queue is full; once more as long when the record was in a
    /// batch that the broker found too large, and is sent again alone. `recordTooLarge` and `batchTooLarge` are true of
    /// the record itself.
    ///
    /// Cancelling the task does not call a record back, but ends the wait for its answer, with `purgedInFlight`; what
    /// the library has not taken by then is not sent, `purged`. After `deliveryTimedOut`, `purgedInFlight` or `timedOut`
    /// the record may have been written, or may still be.
    package func send(
        topic: String, key: [UInt8]?, value: [UInt8]?, headers: [KafkaHeader] = []
    ) async throws(KafkaError) -> KafkaDelivery {
        let record = UnsentRecord(topic: topic, key: key, value: value, headers: headers)
        let outcome = await attempt(record)
        guard case .failed(let error) = outcome, error.code.isTooLarge, let lone else { return try outcome.get() }
        return try await lone.open().attempt(record).get()
    }

    private func attempt(_ record: UnsentRecord) async -> SendOutcome {
        let deadline = ContinuousClock.now + deliveryTimeout
        var pause = Duration.milliseconds(5)
        while !Task.isCancelled {
            let id = core.nextID()
            let outcome = await withTaskCancellationHandler {
                await withCheckedContinuation { continuation in
                    core.produce(record, as: id, continuation)
                    // The handler may have run before there was a send to end.
                    if Task.isCancelled { core.giveUp(id) }
                }
            } onCancel: {
                core.giveUp(id)
            }
            guard case .notTaken(let error) = outcome, error.code == .queueFull, .now + pause < deadline else {
                return outcome
            }
            try? await Task.sleep(for: pause)
            pause = min(pause * 2, .milliseconds(200))
        }
        return .notTaken(KafkaError(.purged, text: "the send was cancelled before it began"))
    }

    /// Sends what waits for company at once, and returns when everything is answered or after `timeout`. Records that are
    /// sent again alone never wait for company, and are not waited for.
    ///
    /// Throws `timedOut` when something is left, `closed` when the producer is.
    package func flush(timeout: Duration) async throws(KafkaError) {
        try await core.blocking("kafka-flush") { core throws(KafkaError) in try core.flush(timeout) }
    }

    /// Asks the cluster for its brokers and topics; creates none. Throws `tls` or `authentication`, with the reason, when
    /// that is what keeps it from an answer.
    package func metadata(timeout: Duration) async throws(KafkaError) -> KafkaMetadata {
        try await core.blocking("kafka-metadata") { core throws(KafkaError) in
            try core.metadata(timeout, allTopics: true)
        }
    }

    /// Asks a broker for a sign of life, by asking about the topics this producer has written to, so that it costs a large
    /// cluster little. An open connection is none: behind it a broker, or the network, may have fallen silent.
    ///
    /// Throws as `metadata` does; `timedOut` when no broker answers.
    ///
    /// - Returns: which of these topics it may not write to, as far as the cluster says. Records to such a topic only run
    ///   out of time.
    package func probe(timeout: Duration) async throws(KafkaError) -> [String: KafkaError] {
        try await core.blocking("kafka-probe") { core throws(KafkaError) in
            try core.metadata(timeout, allTopics: false).denials.mapValues { KafkaError($0) }
        }
    }

    /// Takes no more records, waits for the answers of those sent, fails the rest, and frees the client.
    ///
    /// Every `send` has returned or thrown soon after this returns. May be called again.
    ///
    /// - Parameter flushing: how long answers are waited for. Default: 5 s.
    package func close(flushing: Duration = .seconds(5)) async {
        core.requestClose(flushing: flushing)
        await lone?.close(flushing: flushing)
        await thread.finished()
    }
}
