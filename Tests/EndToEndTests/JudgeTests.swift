import JSON
import Kafka
import TestKit
import Testing
import Threads

extension EndToEnd {
    /// A judge that is slow, or never answers.
    @Suite("Slow judges")
    struct JudgeTests {
        @Test("A question is asked four times with growing pauses, then its client hears of the timeout in time")
        func timeout() async throws {
            let load = Load(campaign: "timeout", count: 1)
            // Besides it there are probes whether the judge is back.
            let arrivals = Locked<[ContinuousClock.Instant]>([])
            try await withStand(judge: { request in
                if request.text.contains("ower 0 in timeout ") { arrivals.withLock { $0.append(.now) } }
                return .hang
            }) { stand in
                try await stand.startWorker(["JUDGE_TIMEOUT_SECONDS": "1", "NODE_REPLY_DEADLINE_SECONDS": "25"])
                async let popped = stand.pop("campaign:timeout:node:n0:result", seconds: 180)
                try await stand.produce(load.requests)
                let result = try json(await popped)
                #expect(result["status"] == "error")
                #expect(result["error"]?["code"] == "JUDGE_TIMEOUT")
                #expect(result["total_score"]?.isNull == true)
                #expect(result["passed"] == false)
                #expect(result["details"]?["faithfulness"]?["status"] == "judge_failed")
                #expect(result["usage"]?["calls"]?.integer == 4)
                let arrivals = arrivals.withLock { $0 }
                try #require(arrivals.count == 4)
                let gaps = zip(arrivals.dropFirst(), arrivals).map { $1.duration(to: $0) }
                // A call arrives a little after it is sent, on a busy machine a little later, hence the slack.
                let slack = Duration.milliseconds(600)
                #expect(gaps.allSatisfy { $0 > .seconds(1) - slack })
                #expect(gaps[1] > gaps[0] - slack)
                #expect(gaps[2] > gaps[1] - slack)
                #expect(arrivals[0].duration(to: arrivals[3]) > .seconds(3) - slack)
            }
        }

        @Test(
            "While the judge refuses or is down, intake rests and readiness says why; then every request is answered",
            arguments: [401, 503])
        func away(status: Int) async throws {
            let isAway = Locked(false)
            let wasAway = Gate()
            let truthful = TruthfulJudge().responder(delay: .milliseconds(50))
            try await withStand(judge: { request in
                guard isAway.withLock({ $0 }) else { return wasAway.holding(request, from: 60, truthful(request)) }
                return .json(status: status, body: ChatCompletion.error("not now", type: "error", code: nil))
            }) { stand in
                let worker = try await stand.startWorker(["JUDGE_CONCURRENCY": "4", "MAX_IN_FLIGHT": "20"])
                let load = Load(campaign: "away", count: 120)
                try await stand.produce(load.requests)
                try await eventually("some are answered") { try await load.answered(stand) >= 10 }
                isAway.withLock { $0 = true }
                wasAway.open()
                try await eventually("readiness says why") {
                    let ready = try await worker.getJSON("/readyz")
                    return ready.status == 503
                        && ready.body["problems"]?.array?.contains { $0.string?.hasPrefix("judge: ") == true } == true
                }
                #expect(try await worker.get("/livez").status == 200)
                try await eventually("intake rests") {
                    try await worker.getJSON("/health").body["intake"]?["state"] == "paused"
                }
                try await eventually("nothing is asked but probes") {
                    let before = stand.judge.statistics.calls
                    try await Task.sleep(for: .milliseconds(900))
                    return stand.judge.statistics.calls - before <= 2
                }
                let answered = try await load.answered(stand)
                #expect(answered < 120, "the outage came too late to mean anything")
                isAway.withLock { $0 = false }
                try await load.awaitAll(stand)
                try await eventually("ready again") { try await worker.get("/readyz").status == 200 }
                try await load.expectExactlyOnce(stand)
                for (id, records) in stand.results {
                    #expect(try json(records.first?.value)["status"] == "completed", "\(id)")
                }
            }
        }

        @Test("Fifty test cases with three metrics are judged side by side")
        func fiftyAtOnce() async throws {
            let asked = Locked(0)
            let truthful = TruthfulJudge().responder()
            // Nobody is answered before more than twenty have asked.
            try await withStand(judge: { request in
                asked.withLock { $0 += 1 }
                return .when({ asked.withLock { $0 } > 20 }, truthful(request))
            }) { stand in
                try await stand.startWorker()
                let load = Load(campaign: "fifty", count: 50)
                let requests = load.requests.map { request -> JSONValue in
                    guard var object = request.object else { return request }
                    object["metrics"] = ["faithfulness", "answer_relevancy", "toxicity"]
                    return .object(object)
                }
                try await stand.produce(requests)
                try await load.awaitAll(stand)
                #expect(stand.judge.statistics.maxInFlight > 20)
                for records in stand.results.values {
                    let result = try json(records.first?.value)
                    for metric in ["faithfulness", "answer_relevancy", "toxicity"] {
                        #expect(result["metrics"]?[metric]?.number != nil)
                    }
                }
                try await load.expectExactlyOnce(stand)
            }
        }

        @Test("A reply that comes too late does not reach the node's next turn, but everybody else")
        func lateReply() async throws {
            try await withStand(judge: TruthfulJudge().responder(delay: .seconds(2))) { stand in
                let worker = try await stand.startWorker(["NODE_REPLY_DEADLINE_SECONDS": "1"])
                let load = Load(campaign: "late", count: 1)
                try await stand.produce(load.requests)
                try await eventually("the result is on its topic") { stand.results["late-0"] != nil }
                #expect(try await stand.list("campaign:late:node:n0:result").isEmpty)
                #expect(try await stand.list("campaign:late:result").count == 1)
                #expect(try await worker.series("evaluation_late_replies_total") == 1)
            }
        }
    }
}
