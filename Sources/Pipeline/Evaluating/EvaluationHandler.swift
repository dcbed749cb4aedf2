package import Evaluation
import JSON
import Threads

/// Takes a batch of messages to its end: decode, look for an earlier result, evaluate, store once, publish, acknowledge.
///
/// Each message ends in exactly one of these ways: its result is stored and published, it is a dead letter, or (only at
/// a shutdown) it is left unacknowledged and comes again.
package struct EvaluationHandler: Sendable {
    /// The work itself; throws only when it is cancelled. Is told how long the request's client still waits for the
    /// result: below zero when it has given up, nil when nobody waits.
    package typealias Evaluate =
        @Sendable (
            EvaluationRequest, _ replyWithin: Duration?
        ) async throws(CancellationError) -> EvaluationResult

    let settings: OutputSettings
    let decoder: RequestDecoder
    let evaluate: Evaluate
    private let policy: ReviewPolicy
    let poison: PoisonPolicy
    let store: any ResultStore
    private let publisher: ResultPublisher
    let retry: OutputRetry
    let observer: any PipelineObserver
    private let now: @Sendable () -> Int64
    let asksSharedJudge: @Sendable (EvaluationRequest) -> Bool
    private let encoder = ResultEncoder()
    /// Held by the suspect that is worked on.
    let lane = AsyncSemaphore(permits: 1)
    /// Open from the moment on from which nothing is waited for that may not come.
    let ending = Latch()
    /// Requests that a shutdown left unfinished and whose starts are still to be taken back.
    private let unfinished = Locked<[ResultKey]>([])

    /// - Parameters:
    ///   - poison: Default: five attempts.
    ///   - now: milliseconds since 1970.
    ///   - asksSharedJudge: whether a request depends on the judge behind the gate. Default: all do.
    package init(
        settings: OutputSettings, decoder: RequestDecoder, policy: ReviewPolicy, poison: PoisonPolicy = PoisonPolicy(),
        store: any ResultStore, sink: any MessageSink, retry: OutputRetry, observer: any PipelineObserver,
        now: @escaping @Sendable () -> Int64,
        asksSharedJudge: @escaping @Sendable (EvaluationRequest) -> Bool = { _ in true },
        evaluate: @escaping Evaluate
    ) {
        self.asksSharedJudge = asksSharedJudge
        self.settings = settings
        self.decoder = decoder
        self.evaluate = evaluate
        self.policy = policy
        self.poison = poison
        self.store = store
        self.retry = retry
        self.observer = observer
        self.now = now
        publisher = ResultPublisher(settings: settings, sink: sink, retry: retry, observer: observer, now: now)
    }

    /// Returns when every message of the batch is acknowledged, or abandoned because the task is cancelled.
    package func handle(_ batch: [Message]) async {
        observer.observe(.received(count: batch.count))
        guard let starts = await beginReading(batch) else { return }
        await withDiscardingTaskGroup { group in
            var works: [EvaluationWork] = []
            var read: [ResultKey] = []
            for (message, starts) in zip(batch, starts) {
                guard poison.verdict(starts: starts) == .together else {
                    group.addTask { await handleSuspect(message, starts: starts) }
                    continue
                }
                read.append(ResultKey(reading: message))
                do throws(RequestError) {
                    works.append(try EvaluationWork(message, decoder: decoder))
                } catch {
                    group.addTask {
                        await finish(message) { () throws(OutputError) in try await reject(message, error) }
                    }
                }
            }
            // Beside the look-up; a note that stays because this fails is one of several that it takes.
            group.addTask { [read] in try? await store.settle(read) }
            guard !works.isEmpty else { return }
            let earlier: [EarlierWork]
            do {
                let keys = works.map(\.key)
                earlier = try await retry(.store) { () throws(OutputError) in
                    try await store.begin(keys, ifStartedLessThan: PoisonPolicy.suspicion)
                }
            } catch {
                for work in works { abandon(work.message, work.key) }
                return
            }
            for (work, earlier) in zip(works, earlier) {
                group.addTask {
                    await finish(work.message, work.key) { () throws(OutputError) in try await process(work, earlier) }
                }
            }
        }
    }

    /// Gives up requests that wait for a judge that is away: they come again.
    package func stopWaiting() { ending.open() }

    /// Takes back the starts of what was abandoned, so that a shutdown never counts against a request. Does its best:
    /// one start that stays is far from a dead letter.
    package func handBack() async {
        let keys = unfinished.withLock { keys in
            defer { keys = [] }
            return keys
        }
        guard !keys.isEmpty else { return }
        try? await store.handBack(keys)
    }

    /// How a message ended.
    struct Ending {
        /// To write when the message is acknowledged.
        var trace: OutgoingMessage?
        /// Starts that storing the result has not ended.
        var open: ResultKey?
    }

    /// Acknowledges a message when its effects are durable. What comes after that holds up nothing.
    func finish(
        _ message: Message, _ key: ResultKey? = nil, _ effects: () async throws(OutputError) -> Ending
    ) async {
        do {
            let ending = try await effects()
            message.acknowledge()
            if let open = ending.open { try? await store.settle([open]) }
            if let trace = ending.trace { await publisher.publishTrace(trace) }
        } catch {
            abandon(message, key)
        }
    }

    func abandon(_ message: Message, _ key: ResultKey?) {
        if let key { unfinished.withLock { $0.append(key) } }
        observer.observe(.abandoned(message.origin))
    }

    func reject(_ message: Message, _ error: RequestError) async throws(OutputError) -> Ending {
        try await publisher.publish(
            DeadLetter(message: message, code: error.code.rawValue, cause: error.description))
        return Ending()
    }

    /// Works on a request until it has ended, from the beginning each time that a judge that was away is back.
    func process(_ work: EvaluationWork, _ earlier: EarlierWork) async throws(OutputError) -> Ending {
        var earlier = earlier
        var outages: JudgeOutages?
        while true {
            if let ending = try await attempt(work, earlier, &outages) { return ending }
            earlier = try await awaitJudge(work, &outages)
        }
    }

    /// Nil when the request is to wait for a judge that is away, which it does without the lane.
    private func attempt(
        _ work: EvaluationWork, _ earlier: EarlierWork, _ outages: inout JudgeOutages?
    ) async throws(OutputError) -> Ending? {
        switch poison.verdict(starts: earlier.starts) {
        case .together: return try await conclude(work, earlier.result, &outages)
        case .deadLetter: return try await condemn(work.message, work.key, starts: earlier.starts)
        case .alone: break
        }
        observer.observe(.suspected(work.message.origin, starts: earlier.starts))
        do { try await lane.wait() } catch { throw .cancelled }
        defer { lane.signal() }
        // Only now is its start noted: waiting in line is nothing that a worker could be killed by.
        let now = try await retry(.store) { () throws(OutputError) in
            try await store.begin([work.key], ifStartedLessThan: poison.attempts).first ?? EarlierWork()
        }
        guard poison.verdict(starts: now.starts) != .deadLetter else {
            return try await condemn(work.message, work.key, starts: now.starts)
        }
        return try await conclude(work, now.result, &outages)
    }

    /// - Parameter key: what the starts were noted under.
    func condemn(
        _ message: Message, _ key: ResultKey, starts: Int
    ) async throws(OutputError) -> Ending {
        let cause = "\(starts) workers were killed while they \(key.isReading ? "read" : "worked on") this request"
        try await publisher.publish(
            DeadLetter(message: message, code: DeadLetterCode.workerKilled.rawValue, cause: cause, attempts: starts))
        return Ending(open: key)
    }

    private func conclude(
        _ work: EvaluationWork, _ earlier: StoredResult?, _ outages: inout JudgeOutages?
    ) async throws(OutputError) -> Ending? {
        var ending = Ending(open: earlier == nil ? nil : work.key)
        let stored: StoredResult
        var object: JSONObject?
        if let earlier {
            stored = earlier
            observer.observe(.reused(work.message.origin))
        } else {
            do {
                guard let judged = try await judge(work, &outages) else { return nil }
                (stored, object) = judged
            } catch .refused(let cause) {
                try await publisher.publish(
                    DeadLetter(message: work.message, code: DeadLetterCode.resultNotStored.rawValue, cause: cause))
                return Ending(open: work.key)
            }
        }
        guard stored.fingerprint == work.fingerprint else {
            try await publisher.publish(
                DeadLetter(
                    message: work.message, code: DeadLetterCode.idConflict.rawValue,
                    cause: "the evaluation id was used before for another request of the campaign"))
            return ending
        }
        ending.trace = try await publisher.publish(stored.value, reading: object, of: work)
        return ending
    }

    /// What is stored now, and what it says where this is the result that was just made; nil when the request is to wait
    /// for the judge.
    private func judge(
        _ work: EvaluationWork, _ outages: inout JudgeOutages?
    ) async throws(OutputError) -> (StoredResult, JSONObject?)? {
        guard let result = try await judged(work, &outages) else { return nil }
        let object = encoded(
            result, queued: outages?.age.map { max(Int($0), 0) }, started: outages?.began ?? .now)
        let value = JSONWriter.bytes(of: .object(object))
        let stored = StoredResult(value: value, fingerprint: work.fingerprint)
        let kept = try await retry(.store) { () throws(OutputError) in
            let isLate = work.request.nodeID != nil && isLate(work.message)
            let kept = try await store.store(
                ResultEntry(
                    key: work.key, result: stored, campaignID: work.request.campaignID, nodeID: work.request.nodeID,
                    repliesToNode: !isLate))
            if isLate { observer.observe(.lateReply(work.message.origin)) }
            return kept
        }
        return (kept, kept.value == value ? object : nil)
    }

    /// By itself, as what waits for the judge holds no more than it has to: a result is large.
    @inline(never)
    private func encoded(
        _ judged: EvaluationResult, queued: Int?, started: ContinuousClock.Instant
    ) -> JSONObject {
        var result = judged
        result.reviewReasons = policy.reasons(for: result)
        let took = started.duration(to: .now)
        observer.observe(.evaluated(result, took))
        return encoder.object(
            for: result,
            timing: ResultEncoder.Timing(
                queued: queued, judge: result.judgeMilliseconds, total: Int(took / .milliseconds(1))))
    }

    /// A client that gave up must not find this answer when it waits for its next one under the same key.
    private func isLate(_ message: Message) -> Bool {
        guard settings.replyDeadline > 0, let age = age(of: message) else { return false }
        return age > settings.replyDeadline
    }

    /// Milliseconds since the producer wrote the message; nil when it does not say. Any producer can write any time.
    func age(of message: Message) -> Int64? {
        guard let timestamp = message.timestamp else { return nil }
        let (age, overflows) = now().subtractingReportingOverflow(timestamp)
        return overflows ? .max : age
    }
}
