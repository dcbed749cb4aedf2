import Evaluation
import JSON
import Pipeline
import TestKit
import Threads

/// An evaluation handler with outputs in memory, and everything that was seen of it.
struct Fixture: Sendable {
    let log = EventLog()
    let store: MemoryStore
    let sink: MemorySink
    let observer = RecordingObserver()
    let clock = LeapingClock()
    let gate: OutputGate
    let gateChanges = EventLog()
    let evaluated = EventLog()
    /// Milliseconds since 1970.
    static let now: Int64 = 1_700_000_000_000

    init() {
        store = MemoryStore(log: log)
        sink = MemorySink(log: log)
        let changes = gateChanges
        gate = OutputGate { output, cause in changes.note("\(output.rawValue) \(cause == nil ? "open" : "closed")") }
    }

    func handler(
        _ settings: OutputSettings = .init(), policy: ReviewPolicy = ReviewPolicy(),
        limits: RequestDecoder.Limits = .init(), store: MemoryStore? = nil, clock: (any Clock<Duration>)? = nil,
        judging: @escaping @Sendable (EvaluationRequest) async throws(CancellationError) -> EvaluationResult = {
            request async throws(CancellationError) in .fixture(request)
        }
    ) -> EvaluationHandler {
        let evaluated = evaluated
        return EvaluationHandler(
            settings: settings, decoder: RequestDecoder(limits: limits), policy: policy,
            store: store ?? self.store, sink: sink, retry: OutputRetry(gate: gate, clock: clock ?? self.clock),
            observer: observer, now: { Self.now },
            evaluate: { request, _ async throws(CancellationError) in
                evaluated.note(request.id)
                return try await judging(request)
            })
    }

    func message(
        _ payload: String, offset: Int64 = 0, attributes: [Attribute] = [], timestamp: Int64? = Fixture.now
    ) -> Message {
        let log = log
        return Message(
            payload: Array(payload.utf8), key: Array("key".utf8), attributes: attributes, timestamp: timestamp,
            origin: MessageOrigin(queue: "evaluation.requests", partition: 0, offset: offset),
            onAcknowledge: { log.note("acknowledge \(offset)") })
    }

    /// A request with its own id, node `n1` of campaign `c1`.
    func request(_ id: String, offset: Int64 = 0, timestamp: Int64? = Fixture.now) -> Message {
        message(
            #"{"evaluation_id":"\#(id)","campaign_id":"c1","node_id":"n1","input":"q","actual_output":"answer of \#(id)"}"#,
            offset: offset, timestamp: timestamp)
    }

    var acknowledged: [String] { log.all.filter { $0.hasPrefix("acknowledge") }.sorted() }
}

extension EvaluationResult {
    /// A good result of one metric.
    static func fixture(_ request: EvaluationRequest, total: Double = 1, confidence: Double = 0.9) -> EvaluationResult {
        EvaluationResult(
            evaluationID: request.id, campaignID: request.campaignID, nodeID: request.nodeID,
            outcomes: [
                MetricOutcome(
                    key: "faithfulness", metricID: "faithfulness", status: .scored, score: Score(clamping: total),
                    direction: .higherIsBetter, threshold: 0.5, passed: total >= 0.5, reason: "because")
            ],
            total: Score(clamping: total), passed: total >= 0.5, confidence: confidence,
            judge: JudgeIdentity(provider: "offline", model: "lexical"))
    }

    /// A result without a score, because of the judge.
    static func failed(_ request: EvaluationRequest, _ code: JudgeError.Code) -> EvaluationResult {
        EvaluationResult(
            evaluationID: request.id, campaignID: request.campaignID, nodeID: request.nodeID,
            outcomes: [
                MetricOutcome(
                    key: "faithfulness", metricID: "faithfulness", status: .judgeFailed, direction: .higherIsBetter,
                    threshold: 0.5, reason: "Not judged", error: JudgeError(code, "no"))
            ],
            error: EvaluationFailure(code: code.rawValue, message: "no"))
    }
}

extension [UInt8] {
    var text: String { String(decoding: self, as: UTF8.self) }
    var object: JSONObject { (try? JSONReader.read(self))?.object ?? JSONObject() }
}

/// Waits until `condition` holds, for at most `limit`; false when it never did.
func eventually(within limit: Duration = .seconds(600), _ condition: () -> Bool) async -> Bool {
    let deadline = ContinuousClock.now + limit
    while !condition() {
        guard ContinuousClock.now < deadline else { return false }
        try? await Task.sleep(for: .milliseconds(1))
    }
    return true
}
