import Evaluation
import JSON
import Threads

/// Writes results, trace events and dead letters to their topics.
struct ResultPublisher: Sendable {
    private let settings: OutputSettings
    private let sink: any MessageSink
    private let retry: OutputRetry
    private let observer: any PipelineObserver
    private let now: @Sendable () -> Int64
    private let encoder = ResultEncoder()
    private let waitingTraces = Locked(0)

    private static let mostWaitingTraces = 256

    init(
        settings: OutputSettings, sink: any MessageSink, retry: OutputRetry,
        observer: any PipelineObserver, now: @escaping @Sendable () -> Int64
    ) {
        self.settings = settings
        self.sink = sink
        self.retry = retry
        self.observer = observer
        self.now = now
    }

    /// Publishes a stored result where it belongs; returns when the queue has taken it.
    ///
    /// - Parameter object: what `value` says, where that is known; nil: it is read.
    /// - Returns: the trace event to write once the message is acknowledged; nil when there is none.
    func publish(
        _ value: [UInt8], reading object: JSONObject?, of work: EvaluationWork
    ) async throws(OutputError) -> OutgoingMessage? {
        guard let result = object ?? (try? JSONReader.read(value).object) else {
            try await publish(
                DeadLetter(
                    message: work.message, code: DeadLetterCode.storedResultUnreadable.rawValue,
                    cause: "the result that is stored for this evaluation id is not JSON"))
            return nil
        }
        let key = Array(work.request.campaignID.utf8)
        let attributes = [
            Attribute("evaluation-id", work.request.id),
            Attribute("traceparent", TraceContext(of: work.message, id: work.request.id).traceparent),
        ]
        let outgoing = { (queue: String, value: [UInt8]) in
            OutgoingMessage(queue: queue, key: key, value: value, attributes: attributes)
        }
        let route = Route(result: result, reviewsAreCompleted: settings.publishesReviewsToCompleted)
        var messages: [OutgoingMessage] = []
        if route != .manualReview { messages.append(outgoing(settings.completedTopic, value)) }
        if route != .completed {
            let texts = work.request.judgedTexts
            let review = encoder.reviewObject(from: result, input: texts.input, actualOutput: texts.output)
            messages.append(outgoing(settings.reviewTopic, JSONWriter.bytes(of: .object(review))))
        }
        do {
            for message in messages {
                try await retry(.queue) { () throws(OutputError) in try await sink.publish(message) }
                observer.observe(.published(queue: message.queue))
            }
        } catch .refused(let cause) {
            try await publish(
                DeadLetter(message: work.message, code: DeadLetterCode.resultRefused.rawValue, cause: cause))
        }
        return settings.tracesTopic.map { outgoing($0, traceEvent(of: result)) }
    }

    /// Publishes a dead letter; one that is too large for its topic goes with its value cut short, or else without one.
    func publish(_ letter: DeadLetter) async throws(OutputError) {
        let time = now()
        var refusal = ""
        for form in [DeadLetter.outgoing, DeadLetter.shortened, DeadLetter.minimal] {
            let message = form(letter)(settings.deadLetterTopic, time)
            do {
                try await retry(.queue) { () throws(OutputError) in try await sink.publish(message) }
                return observer.observe(.deadLettered(letter.message.origin, code: letter.code))
            } catch .refused(let cause) {
                refusal = cause
            }
        }
        observer.observe(.deadLetterRefused(letter.message.origin, cause: refusal))
    }

    /// A trace event is worth one try: what reads it only counts. While its topic is away few are waited for, the
    /// others are dropped.
    func publishTrace(_ message: OutgoingMessage) async {
        let isTaken = waitingTraces.withLock { waiting in
            if waiting < Self.mostWaitingTraces { waiting += 1 } else { return false }
            return true
        }
        guard isTaken else { return observer.observe(.traceDropped(cause: "too many wait for the topic")) }
        defer { waitingTraces.withLock { $0 -= 1 } }
        do {
            try await sink.publish(message)
            observer.observe(.published(queue: message.queue))
        } catch {
            observer.observe(.traceDropped(cause: error.description))
        }
    }

    private func traceEvent(of result: JSONObject) -> [UInt8] {
        JSONWriter.bytes(of: [
            "event": "llm_evaluation", "service": "evaluation-worker",
            "campaign_id": result["campaign_id"] ?? .null, "metrics": result["metrics"] ?? .null,
            "model": result["judge"]?["model"] ?? .null, "evaluation_id": result["evaluation_id"] ?? .null,
        ])
    }
}

extension EvaluationRequest {
    /// What a reviewer reads: the question and the answer, or both answers of a battle.
    var judgedTexts: (input: String?, output: String?) {
        switch subject {
        case .testCase(let testCase): (testCase.input, testCase.actualOutput)
        case .battle(let battle):
            (battle.input, "RESPONSE A:\n\(battle.responseA)\n\nRESPONSE B:\n\(battle.responseB)")
        }
    }
}
