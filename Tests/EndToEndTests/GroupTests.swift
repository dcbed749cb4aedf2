import JSON
import Kafka
import Processes
import TestKit
import Testing

extension EndToEnd {
    /// Replicas that come and go.
    @Suite("Groups")
    struct GroupTests {
        private func share(_ replicas: [WorkerProcess]) async throws {
            try await eventually("each has two of the four partitions") {
                for replica in replicas {
                    let partitions = try await replica.getJSON("/readyz").body["intake"]?["partitions"]
                    if partitions?.integer != 2 { return false }
                }
                return true
            }
        }

        private func rebalances(of replica: WorkerProcess) async throws -> Double {
            var sum = 0.0
            for kind in ["assigned", "revoked", "lost"] {
                sum += try await replica.series(#"kafka_rebalances_total{kind="\#(kind)"}"#) ?? 0
            }
            return sum
        }

        @Test("A static replica that is restarted within its session causes no rebalance at the other one")
        func staticMembership() async throws {
            try await withStand(judge: TruthfulJudge().responder(delay: .milliseconds(50))) { stand in
                let names = ["one", "two"].map {
                    ["KAFKA_GROUP_INSTANCE_ID": $0, "KAFKA_CONFIG_SESSION_TIMEOUT_MS": "10000"]
                }
                let first = try await stand.startWorker(names[0])
                let second = try await stand.startWorker(names[1])
                try await share([first, second])
                let before = try await rebalances(of: second)
                let load = Load(campaign: "static", count: 60)
                try await stand.produce(load.requests, spreads: true)
                try await eventually("some are answered") { try await load.answered(stand) >= 10 }
                #expect(await first.process.stop(within: .seconds(180)) == .status(0))
                let again = try await stand.startWorker(names[0])
                try await share([again, second])
                try await load.awaitAll(stand)
                #expect(try await rebalances(of: second) == before)
                #expect(again.process.isRunning && second.process.isRunning)
                try await load.expectExactlyOnce(stand)
            }
        }

        @Test("With cooperative-sticky replicas keep what does not move, and every request is answered once")
        func cooperative() async throws {
            let settings = ["KAFKA_ASSIGNOR": "cooperative-sticky", "JUDGE_CONCURRENCY": "4"]
            let slowly = TruthfulJudge().responder(delay: .seconds(1))
            let quickly = TruthfulJudge().responder(delay: .milliseconds(100))
            // The first has work for as long as it takes the second to come.
            let isShared = Gate()
            try await withStand(judge: { isShared.isOpen ? quickly($0) : slowly($0) }) { stand in
                let first = try await stand.startWorker(settings)
                let load = Load(campaign: "sticky", count: 400)
                try await stand.produce(load.requests, spreads: true)
                try await eventually("some are answered") { try await load.answered(stand) >= 10 }
                let second = try await stand.startWorker(settings)
                try await share([first, second])
                #expect(try await load.answered(stand) < 400, "the second came too late to mean anything")
                isShared.open()
                #expect(await first.process.stop(within: .seconds(180)) == .status(0))
                try await load.awaitAll(stand)
                try await eventually("the second has all") {
                    try await second.getJSON("/readyz").body["intake"]?["partitions"]?.integer == 4
                }
                // librdkafka before 2.10 may lose an assignment on the way: repeated records, no lost ones.
                try await load.expectExactlyOnce(stand, repeats: true)
            }
        }

        @Test("A replica whose port is taken ends at once, with status 1 and the port in its last words")
        func takenPort() async throws {
            try await withStand { stand in
                let first = try await stand.startWorker()
                let port = "\(first.port)"
                let (exit, output) = try await stand.run(["serve"], environment: ["PORT": port])
                #expect(exit == .status(1))
                #expect(output.contains("port \(port) on 127.0.0.1"))
                // The one that is there goes on.
                let load = Load(campaign: "port", count: 3)
                try await stand.produce(load.requests)
                try await load.awaitAll(stand)
            }
        }

        @Test("A result that is too large for its topic stands in Redis, and its request is a dead letter that says so")
        func resultTooLarge() async throws {
            try await withStand(partitions: 1) { stand in
                try await stand.startWorker(["KAFKA_CONFIG_MESSAGE_MAX_BYTES": "40000"])
                let load = Load(campaign: "large", count: 2)
                let requests = load.requests
                var object = try #require(requests[0].object)
                object["metadata"] = ["bulky": "BULKY"]
                // It comes back with the result, whose writer escapes these characters: one byte becomes six.
                let raw = JSONWriter.text(of: .object(object))
                    .replacing("BULKY", with: String(repeating: "\u{7F}", count: 8000))
                try await stand.produce(Array(raw.utf8))
                try await stand.produce(JSONWriter.bytes(of: requests[1]))
                try await eventually("one is published, the other is a dead letter") {
                    stand.results[load.id(1)] != nil
                        && !stand.outputs.records(of: Stand.Topic.deadLetters).isEmpty
                }
                let letter = try #require(stand.outputs.records(of: Stand.Topic.deadLetters).first)
                #expect(letter.header("error-code") == "RESULT_REFUSED")
                #expect(stand.results[load.id(0)] == nil)
                let stored = try await stand.list("campaign:large:node:n0:result")
                #expect(stored.count == 1)
                #expect(try json(stored.first)["status"] == "completed")
            }
        }
    }
}
