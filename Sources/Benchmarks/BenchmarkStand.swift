import HTTPClient
import JSON
import Kafka
import Redis
import TestKit

/// Runs the worker beside a broker, a Redis and a stub judge, and takes figures.
struct BenchmarkStand {
    let binary: String
    let bootstrapServers: String
    let redis: RedisServer
    let transport: HTTPTransport

    private static let starts = 9

    private var environment: [String: String] {
        [
            "KAFKA_BOOTSTRAP_SERVERS": bootstrapServers, "REDIS_URL": "\(redis.url)",
            "KAFKA_CONFIG_FETCH_WAIT_MAX_MS": "20", "KAFKA_CONFIG_SESSION_TIMEOUT_MS": "6000",
            "KAFKA_CONFIG_HEARTBEAT_INTERVAL_MS": "500",
        ]
    }

    /// Start to ready, and resident memory at rest.
    func measureStart(into table: inout FigureTable) async throws {
        var times: [Double] = []
        var memory: [Double] = []
        for round in 0..<Self.starts {
            var environment = environment
            environment["KAFKA_GROUP_EVALUATION"] = "start-\(round)"
            let worker = try await WorkerUnderTest.start(
                binary: binary, environment: environment, transport: transport)
            times.append(worker.startToReady / .milliseconds(1))
            try await Task.sleep(for: .seconds(1))
            memory.append(worker.megabytes("VmRSS"))
            await worker.stop()
        }
        table.add("start to ready, median of \(Self.starts)", median(times), "ms", budget: "<= 150 ms")
        table.add("start to ready, best", times.min() ?? 0, "ms")
        table.add("resident memory at rest, median", median(memory), "MB", budget: "<= 25 MB")
    }
}
