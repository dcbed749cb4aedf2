import Evaluation
import Glibc
import HTTPClient
import HTTPServer
import JSON
import Judges
import Kafka
import Pipeline
package import Redis
package import Telemetry
import Threads

/// The running service: everything wired by `init`, started and stopped in order.
package final class WorkerService: Sendable {
    /// What clients can reach it by.
    package struct Addresses: Sendable, Hashable {
        package let httpPort: Int
        package let bootstrapServers: String
        package let redis: RedisURL
    }

    package let addresses: Addresses
    private let parts: ServiceParts
    private let pipeline: EvaluationPipeline
    private let store: RedisResultStore
    private let treasurer: Treasurer
    private let monitor: DependencyMonitor
    private let judgeMonitor: JudgeMonitor
    private let http: HTTPServer
    private let source: KafkaMessageSource
    private let isDraining: Locked<Bool>
    private let logger: Logger

    /// Connects everything and begins to take requests in once the outputs are reached.
    ///
    /// - Throws: `ServiceError` when something can never work; a dependency that is away is none of that, it is waited
    ///   for.
    package static func start(
        _ configuration: Configuration, version: String, logger: Logger
    ) async throws(ServiceError) -> WorkerService {
        let parts = try await ServiceParts.make(configuration, logger: logger)
        let registry = registry(version: version)
        let observer = ServiceObserver(
            instruments: Instruments(registry: registry, topics: configuration.outputs.topics), logger: logger,
            judgeHealth: JudgeHealth())
        let gate = OutputGate(unreached: [.store, .queue]) { observer.observe($0, $1) }
        let source: KafkaMessageSource
        do {
            source = try KafkaMessageSource(
                consumer: parts.consumer, settings: .init(configuration), isOpen: { gate.isOpen },
                report: { observer.observe($0) })
        } catch {
            await parts.close()
            throw .kafka("\(error)")
        }
        do {
            return try WorkerService(
                configuration, version: version, parts: parts, registry: registry, observer: observer, gate: gate,
                source: source)
        } catch {
            // It has joined the group: left behind, it would keep partitions that nobody works on.
            await source.close()
            await parts.close()
            throw error
        }
    }

    private static func registry(version: String) -> TelemetryRegistry {
        let registry = TelemetryRegistry()
        registry.registerProcess()
        registry.info("evaluation_build_info", "Version of the service", [.init("version", version)])
        return registry
    }

    private init(
        _ configuration: Configuration, version: String, parts: ServiceParts, registry: TelemetryRegistry,
        observer: ServiceObserver, gate: OutputGate, source: KafkaMessageSource
    ) throws(ServiceError) {
        let logger = observer.logger
        self.parts = parts
        self.logger = logger
        self.source = source
        let circuits = CircuitGroup(count: 1 + configuration.judge.fallbacks.count) { outage in
            if let outage { gate.close(.judge, because: "\(outage)") } else { gate.open(.judge) }
        }
        let selector = JudgeSelector(
            settings: configuration.judge,
            shared: JudgeResources(
                transport: parts.transport, concurrency: configuration.judgeConcurrency,
                observer: JudgeObserver { observer.observe($0) },
                memory: configuration.verdicts.map { verdicts in
                    VerdictMemory(
                        store: RedisVerdictStore(client: parts.redis, lifetime: verdicts.lifetime),
                        namespace: verdicts.namespace, observer: VerdictObserver { observer.observe($0) })
                }), circuit: circuits.circuits.first, fallbackCircuits: Array(circuits.circuits.dropFirst()))
        let evaluator = Evaluator(
            catalog: configuration.catalog, policy: configuration.evaluation, calibration: configuration.calibration)
        let ledger = RedisSpendingLedger(
            client: parts.redis,
            campaignLifetime: max(configuration.resultLifetime, RedisSpendingLedger.campaignLifetime))
        let treasurer = Treasurer(limits: configuration.spending, ledger: ledger) {
            LogTime.now().milliseconds / 86_400_000
        }
        self.treasurer = treasurer
        let evaluation = RequestEvaluation(
            evaluator: evaluator, selector: selector, sample: configuration.sample, treasurer: treasurer)
        let store = RedisResultStore(client: parts.redis, lifetime: configuration.resultLifetime)
        self.store = store
        let sink = KafkaMessageSink(producer: parts.producer)
        let handler = EvaluationHandler(
            settings: configuration.outputs,
            decoder: RequestDecoder(limits: .init(recordBytes: configuration.intake.maximumRecordBytes)),
            policy: configuration.review, poison: configuration.poison, store: store, sink: sink,
            retry: OutputRetry(gate: gate), observer: observer,
            now: { LogTime.now().milliseconds }, asksSharedJudge: { selector.isBehindCircuit($0.judge) },
            evaluate: { request, replyWithin async throws(CancellationError) in
                try await evaluation(request, replyWithin: replyWithin)
            })
        pipeline = EvaluationPipeline(source: source, handler: handler, drainLimit: configuration.drainLimit)
        let monitor = DependencyMonitor(
            redis: parts.redis, producer: parts.producer, gate: gate, sink: sink,
            topics: configuration.outputs.topics.filter { $0 != configuration.outputs.tracesTopic },
            patience: Self.patience(drainLimit: configuration.drainLimit))
        self.monitor = monitor
        let isDraining = Locked(false)
        self.isDraining = isDraining
        registry.gauge("evaluation_records_in_flight", "Records in work") { Double(source.status.recordsInFlight) }
        registry.gauge("evaluation_bytes_in_flight", "Their payload bytes") { Double(source.status.bytesInFlight) }
        registry.gauge(
            "kafka_uncommittable_records",
            "Records from the oldest unfinished one on, in the partition that has most of them"
        ) { Double(source.status.longestSpan) }
        registry.gauge("kafka_assigned_partitions", "Partitions this replica reads") {
            Double(source.status.partitions)
        }
        registry.gauge("judge_calls_in_flight", "Calls to judges") { Double(selector.traffic.inFlight) }
        registry.gauge("judge_calls_waiting", "Calls that wait for their turn") { Double(selector.traffic.waiting) }
        let started = ContinuousClock.now
        let judge = selector.judge(for: nil)
        let reading = configuration.kafka
        let judgeProblem = (judge as? RefusingJudge)?.error.message
        judgeMonitor = JudgeMonitor(judges: selector.probedJudges)
        do {
            http = try HTTPServer(
                host: configuration.host, port: UInt16(clamping: configuration.port),
                routes: HealthRoutes.all(registry: registry, usage: evaluation.usage) {
                    let status = source.status
                    let judged = observer.judgeHealth.summary
                    return HealthReport.Facts(
                        version: version, secondsSinceTurn: status.lastTurn.duration(to: .now) / .seconds(1),
                        isIntakeDead: status.isDead, hasJoined: status.hasJoined,
                        secondsSinceStart: started.duration(to: .now) / .seconds(1),
                        intakeProblem: status.lastError.map { "\($0)" },
                        intakeDenial: status.denial.map {
                            "reading \(reading.requestsTopic) as \(reading.groupID) is not allowed: \($0)"
                        }, partitions: status.partitions, stalledPartitions: status.stalledPartitions,
                        recordsInFlight: status.recordsInFlight, isPaused: status.isPaused,
                        isDraining: isDraining.withLock { $0 }, kafkaProblem: monitor.kafkaProblem,
                        redisProblem: monitor.redisProblem, isEmbedded: parts.isEmbedded,
                        judgeProvider: judge.identity.provider, judgeModel: judge.identity.model,
                        judgeProblem: judgeProblem, judgeOutage: gate.cause(.judge),
                        judgeStandIn: circuits.standIn, judgeFailures: judged.failures,
                        judgeLastOutcome: judged.last)
                })
        } catch {
            throw .http("port \(configuration.port) on \(configuration.host): \(error)")
        }
        addresses = Addresses(
            httpPort: Int(http.port), bootstrapServers: parts.bootstrapServers, redis: parts.redis.url)
        if let judgeProblem {
            logger.warning(
                "no judge: every metric that needs one is answered with an error",
                [
                    "code": .string(JudgeError.Code.notConfigured.rawValue), "cause": .string(judgeProblem),
                ])
        }
    }

    /// Works until `stop()`, then drains, commits, and closes everything in order.
    ///
    /// - Throws: `.intakeDied` when the consumer ended by itself, `.outputDied` when the producer did; the process should
    ///   be started anew.
    package func run() async throws(ServiceError) {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.monitor.run() }
            group.addTask { await self.store.stayAlive() }
            group.addTask { await self.watchProducer() }
            group.addTask { await self.judgeMonitor.run() }
            await pipeline.run()
            group.cancelAll()
        }
        // Work that the end of the drain cancelled may have paid for what is entered nowhere yet.
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.treasurer.settleUp() }
            group.addTask { try? await Task.sleep(for: Self.settlingLimit) }
            await group.next()
            group.cancelAll()
        }
        let status = source.status
        let failure = parts.producer.status.failure
        await http.stop()
        await parts.close()
        if let failure { throw .outputDied("\(failure)") }
        if status.isDead { throw .intakeDied(status.lastError.map { "\($0)" } ?? "unknown") }
    }

    /// A shutdown does not wait longer for a ledger that is away.
    private static let settlingLimit = Duration.seconds(2)

    /// Ends the service when its producer has failed for good: nothing would be published any more.
    private func watchProducer() async {
        while !Task.isCancelled, !isDraining.withLock({ $0 }) {
            if let failure = parts.producer.status.failure {
                logger.error("Kafka producer", ["error": .string("\(failure)")])
                stop()
            }
            try? await Task.sleep(for: .milliseconds(500))
        }
    }

    /// Ends intake and lets `run` return when the work in flight has ended or its time is over.
    package func stop() {
        let isFirst = isDraining.withLock { draining in
            defer { draining = true }
            return !draining
        }
        guard isFirst else { return }
        logger.info("stopping: intake ends, work in flight goes on")
        monitor.stop()
        pipeline.stop()
    }

    /// How long Kafka's answer to a question is waited for: a shutdown that has to wait for it as well ends in time.
    private static func patience(drainLimit: Duration) -> Duration { min(max(drainLimit, .seconds(10)), .seconds(30)) }
}

extension KafkaMessageSource.Settings {
    fileprivate init(_ configuration: Configuration) {
        let intake = configuration.intake
        self.init(
            topic: configuration.kafka.requestsTopic, batchSize: intake.batchSize, linger: intake.linger,
            flow: FlowControl(highRecords: intake.maximumInFlight, highBytes: intake.maximumInFlightBytes))
    }
}
