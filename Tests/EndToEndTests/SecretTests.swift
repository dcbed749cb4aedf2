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
                let keys = try await stand.store.command(["KEYS", "*"]).array?.compactMap(\.string) ?? []
                #expect(!keys.isEmpty)
                for key in keys {
                    shown += key
                    let isList = try await stand.store.command(["TYPE", .init(key)]).string == "list"
                    let value = try await stand.store.command(
                        isList ? ["LRANGE", .init(key), 0, -1] : ["HGETALL", .init(key)])
                    shown += (value.array ?? []).compactMap(\.string).joined(separator: "\n")
                }
                try await stand.settle()
                shown += worker.process.output
                for topic in Stand.Topic.outputs {
                    for record in stand.outputs.records(of: topic) {
                        shown += record.text
                        shown += record.headers.map { $0.name + (record.header($0.name) ?? "") }.joined()
                    }
                }
                #expect(shown.contains("secret-3"))
                #expect(!shown.contains(ours))
                #expect(!shown.contains(theirs))
                #expect(!shown.contains("canary"))
            }
        }
    }
}
