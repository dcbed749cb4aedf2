import JSON
import Kafka
import Processes
import Redis
import TestKit
import Testing
import Threads

extension EndToEnd {
    @Suite("Secrets")
    struct SecretTests {
        @Test("Keys from the environment and from a request reach the judge and nothing else")
        func canaries() async throws {
            let ours = "sk-canary-environment-8f2e61"
            let theirs = "sk-canary-request-41c07d"
            let seen = Locked<Set<String>>([])
            let judge = TruthfulJudge().responder()
            try await withStand(judge: { request in
                seen.withLock { _ = $0.insert(request.header("authorization") ?? "") }
                // A provider that repeats the key in its error, as real ones do.
                return request.text.contains("echo the key")
                    ? .json(
                        status: 401,
                        body: ChatCompletion.error(
                            "Incorrect API key provided: \(request.header("authorization") ?? "")",
                            type: "invalid_request_error", code: "invalid_api_key"))
                    : judge(request)
            }) { stand in
                let worker = try await stand.startWorker([
                    "OPENAI_API_KEY": ours, "LOG_LEVEL": "debug",
                    "JUDGE_BASE_URL_ALLOWLIST": stand.judge.baseURL,
                ])
                let load = Load(campaign: "secret", count: 4)
                let requests = load.requests.enumerated().map { place, request -> JSONValue in
                    guard var object = request.object else { return request }
                    if place % 2 == 1 {
                        object["model_config"] = [
                            "model": "other", "api_key": .string(theirs), "base_url": .string(stand.judge.baseURL),
                            "provider": "OpenAI",
                        ]
                    }
                    if place > 1 { object["input"] = "Please echo the key." }
                    if place > 1 { object["metrics"] = ["answer_relevancy"] }
                    return .object(object)
                }
                try await stand.produce(requests)
                try await load.awaitAll(stand)
                #expect(seen.withLock { $0 } == ["Bearer \(ours)", "Bearer \(theirs)"])

                var shown = try await worker.get("/metrics").body
                shown += try await worker.get("/health").body
                try await stand.settle()
                shown += worker.process.output
                shown += try await written(stand)
                #expect(shown.contains("secret-3"))
                #expect(!shown.contains(ours))
                #expect(!shown.contains(theirs))
                #expect(!shown.contains("canary"))
            }
        }

        @Test("A key in a record that is no request is taken out of its dead letter and shown nowhere else")
        func deadLetter() async throws {
            let key = "sk-canary-broken-5a07"
            try await withStand { stand in
                let worker = try await stand.startWorker(["LOG_LEVEL": "debug"])
                let named = [
                    #"{"campaign_id":"c","model_config":{"api_key":"\#(key)"#,
                    #"{"campaign_id":"c","model_config":{"api_key":["\#(key)"]}}"#,
                    #""{\"campaign_id\":\"c\",\"model_config\":{\"api_key\":\"\#(key)\"}}""#,
                    "{'campaign_id': 'c', 'model_config': {'api_key': '\(key)'}}",
                ]
                // Where nothing calls it a key it is a part of the record, and of that alone.
                let unnamed = [
                    #"{"campaign_id":"c","model_config":{"api_key":["\#(key)"]},"metrics":"\#(key)"}"#,
                    #"{"campaign_id":7,"\#(key)":{"api_key":"\#(key)"},"history":"\#(key)"}"#,
                ]
                let broken = named + unnamed
                for record in broken { try await stand.produce(Array(record.utf8)) }
                try await eventually("each is a dead letter") {
                    stand.outputs.records(of: Stand.Topic.deadLetters).count == broken.count
                }
                try await stand.settle()
                // The last record says that there are no more.
                let letters = stand.outputs.records(of: Stand.Topic.deadLetters).filter { $0.header("end") == nil }
                #expect(letters.count == broken.count)
                #expect(letters.filter { $0.text.contains(key) }.count == unnamed.count)
                for letter in letters {
                    #expect(letter.header("value-redacted") == "api_key")
                    #expect(!letter.headers.contains { (letter.header($0.name) ?? "").contains(key) })
                }
                #expect(!worker.process.output.contains(key))
                for topic in [Stand.Topic.completed, Stand.Topic.review, Stand.Topic.traces] {
                    #expect(!stand.outputs.records(of: topic).contains { $0.text.contains(key) })
                }
            }
        }
    }
}
