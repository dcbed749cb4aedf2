import Kafka
import Redis
import TestKit

/// Writes requests and waits for their results.
struct BenchmarkSender {
    private let producer: KafkaProducer
    private let client: RedisClient

    /// Requests on their way to the broker at once.
    private static let window = 500

    init(bootstrapServers: String, redis: RedisServer) throws {
        var writing = KafkaConfiguration.Producer()
        writing.linger = .zero
        producer = try KafkaProducer(KafkaConfiguration(bootstrapServers: bootstrapServers), writing)
        client = try RedisClient(url: redis.url)
    }

    func close() async {
        await producer.close()
        await client.shutdown()
    }

    /// Sends requests and waits until every result is in the campaign's list.
    func run(_ load: BenchmarkLoad, count: Int, campaign: String) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<count {
                if number >= Self.window { try await group.next() }
                group.addTask { try await send(load, number, campaign: campaign) }
            }
            try await group.waitForAll()
        }
        let deadline = ContinuousClock.now + .seconds(300)
        var stored: Int64 = 0
        while stored < count {
            guard .now < deadline else { throw BenchmarkError.missingResults(count - Int(stored)) }
            try await Task.sleep(for: .milliseconds(2))
            stored = try await client.command(["LLEN", RedisArgument("campaign:\(campaign):result")]).integer ?? 0
        }
    }

    /// Sends one request and returns when its result is there: how long that took.
    func roundTrip(_ load: BenchmarkLoad, _ number: Int, campaign: String) async throws -> Duration {
        let clock = ContinuousClock()
        let started = clock.now
        try await send(load, number, campaign: campaign)
        let found = try await client.command(["BLPOP", RedisArgument("campaign:\(campaign):result"), "4"])
        guard found.array?.count == 2 else { throw BenchmarkError.missingResults(1) }
        return started.duration(to: clock.now)
    }

    /// Forgets all results, so that a long run measures the worker and not a full Redis.
    func forgetResults() async throws { _ = try await client.command(["FLUSHDB"]) }

    /// The keys spread the requests over the partitions.
    private func send(_ load: BenchmarkLoad, _ number: Int, campaign: String) async throws {
        _ = try await producer.send(
            topic: load.topic, key: Array("\(campaign)-\(number)".utf8),
            value: load.payload(number, campaign: campaign), headers: [])
    }
}
