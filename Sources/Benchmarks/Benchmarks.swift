import Glibc
import HTTPClient
import Kafka
import Redis
import TestKit

/// Measures what metrics cost, then the shipped binary beside real dependencies, and prints one table.
@main
struct Benchmarks {
    static func main() async {
        do {
            try await run()
        } catch {
            print("benchmark failed: \(error)")
            exit(1)
        }
    }

    private static func run() async throws {
        if CommandLine.arguments.count == 3, CommandLine.arguments[1] == "judges" {
            return try await JudgeComparison(casesAt: CommandLine.arguments[2]).run()
        }
        guard CommandLine.arguments.count == 2 else {
            throw BenchmarkError.usage("Benchmarks PATH-OF-BINARY | --costs | judges CASES.jsonl")
        }
        let binary = CommandLine.arguments[1]
        var table = FigureTable()
        for set in MetricSet.all { try await set.measure(into: &table) }
        try await OfflineCatalogue.measure(into: &table)
        guard binary != "--costs" else {
            print(table.text)
            return
        }
        let topics =
            ["evaluation.requests", "evaluation.completed", "evaluation.manual_review", "evaluation.dlq", "traces"]
            + BenchmarkLoad.all.map(BenchmarkStand.topic(for:))
        let broker = try KafkaMockCluster(topics: topics.map { .init($0, partitions: 16) })
        let redis = try await RedisServer.start()
        let transport = try HTTPTransport()
        let stand = BenchmarkStand(
            binary: binary, bootstrapServers: broker.bootstrapServers, redis: redis, transport: transport)
        try await stand.measureStart(into: &table)
        for load in BenchmarkLoad.all { try await stand.measure(load, into: &table) }
        print(table.text)
        await transport.shutdown()
        await redis.stop()
        await broker.close()
    }
}
