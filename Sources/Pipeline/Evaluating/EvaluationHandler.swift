package import Evaluation
import JSON

/// Takes a batch of messages to its end: decode, look for an earlier result, evaluate, store once, publish, acknowledge.
///
/// Each message ends in exactly one of these ways: its result is stored and published, it is a dead letter, or (only at
/// a shutdown) it is left unacknowledged and comes again.
package struct EvaluationHandler: Sendable {
    /// The work itself; throws only when it is cancelled.
    package typealias Evaluate = @Sendable (EvaluationRequest) async throws(CancellationError) -> EvaluationResult

    private let settings: OutputSettings
    private let decoder: RequestDecoder
    private let evaluate: Evaluate
    private let policy: ReviewPolicy
    private let store: any ResultStore
    private let publisher: ResultPublisher
    private let retry: OutputRetry
    private let observer: any PipelineObserver
    private let now: @Sendable () -> Int64
    private let encoder = ResultEncoder()

    /// - Parameter now: milliseconds since 1970.
    package init(
        settings: OutputSettings, decoder: RequestDecoder, policy: ReviewPolicy, store: any ResultStore,
        sink: any MessageSink, retry: OutputRetry, observer: any PipelineObserver,
        now: @escaping @Sendable () -> Int64, evaluate: @escaping Evaluate
    ) {
        self.settings = settings
        self.decoder = decoder
        self.evaluate = evaluate
        self.policy = policy
        self.store = store
        self.retry = retry
        self.observer = observer
        self.now = now
        publisher = ResultPublisher(settings: settings, sink: sink, retry: retry, observer: observer, now: now)
    }

    /// Returns when every message of the batch is acknowledged, or abandoned because the task is cancelled.
    package func handle(_ batch: [Message]) async {
        observer.observe(.received(count: batch.count))
        await withDiscardingTaskGroup { group in
            var works: [EvaluationWork] = []
            for message in batch {
                do throws(RequestError) {
                    works.append(try EvaluationWork(message, decoder: decoder))
                } catch {
                    group.addTask {
                        await finish(message) { () throws(OutputError) in try await reject(message, error) }
                    }
                }
            }
            guard !works.isEmpty else { return }
            let earlier: [StoredResult?]
            do {
                let keys = works.map(\.key)
                earlier = try await retry(.store) { () throws(OutputError) in try await store.stored(keys) }
            } catch {
                for work in works { observer.observe(.abandoned(work.message.origin)) }
                return
            }
            for (work, earlier) in zip(works, earlier) {
                group.addTask {
                    await finish(work.message) { () throws(OutputError) in try await process(work, earlier) }
                }
            }
        }
    }

    /// Acknowledges a message when its effects are durable. The trace event comes after that: it holds up nothing.
    private func finish(_ message: Message, _ effects: () async throws(OutputError) -> OutgoingMessage?) async {
        do {
            let trace = try await effects()
            message.acknowledge()
            if let trace { await publisher.publishTrace(trace) }
        } catch {
            observer.observe(.abandoned(message.origin))
        }
    }

    private func reject(_ message: Message, _ error: RequestError) async throws(OutputError) -> OutgoingMessage? {
        try await publisher.publish(
            DeadLetter(message: message, code: error.code.rawValue, cause: error.description))
        return nil
    }

    /// - Returns: the trace event to write when the message is acknowledged.
    private func process(
        _ work: EvaluationWork, _ earlier: StoredResult?
    ) async throws(OutputError) -> OutgoingMessage? {
        let stored: StoredResult
        if let earlier {
            stored = earlier
            observer.observe(.reused(work.message.origin))
        } else {
            do {
                stored = try await judge(work)
            } catch .refused(let cause) {
                try await publisher.publish(
                    DeadLetter(message: work.message, code: DeadLetterCode.resultNotStored.rawValue, cause: cause))
                return nil
            }
        }
        guard stored.fingerprint == work.fingerprint else {
            try await publisher.publish(
                DeadLetter(
                    message: work.message, code: DeadLetterCode.idConflict.rawValue,
                    cause: "the evaluation id was used before for another request of the campaign"))
            return nil
        }
        return try await publisher.publish(stored.value, of: work)
    }

    private func judge(_ work: EvaluationWork) async throws(OutputError) -> StoredResult {
        let clock = ContinuousClock()
        let started = clock.now
        let queued = age(of: work.message).map { max(Int($0), 0) }
        var result: EvaluationResult
        do { result = try await evaluate(work.request) } catch { throw .cancelled }
        result.reviewReasons = policy.reasons(for: result)
        let took = started.duration(to: clock.now)
        let timing = ResultEncoder.Timing(
            queued: queued, judge: result.judgeMilliseconds, total: Int(took / .milliseconds(1)))
        let value = JSONWriter.bytes(of: .object(encoder.object(for: result, timing: timing)))
        observer.observe(.evaluated(result, took))
        let stored = StoredResult(value: value, fingerprint: work.fingerprint)
        return try await retry(.store) { () throws(OutputError) in
            let isLate = work.request.nodeID != nil && isLate(work.message)
            let kept = try await store.store(
                ResultEntry(
                    key: work.key, result: stored, campaignID: work.request.campaignID, nodeID: work.request.nodeID,
                    repliesToNode: !isLate))
            if isLate { observer.observe(.lateReply(work.message.origin)) }
            return kept
        }
    }

    /// A client that gave up must not find this answer when it waits for its next one under the same key.
    private func isLate(_ message: Message) -> Bool {
        guard settings.replyDeadline > 0, let age = age(of: message) else { return false }
        return age > settings.replyDeadline
    }

    /// Milliseconds since the producer wrote the message; nil when it does not say. Any producer can write any time.
    private func age(of message: Message) -> Int64? {
        guard let timestamp = message.timestamp else { return nil }
        let (age, overflows) = now().subtractingReportingOverflow(timestamp)
        return overflows ? .max : age
    }
}
