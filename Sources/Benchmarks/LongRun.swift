import TestKit

/// Memory after many evaluations: what it holds after the first tenth it may hold after all.
struct LongRun {
    static let load = BenchmarkLoad(name: "long run", requests: 100_000, metrics: ["exact_match"])
    private static let waves = 20

    static func measure(on stand: BenchmarkStand, into table: inout FigureTable) async throws {
        let stub = try BenchmarkStub(.none)
        let workers = try await stand.start(load, judge: stub.server.baseURL)
        let sender = try BenchmarkSender(bootstrapServers: stand.bootstrapServers, redis: stand.redis)
        let memory = { workers.map { $0.megabytes("VmRSS") }.max() ?? 0 }
        var early = 0.0
        for wave in 0..<waves {
            try await sender.run(load, count: load.requests / waves, campaign: "\(load.label)-\(wave)")
            try await sender.forgetResults()
            if wave == waves / 10 - 1 { early = memory() }
        }
        let late = memory()
        table.add("no judge needed: resident memory after \(load.requests / 10) evaluations", early, "MB")
        table.add(
            "no judge needed: resident memory after \(load.requests) evaluations", late, "MB", budget: .atMost(80))
        table.add("no judge needed: growth from one to the other", late - early, "MB", budget: .atMost(5))
        await sender.close()
        for worker in workers { await worker.stop() }
        await stub.server.stop()
    }
}
