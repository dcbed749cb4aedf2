import Kafka
import Pipeline
import Redis
import Threads

/// Looks after the dependencies between requests, so that an idle replica knows of an outage and a busy one stops
/// taking requests in before it pays a judge for results it cannot deliver.
final class DependencyMonitor: Sendable {
    private let redis: RedisClient
    private let producer: KafkaProducer
    private let gate: OutputGate
    private let problems = Locked<(kafka: String?, redis: String?)>(
        (kafka: "not reached yet", redis: "not reached yet"))

    private let sink: KafkaMessageSink
    private let topics: [String]
    private let patience: Duration
    private let stopping = Latch()

    private static let interval = Duration.seconds(1)
    /// - Parameters:
    ///   - sink: writes by `producer`, and knows what it may not write.
    ///   - topics: without which no record comes to its end.
    ///   - patience: the longest that an answer of Kafka's is waited for, from 2 s up. Nothing ends the wait, not even a
    ///     shutdown. Default: 10 s.
    init(
        redis: RedisClient, producer: KafkaProducer, gate: OutputGate, sink: KafkaMessageSink, topics: [String],
        patience: Duration = .seconds(10)
    ) {
        self.redis = redis
        self.producer = producer
        self.gate = gate
        self.sink = sink
        self.topics = topics
        self.patience = patience
    }

    /// Why Kafka cannot be used just now; nil when it can.
    var kafkaProblem: String? {
        problems.withLock { $0.kafka } ?? sink.denial(of: topics) ?? gate.cause(.queue)
    }
    /// Why Redis cannot be used just now; nil when it can.
    var redisProblem: String? { problems.withLock { $0.redis } ?? gate.cause(.store) }

    /// Runs until it is cancelled.
    func run() async {
        await withDiscardingTaskGroup { group in
            group.addTask { await self.watchRedis() }
            group.addTask { await self.watchKafka() }
        }
    }

    /// Asks Kafka nothing more, so that no question holds up the end.
    func stop() { stopping.open() }

    private func watchRedis() async {
        while !Task.isCancelled {
            do {
                try await redis.ping()
                // Only what this watch closed: a server that answers a ping may still refuse to store.
                let wasAway = problems.withLock { $0.redis.take() != nil }
                if wasAway { gate.open(.store) }
            } catch {
                // A shutdown that interrupts the question is no outage.
                guard !Task.isCancelled else { return }
                let text = "\(error)"
                problems.withLock { $0.redis = text }
                gate.close(.store, because: text)
            }
            try? await Task.sleep(for: problems.withLock { $0.redis } == nil ? Self.interval : .milliseconds(100))
        }
    }

    /// Connections stay open, and look well, while a broker or the network behind them is silent, until
    /// `socket.timeout.ms` is over. So it is asked now and then.
    private func watchKafka() async {
        var patience = ProbePatience(most: patience)
        var nextProbe = ContinuousClock.now
        while !Task.isCancelled, !stopping.isOpen {
            let isAway = problems.withLock { $0.kafka } != nil || producer.status.connection == .down
            do {
                if isAway || .now >= nextProbe {
                    let asked = ContinuousClock.now
                    sink.note(denied: try await producer.probe(timeout: patience.limit(isAway: isAway)))
                    patience.noteAnswer(after: asked.duration(to: .now))
                    nextProbe = .now + patience.rest
                }
                if isAway {
                    // Else an answer does not open the gate: a cluster that answers may still refuse what is written.
                    problems.withLock { $0.kafka = nil }
                    gate.open(.queue)
                }
                try? await Task.sleep(for: Self.interval)
            } catch {
                // A shutdown that interrupts the question is no outage.
                guard !Task.isCancelled else { return }
                // Where there is no connection a longer wait brings none.
                if isAway, error.code == .timedOut { patience.noteSilence() }
                let text = error.code == .timedOut ? "no broker answers: \(error)" : "\(error)"
                problems.withLock { $0.kafka = text }
                gate.close(.queue, because: text)
                try? await Task.sleep(for: .milliseconds(100))
            }
        }
    }
}
