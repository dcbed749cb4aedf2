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

    private static let interval = Duration.seconds(1)

    init(redis: RedisClient, producer: KafkaProducer, gate: OutputGate) {
        self.redis = redis
        self.producer = producer
        self.gate = gate
    }

    /// Why Kafka cannot be used just now; nil when it can.
    var kafkaProblem: String? { problems.withLock { $0.kafka } ?? gate.cause(.queue) }
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
        while !Task.isCancelled {
            let known = problems.withLock { $0.kafka }
            if known == nil, producer.status.connection != .down {
                try? await Task.sleep(for: Self.interval)
                continue
            }
            do {
                _ = try await producer.metadata(timeout: .seconds(2))
                problems.withLock { $0.kafka = nil }
                gate.open(.queue)
                try? await Task.sleep(for: Self.interval)
            } catch {
                let text = "\(error)"
                problems.withLock { $0.kafka = text }
                gate.close(.queue, because: text)
                try? await Task.sleep(for: .milliseconds(100))
            }
        }
    }
}
