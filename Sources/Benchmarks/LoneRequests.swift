import TestKit

/// One client that waits for each answer before it asks again: what the worker adds to the judge's own time.
struct LoneRequests {
    static let load = BenchmarkLoad(
        name: "lone request", requests: 200, latency: .fixed(.milliseconds(50)), concurrency: 64)

    private static let warmUp = 20
    /// The mock broker does not wake a waiting fetch: what a fetch waits comes on top.
    private static let fetchWait = 5

    static func measure(on stand: BenchmarkStand, into table: inout FigureTable) async throws {
        let stub = try BenchmarkStub(load.latency)
        let workers = try await stand.start(
            load, judge: stub.server.baseURL, more: ["KAFKA_CONFIG_FETCH_WAIT_MAX_MS": "\(fetchWait)"])
        let sender = try BenchmarkSender(bootstrapServers: stand.bootstrapServers, redis: stand.redis)
        var times: [Double] = []
        for number in 0..<warmUp + load.requests {
            let time = try await sender.roundTrip(load, number, campaign: load.label)
            // The calls of one evaluation run side by side: one round.
            if number >= warmUp { times.append((time - .milliseconds(50)) / .milliseconds(1)) }
        }
        times.sort()
        let name = "lone request: time above the judge's 50 ms"
        table.add("\(name), p50", times[times.count / 2], "ms", budget: .below(20))
        table.add("\(name), p99", times[times.count * 99 / 100], "ms", budget: .below(20))
        table.add("lone request: connections to the judge", Double(stub.server.statistics.connections), "")
        await sender.close()
        for worker in workers { await worker.stop() }
        await stub.server.stop()
    }
}
