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

    private static let interval = Duration.seconds(1)
    /// How often Kafka is asked for a sign of life: connections stay open, and look well, while a broker or the network
    /// behind them is silent, until `socket.timeout.ms` is over.
    private static let probing = Duration.seconds(4)
    /// How long it may take to answer. Together with `probing` this is when readiness ends.
    private static let patience = Duration.seconds(4)

    /// - Parameters:
    ///   - sink: writes by `producer`, and knows what it may not write.
    ///   - topics: without which no record comes to its end.
    init(
        redis: RedisClient, producer: KafkaProducer, gate: OutputGate, sink: KafkaMessageSink, topics: [String]
    ) {
        self.redis = redis
        self.producer = producer
        self.gate = gate
        self.sink = sink
        self.topics = topics
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

    private func watchKafka() async {
        var nextProbe = ContinuousClock.now
        while !Task.isCancelled {
            let isAway = problems.withLock { $0.kafka } != nil || producer.status.connection == .down
            do {
                if isAway {
                    _ = try await producer.metadata(timeout: .seconds(2))
                    problems.withLock { $0.kafka = nil }
                    gate.open(.queue)
                } else if .now >= nextProbe {
                    // An answer does not open the gate: a cluster that answers may still refuse what is written.
                    sink.note(denied: try await producer.probe(timeout: Self.patience))
                    nextProbe = .now + Self.probing
                }
                try? await Task.sleep(for: Self.interval)
            } catch {
                // A shutdown that interrupts the question is no outage.
                guard !Task.isCancelled else { return }
                let text = error.code == .timedOut ? "no broker answers: \(error)" : "\(error)"
                problems.withLock { $0.kafka = text }
                gate.close(.queue, because: text)
                try? await Task.sleep(for: .milliseconds(100))
            }
        }
    }
}
