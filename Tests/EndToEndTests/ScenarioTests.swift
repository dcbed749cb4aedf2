import JSON
import Kafka
import TestKit
import Testing

extension EndToEnd {
    /// What a first user tries, and what a human must see.
    @Suite("Scenarios")
    struct ScenarioTests {
        private func evaluate(
            _ stand: Stand, _ request: JSONObject, id: String, environment: [String: String] = [:]
        ) async throws -> JSONValue {
            try await stand.startWorker(environment)
            var request = request
            request["evaluation_id"] = .string(id)
            request["campaign_id"] = .string(id)
            try await stand.produce([.object(request)])
            try await eventually("a result") { try await !stand.list("campaign:\(id):result").isEmpty }
            return try json(try await stand.list("campaign:\(id):result").first)
        }

        @Test("An answer about something else is hardly relevant", arguments: ["openai", "offline"])
        func irrelevant(provider: String) async throws {
            try await withStand { stand in
                let result = try await evaluate(
                    stand,
                    [
                        "input": "How do I reset my account password?",
                        "actual_output": "Bananas grow in warm countries and are rich in potassium.",
                        "metrics": ["answer_relevancy"],
                    ], id: "relevancy-\(provider)", environment: ["JUDGE_PROVIDER": provider])
                let score = try #require(result["metrics"]?["answer_relevancy"]?.number)
                #expect(score < 0.2)
                #expect(result["passed"] == false)
                #expect(result["judge"]?["provider"]?.string == provider)
                #expect(stand.judge.statistics.calls == (provider == "offline" ? 0 : 1))
            }
        }

        @Test("An answer that its context contradicts is not faithful at all", arguments: ["openai", "offline"])
        func unfaithful(provider: String) async throws {
            try await withStand { stand in
                let result = try await evaluate(
                    stand,
                    [
                        "input": "When was the tower finished?",
                        "actual_output": "The tower was finished in 1925.",
                        "retrieval_context": ["The tower was finished in 1889."], "metrics": ["faithfulness"],
                    ], id: "faithfulness-\(provider)", environment: ["JUDGE_PROVIDER": provider])
                #expect(result["metrics"]?["faithfulness"]?.number == 0)
                #expect(result["total_score"]?.number == 0)
                #expect(result["passed"] == false)
                #expect(result["details"]?["faithfulness"]?["findings"]?.array?.count == 1)
            }
        }

        @Test("A score between 0.3 and 0.5 goes to the reviewers with what they need, and to nobody else")
        func review() async throws {
            try await withStand { stand in
                let output =
                    "The tower is 330 metres tall. The tower stands in Paris. The tower has purple elephants. "
                    + "Dragons sleep beneath it. Its owner lives on Mars."
                let result = try await evaluate(
                    stand,
                    [
                        "input": "Tell me about the tower.", "actual_output": .string(output),
                        "retrieval_context": ["The tower is 330 metres tall. The tower stands in Paris."],
                        "metrics": ["faithfulness"], "metadata": ["run": 7],
                    ], id: "review")
                #expect(result["total_score"]?.number == 0.4)
                #expect(result["status"] == "needs_review")
                #expect(result["metadata"]?["flag"] == "NEEDS_HUMAN_REVIEW")
                #expect(result["metadata"]?["run"]?.integer == 7)
                #expect(result["review"]?["reasons"]?.array?.contains("BAND") == true)
                try await stand.settle()
                #expect(stand.outputs.records(of: Stand.Topic.completed).allSatisfy { $0.value == nil })
                let records = stand.outputs.records(of: Stand.Topic.review).filter { $0.value != nil }
                #expect(records.count == 1)
                let review = try json(records.first?.value)
                #expect(review["test_case_input"] == "Tell me about the tower.")
                #expect(review["actual_output"]?.string == output)
                #expect(review["auto_score"]?.number == 0.4)
                #expect(review["status"] == "needs_review")
                #expect(review["evaluation_id"] == "review")
                #expect(records.first?.key == Array("review".utf8))
            }
        }

        @Test("Without a judge the service is ready, says so, and answers each request with an error")
        func noJudge() async throws {
            try await withStand { stand in
                let worker = try await stand.startWorker([
                    "OPENAI_API_KEY": "", "OPENAI_BASE_URL": "", "MODEL_NAME": "",
                ])
                let ready = try await worker.getJSON("/readyz")
                #expect(ready.status == 200)
                #expect(ready.body["dependencies"]?["judge"]?["status"] == "not_configured")
                let load = Load(campaign: "nojudge", count: 5)
                try await stand.produce(load.requests)
                try await load.awaitAll(stand)
                for records in stand.results.values {
                    let result = try json(records.first?.value)
                    #expect(result["status"] == "error")
                    #expect(result["error"]?["code"] == "JUDGE_NOT_CONFIGURED")
                    #expect(result["total_score"]?.isNull == true)
                    #expect(result["passed"] == false)
                    #expect(result["metrics"]?["faithfulness"] == nil)
                }
                try await load.expectExactlyOnce(stand)
                #expect(stand.judge.statistics.calls == 0)
            }
        }
    }
}
