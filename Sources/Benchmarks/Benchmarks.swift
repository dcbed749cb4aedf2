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
        let known = Section.allCases.map(\.rawValue)
        let arguments = CommandLine.arguments.dropFirst()
        let sections = arguments.dropFirst().compactMap { Section(rawValue: $0) }
        guard let binary = arguments.first, sections.count == arguments.count - 1 else {
            throw BenchmarkError.usage(
                "Benchmarks PATH-OF-BINARY [\(known.joined(separator: "|"))]... | --costs | judges CASES.jsonl")
        }
        let wanted = binary == "--costs" ? [.costs] : sections.isEmpty ? Section.allCases : sections
        var table = FigureTable()
        if wanted.contains(.costs) {
            for set in MetricSet.all { try await set.measure(into: &table) }
            try await OfflineCatalogue.measure(into: &table)
        }
        if wanted.contains(.detectors) { DetectorThroughput.measure(into: &table) }
        if wanted.contains(where: \.needsBinary) { try await measure(binary, wanted, into: &table) }
        print(table.text)
    }

    /// What can be measured alone.
    private enum Section: String, CaseIterable {
        case costs, detectors, start, instant, intake, waiting, lone, replicas, endurance

        var needsBinary: Bool { self != .costs && self != .detectors }
    }

    /// The binary, beside real dependencies.
    private static func measure(_ binary: String, _ wanted: [Section], into table: inout FigureTable) async throws {
        let loads = BenchmarkLoad.all + [LoneRequests.load, LongRun.load]
        let common = [
            "evaluation.requests", "evaluation.completed", "evaluation.manual_review", "evaluation.dlq", "traces",
        ]
        let broker = try KafkaMockCluster(
            topics: (common + [bareOutput]).map { .init($0, partitions: 16) }
                + loads.map { .init($0.topic, partitions: $0.partitions) })
        let redis = try await RedisServer.start()
        let transport = try HTTPTransport()
        let stand = BenchmarkStand(
            binary: binary, bootstrapServers: broker.bootstrapServers, redis: redis, transport: transport)
        if wanted.contains(.start) { try await stand.measureStart(into: &table) }
        if wanted.contains(.instant) {
            for load in BenchmarkLoad.instant { try await stand.measure(load, into: &table) }
        }
        if wanted.contains(.intake) { try await measureIntake(on: stand, into: &table) }
        if wanted.contains(.waiting) {
            for load in BenchmarkLoad.waiting { try await stand.measure(load, into: &table) }
        }
        if wanted.contains(.lone) { try await LoneRequests.measure(on: stand, into: &table) }
        if wanted.contains(.replicas) {
            var rates: [Double] = []
            for load in BenchmarkLoad.shared { rates.append(try await stand.measure(load, into: &table)) }
            table.add(
                "three replicas do as much as one, times", (rates.last ?? 0) / (rates.first ?? 1), "",
                budget: .atLeast(2.7))
        }
        if wanted.contains(.endurance) { try await LongRun.measure(on: stand, into: &table) }
        await transport.shutdown()
        await redis.stop()
        await broker.close()
    }

    private static let bareOutput = "bare.output"

    /// The worker's intake beside what the Kafka client alone can do with the same records.
    private static func measureIntake(on stand: BenchmarkStand, into table: inout FigureTable) async throws {
        let load = BenchmarkLoad.withoutJudge
        let rate = try await stand.measure(load, into: &table)
        let bare = BareLoop(
            bootstrapServers: stand.bootstrapServers, topic: load.topic, output: bareOutput, partitions: load.partitions
        )
        let each = try await bare.rate(of: load.requests, waiting: .eachBatch)
        let end = try await bare.rate(of: load.requests, waiting: .atTheEnd)
        table.add("bare Kafka loop, each ten records committed: records per second", each, "/s")
        table.add("bare Kafka loop, committed at the end: records per second", end, "/s")
        table.add(
            "\(load.name): share of the bare loop that commits each ten", 100 * rate / each, "%", budget: .atLeast(70))
        table.add("\(load.name): share of the bare loop that commits at the end", 100 * rate / end, "%")
    }
}
