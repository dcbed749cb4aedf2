import JSON
import Kafka
import TestKit
import Testing

extension EndToEnd {
    /// A judge that is slow, or never answers.
    @Suite("Slow judges")
    struct JudgeTests {
        @Test("A question is asked four times with growing pauses, then its client hears of the timeout")
        func timeout() async throws {
            try await withStand(judge: { _ in .hang }) { stand in
                try await stand.startWorker(["JUDGE_TIMEOUT_SECONDS": "0.4"])
                let load = Load(campaign: "timeout", count: 1)
                async let popped = stand.pop("campaign:timeout:node:n0:result")
                try await stand.produce(load.requests)
                let result = try json(await popped)
                #expect(result["status"] == "error")
                #expect(result["error"]?["code"] == "JUDGE_TIMEOUT")
                #expect(result["total_score"]?.isNull == true)
                #expect(result["passed"] == false)
                #expect(result["details"]?["faithfulness"]?["status"] == "judge_failed")
                #expect(result["usage"]?["calls"]?.integer == 4)
                let arrivals = stand.judge.statistics.arrivals
                try #require(arrivals.count == 4)
                let gaps = zip(arrivals.dropFirst(), arrivals).map { $1.duration(to: $0) }
                // A call arrives a little after it is sent, hence the slack.
                let slack = Duration.milliseconds(250)
                #expect(gaps.allSatisfy { $0 > .milliseconds(400) - slack })
                #expect(gaps[1] > gaps[0] - slack)
                #expect(gaps[2] > gaps[1] - slack)
                #expect(gaps[2] > .milliseconds(400))
            }
        }

        @Test("Fifty test cases with three metrics are judged side by side")
        func fiftyAtOnce() async throws {
            try await withStand(judge: TruthfulJudge().responder(delay: .seconds(2))) { stand in
                try await stand.startWorker()
                let load = Load(campaign: "fifty", count: 50)
                let requests = load.requests.map { request -> JSONValue in
                    guard var object = request.object else { return request }
                    object["metrics"] = ["faithfulness", "answer_relevancy", "toxicity"]
                    return .object(object)
                }
                let started = ContinuousClock.now
                try await stand.produce(requests)
                try await load.awaitAll(stand)
                let took = started.duration(to: .now)
                #expect(stand.judge.statistics.maxInFlight > 20)
                #expect(took < .seconds(60), "one after the other it would be 200 s")
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
