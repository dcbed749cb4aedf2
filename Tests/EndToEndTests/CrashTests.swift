import Glibc
import JSON
import Kafka
import Processes
import Redis
import TestKit
import Testing
import Threads

extension EndToEnd {
    /// Workers that are killed at each step of a record, and records that kill them.
    @Suite("Crashes")
    struct CrashTests {
        /// Judge calls by the number of the tower they are about.
        private final class Calls: Sendable {
            private let counts = Locked<[Int: Int]>([:])

            func note(_ request: StubLLMRequest, of load: Load) {
                for number in 0..<load.count where request.text.contains("ower \(number) in \(load.campaign) ") {
                    counts.withLock { $0[number, default: 0] += 1 }
                }
            }

            var all: [Int: Int] { counts.withLock { $0 } }
        }

        @Test("A record that kills every worker is a dead letter in the end; its neighbours are answered exactly once")
        func poison() async throws {
            let load = Load(campaign: "near", count: 30)
            let marker = "the deadly tower"
            let worker = Locked<WorkerProcess?>(nil)
            let truthful = TruthfulJudge().responder(delay: .milliseconds(30))
            let kills = Locked(0)
            try await withStand(
                partitions: 1,
                judge: { request in
                    guard request.text.contains(marker) else { return truthful(request) }
                    kills.withLock { $0 += 1 }
                    worker.withLock { $0?.process.send(signal: SIGKILL) }
                    return .hang
                }
            ) { stand in
                let poison: JSONValue = [
                    "evaluation_id": "deadly", "campaign_id": "near", "input": "How tall is it?",
                    "actual_output": .string("\(marker) is 1 metre tall."),
                    "retrieval_context": [.string("\(marker) is 1 metre tall.")], "metrics": ["faithfulness"],
                ]
                let requests = load.requests
                for request in requests[..<15] + [poison] + requests[15...] {
                    try await stand.produce(JSONWriter.bytes(of: request))
                }
                var lives = 0
                while stand.outputs.records(of: Stand.Topic.deadLetters).isEmpty {
                    lives += 1
                    try #require(lives < 12, "it goes on killing")
                    // As time does, which passes until the next start: the last life is gone.
                    _ = try await stand.store.command(["DEL", "evaluation-worker:lives"])
                    let next = try await stand.startUnready(["POISON_ATTEMPTS": "4"])
                    worker.withLock { $0 = next }
                    try await eventually("it is killed, or has put the record away") {
                        !next.process.isRunning || !stand.outputs.records(of: Stand.Topic.deadLetters).isEmpty
                    }
                }
                #expect(kills.withLock { $0 } == 4)
                #expect(lives == 5)
                try await eventually("the neighbours are answered") {
                    try await load.answered(stand) == load.count && stand.results.count == load.count
                }
                try await stand.settle()
                let letters = stand.outputs.records(of: Stand.Topic.deadLetters).filter { $0.header("end") == nil }
                #expect(letters.count == 1)
                #expect(letters.first?.header("error-code") == "WORKER_KILLED")
                #expect(letters.first?.header("attempts") == "4")
                #expect(letters.first?.header("original-offset") == "15")
                #expect(letters.first?.value == JSONWriter.bytes(of: poison))
                for number in 0..<load.count {
                    #expect(try await stand.list("campaign:near:node:n\(number):result").count == 1)
                    let records = stand.results[load.id(number)] ?? []
                    #expect(!records.isEmpty)
                    #expect(Set(records.map(\.text)).count == 1)
                }
                #expect(try await stand.store.command(["KEYS", "evaluation-worker:started:*"]).array?.isEmpty == true)
            }
        }

        @Test("Restarts that are asked for never make a poisoned record of one that is slow")
        func orderly() async throws {
            let slow = Locked(true)
            let truthful = TruthfulJudge().responder()
            try await withStand(
                partitions: 1, judge: { slow.withLock { $0 } ? .hang : truthful($0) }
            ) { stand in
                let load = Load(campaign: "slow", count: 3)
                try await stand.produce(load.requests)
                for round in 1...5 {
                    let calls = stand.judge.statistics.calls
                    let worker = try await stand.startWorker(["POISON_ATTEMPTS": "3", "DRAIN_SECONDS": "0"])
                    try await eventually("round \(round) has begun") { stand.judge.statistics.calls >= calls + 3 }
                    #expect(await worker.process.stop(within: .seconds(180)) == .status(0))
                    let starts = try await stand.store.command(["KEYS", "evaluation-worker:started:*"])
                    #expect(starts.array?.isEmpty == true, "round \(round)")
                }
                slow.withLock { $0 = false }
                try await stand.startWorker(["POISON_ATTEMPTS": "3"])
                try await load.awaitAll(stand)
                try await load.expectExactlyOnce(stand)
            }
        }

        @Test("Killed while the judge is asked: it is asked again, and there is one result")
        func beforeStore() async throws {
            let load = Load(campaign: "first", count: 4)
            let calls = Calls()
            let holds = Locked(true)
            let truthful = TruthfulJudge().responder()
            try await withStand(
                judge: { request in
                    calls.note(request, of: load)
                    return holds.withLock { $0 } ? .hang : truthful(request)
                }
            ) { stand in
                let first = try await stand.startWorker()
                try await stand.produce(load.requests)
                try await eventually("all are asked about") { calls.all.count == 4 }
                await first.process.kill()
                #expect(try await load.answered(stand) == 0)
                holds.withLock { $0 = false }
                try await stand.startWorker()
                try await load.awaitAll(stand)
                try await load.expectExactlyOnce(stand)
                #expect(calls.all.values.allSatisfy { $0 == 2 }, "\(calls.all)")
            }
        }

        @Test("Killed between Redis and Kafka: the stored bytes are published, and the judge is not asked again")
        func betweenStoreAndPublish() async throws {
            let load = Load(campaign: "second", count: 4)
            let calls = Calls()
            let truthful = TruthfulJudge().responder()
            let isAway = Gate()
            try await withStand(
                judge: { request in
                    calls.note(request, of: load)
                    return isAway.holding(request, truthful(request))
                }
            ) { stand in
                let first = try await stand.startWorker()
                try await stand.produce(load.requests)
                try await eventually("all are asked about") { calls.all.count == 4 }
                // Until the judge answers there is nothing to publish; afterwards there is nobody to take it.
                stand.broker.shim.refuse(true)
                try await eventually("the broker is away") { stand.broker.shim.openConnections == 0 }
                isAway.open()
                try await eventually("all are stored") { try await load.answered(stand) == 4 }
                let stored = try await stand.lists((0..<4).map { "campaign:second:node:n\($0):result" })
                await first.process.kill()
                stand.broker.shim.refuse(false)
                #expect(stand.results.isEmpty)
                let second = try await stand.startWorker()
                try await load.awaitAll(stand)
                #expect(try await second.series("evaluation_results_reused_total") == 4)
                try await load.expectExactlyOnce(stand)
                for number in 0..<4 { #expect(stand.results[load.id(number)]?.first?.value == stored[number].first) }
                #expect(calls.all == [0: 1, 1: 1, 2: 1, 3: 1])
            }
        }

        @Test("Killed between Kafka and the commit: the same record comes once more, and the judge is not asked again")
        func betweenPublishAndCommit() async throws {
            let load = Load(campaign: "third", count: 5)
            let calls = Calls()
            let holds = Locked(true)
            let truthful = TruthfulJudge().responder()
            // One partition: while its first record is unfinished nothing behind it can be committed.
            try await withStand(
                partitions: 1,
                judge: { request in
                    calls.note(request, of: load)
                    let isFirst = request.text.contains("ower 0 in third ")
                    return isFirst && holds.withLock { $0 } ? .hang : truthful(request)
                }
            ) { stand in
                let first = try await stand.startWorker()
                for request in load.requests { try await stand.produce(JSONWriter.bytes(of: request)) }
                try await eventually("all but the first are published") {
                    try await load.answered(stand) == 4 && stand.results.count == 4
                }
                await first.process.kill()
                holds.withLock { $0 = false }
                let second = try await stand.startWorker()
                try await eventually("the first is answered, the others are repeated") {
                    try await load.answered(stand) == 5 && stand.results.values.map(\.count).reduce(0, +) == 9
                }
                #expect(try await second.series("evaluation_results_reused_total") == 4)
                try await load.expectExactlyOnce(stand, repeats: true)
                #expect(calls.all == [0: 2, 1: 1, 2: 1, 3: 1, 4: 1])
                #expect(stand.results[load.id(0)]?.count == 1)
                for number in 1..<5 { #expect(stand.results[load.id(number)]?.count == 2) }
            }
        }
    }
}
