import Glibc
import JSON
import Processes
import TestKit
import Testing

extension EndToEnd {
    /// Processes, servers and networks that go away in the middle of work.
    @Suite("Faults")
    struct FaultTests {
        /// Few calls at once, so that there is a middle.
        private static let narrow = ["JUDGE_CONCURRENCY": "8"]

        @Test("After kill -9 in the middle of 200 requests each is answered once, and repeated records are the same")
        func crash() async throws {
            let truthful = TruthfulJudge().responder(delay: .milliseconds(50))
            let isOver = Gate()
            try await withStand(judge: { isOver.holding($0, from: 120, truthful($0)) }) { stand in
                let load = Load(campaign: "crash", count: 200)
                let first = try await stand.startWorker(Self.narrow)
                try await stand.produce(load.requests)
                try await eventually("a third is answered") { try await load.answered(stand) > 60 }
                await first.process.kill()
                let answered = try await load.answered(stand)
                #expect(answered < 200, "the crash came too late to mean anything")
                isOver.open()
                try await stand.startWorker(Self.narrow)
                try await load.awaitAll(stand)
                try await load.expectExactlyOnce(stand, repeats: true)
            }
        }

        @Test("SIGTERM ends the work in flight and the process, with status 0; another replica goes on")
        func drain() async throws {
            let truthful = TruthfulJudge().responder(delay: .milliseconds(300))
            let isStopping = Gate()
            try await withStand(judge: { isStopping.holding($0, from: 30, truthful($0)) }) { stand in
                let load = Load(campaign: "drain", count: 100)
                let first = try await stand.startWorker(Self.narrow.merging(["MAX_IN_FLIGHT": "20"]) { $1 })
                try await stand.produce(load.requests)
                try await eventually("some are answered") { try await load.answered(stand) >= 10 }
                first.process.send(signal: SIGTERM)
                try await eventually("it stops") {
                    first.log.contains { $0["msg"]?.string?.hasPrefix("stopping: ") == true }
                }
                isStopping.open()
                #expect(await first.process.ended() == .status(0))
                #expect(first.log.last?["msg"] == "stopped")
                let answered = try await load.answered(stand)
                #expect(answered < 100, "the shutdown came too late to mean anything")
                try await stand.startWorker(Self.narrow)
                try await load.awaitAll(stand)
                try await load.expectExactlyOnce(stand)
            }
        }

        @Test("Two replicas share the partitions; when one is killed the other answers everything")
        func replicas() async throws {
            let truthful = TruthfulJudge().responder(delay: .milliseconds(100))
            let isOver = Gate()
            try await withStand(judge: { isOver.holding($0, from: 120, truthful($0)) }) { stand in
                let first = try await stand.startWorker(Self.narrow)
                let second = try await stand.startWorker(Self.narrow)
                try await eventually("each has two of the four partitions") {
                    for replica in [first, second] {
                        let partitions = try await replica.getJSON("/readyz").body["intake"]?["partitions"]
                        if partitions?.integer != 2 { return false }
                    }
                    return true
                }
                let load = Load(campaign: "pair", count: 200)
                try await stand.produce(load.requests, spreads: true)
                try await eventually("both have work") {
                    for replica in [first, second]
                    where try await replica.series("evaluation_requests_received_total") ?? 0 < 1 { return false }
                    return try await load.answered(stand) > 20
                }
                await first.process.kill()
                #expect(try await load.answered(stand) < 200, "the crash came too late to mean anything")
                isOver.open()
                try await load.awaitAll(stand)
                try await load.expectExactlyOnce(stand, repeats: true)
            }
        }

        @Test("While Redis is away the replica is alive but not ready and says why; then every result arrives once")
        func redisAway() async throws {
            try await withStand(
                keepsRedis: true, judge: TruthfulJudge().responder(delay: .milliseconds(100))
            ) { stand in
                let worker = try await stand.startWorker(Self.narrow)
                let load = Load(campaign: "redis", count: 100)
                try await stand.produce(load.requests)
                try await eventually("some are answered") { try await load.answered(stand) >= 10 }
                await stand.redis.kill9()
                try await expectOutage(of: "redis", worker)
                try await stand.redis.restart()
                try await load.awaitAll(stand)
                try await eventually("ready again") { try await worker.get("/readyz").status == 200 }
                try await load.expectExactlyOnce(stand)
            }
        }

        @Test("While the broker is unreachable the replica is alive but not ready; then every result arrives once")
        func brokerAway() async throws {
            try await withStand(judge: TruthfulJudge().responder(delay: .milliseconds(100))) { stand in
                let worker = try await stand.startWorker(Self.narrow)
                let load = Load(campaign: "broker", count: 100)
                try await stand.produce(load.requests)
                try await eventually("some are answered") { try await load.answered(stand) >= 10 }
                stand.broker.shim.refuse(true)
                try await expectOutage(of: "kafka", worker)
                stand.broker.shim.refuse(false)
                try await load.awaitAll(stand)
                try await eventually("ready again") { try await worker.get("/readyz").status == 200 }
                // An outage longer than the session hands the partitions out anew: records may be repeated.
                try await load.expectExactlyOnce(stand, repeats: true)
            }
        }

        private func expectOutage(of dependency: String, _ worker: WorkerProcess) async throws {
            try await eventually("readiness names \(dependency)") {
                let ready = try await worker.getJSON("/readyz")
                let problems = ready.body["problems"]?.array?.compactMap(\.string) ?? []
                return ready.status == 503 && problems.contains { $0.hasPrefix("\(dependency): ") }
            }
            #expect(try await worker.get("/livez").status == 200)
            let health = try await worker.getJSON("/health")
            #expect(health.status == 200)
            #expect(health.body["status"] == "degraded")
            #expect(health.body["dependencies"]?[dependency]?["status"] == "down")
        }
    }
}
