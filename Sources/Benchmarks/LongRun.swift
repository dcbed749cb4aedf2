import TestKit

/// Memory after many evaluations: what it holds after the first tenth it may hold after all.
///
/// One reading moves by some megabytes with what the allocator has just given back; so means of four are compared.
struct LongRun {
    static let load = BenchmarkLoad(name: "long run", requests: 100_000, metrics: ["exact_match"])
    private static let waves = 20
    private static let readings = 4

    static func measure(on stand: BenchmarkStand, into table: inout FigureTable) async throws {
        let stub = try BenchmarkStub(.none)
        let workers = try await stand.start(load, judge: stub.server.baseURL)
        let sender = try BenchmarkSender(bootstrapServers: stand.bootstrapServers, redis: stand.redis)
        let memory = { workers.map { $0.megabytes("VmRSS") }.max() ?? 0 }
        var held: [Double] = []
        for wave in 0..<waves {
            try await sender.run(load, count: load.requests / waves, campaign: "\(load.label)-\(wave)")
            try await sender.forgetResults()
            held.append(memory())
        }
        let early = mean(held.dropFirst(waves / 10 - 1).prefix(readings))
        let late = mean(held.suffix(readings))
        let span = (readings - 1) * load.requests / waves
        let tenth = load.requests / 10
        let row = "no judge needed: resident memory after"
        table.add("\(row) \(tenth) to \(tenth + span) evaluations", early, "MB")
        table.add(
            "\(row) \(load.requests - span) to \(load.requests) evaluations", late, "MB", budget: .atMost(80))
        table.add("no judge needed: growth from one to the other", late - early, "MB", budget: .atMost(5))
        await sender.close()
        for worker in workers { await worker.stop() }
        await stub.server.stop()
    }

    private static func mean(_ values: ArraySlice<Double>) -> Double {
        values.reduce(0, +) / Double(max(1, values.count))
    }
}
