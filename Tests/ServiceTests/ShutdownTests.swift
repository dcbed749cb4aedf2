import Evaluation
import Kafka
import Pipeline
import TestKit
import Testing

@testable import Service

/// What a shutdown waits for.
@Suite(.timeLimit(.minutes(15))) struct ShutdownTests {
    @Test("a shutdown does not wait for results and dead letters that Kafka, which is away, has not taken")
    func kafkaAway() async throws {
        let port = try DeafPort()
        var settings = KafkaConfiguration.Producer()
        // Longer than the test may take.
        settings.deliveryTimeout = .seconds(1200)
        let producer = try KafkaProducer(KafkaConfiguration(bootstrapServers: "127.0.0.1:\(port.number)"), settings)
        let store = MemoryStore()
        let observer = RecordingObserver()
        let handler = EvaluationHandler(
            settings: OutputSettings(), decoder: RequestDecoder(), policy: ReviewPolicy(), store: store,
            sink: KafkaMessageSink(producer: producer), retry: OutputRetry(gate: OutputGate()), observer: observer,
            now: { 0 },
            evaluate: { request, _ async throws(CancellationError) in
                EvaluationResult(
                    evaluationID: request.id, campaignID: request.campaignID, nodeID: request.nodeID, outcomes: [],
                    total: Score(clamping: 1), passed: true, confidence: 1,
                    judge: JudgeIdentity(provider: "offline", model: "lexical"))
            })
        let source = ScriptedSource()
        let pipeline = EvaluationPipeline(source: source, handler: handler, drainLimit: .milliseconds(50))
        async let running: Void = pipeline.run()
        let payloads = [#"{"evaluation_id":"e1","campaign_id":"c1","input":"q","actual_output":"a"}"#, "poison"]
        source.feed(
            payloads.enumerated().map { offset, payload in
                Message(
                    payload: Array(payload.utf8), key: nil, attributes: [], timestamp: nil,
                    origin: MessageOrigin(queue: "evaluation.requests", partition: 0, offset: Int64(offset)),
                    onAcknowledge: { Issue.record("acknowledged, though nothing was written") })
            })
        try await eventually("a result and a dead letter wait for Kafka") { producer.status.unanswered == 2 }
        pipeline.stop()
        await running
        #expect(producer.status.unanswered == 0)
        #expect(source.closes == 1)
        #expect(store.results.count == 1 && store.starts.isEmpty)
        for offset in 0..<2 { #expect(observer.lines.contains("abandoned evaluation.requests-0-\(offset)")) }
        await producer.close(flushing: .seconds(600))
        withExtendedLifetime(port) {}
    }
}
