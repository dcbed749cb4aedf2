import Glibc
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

        /// A secret of every kind the worker can be given, each of which would be found by its name.
        private static let configured = [
            "OPENAI_API_KEY": "sk-canary-key-8f2e61", "LANGFUSE_SECRET_KEY": "canary-langfuse-1b9",
            "KAFKA_CONFIG_SASL_PASSWORD": "canary-sasl-77a0", "KAFKA_CONFIG_SSL_KEY_PASSWORD": "canary-key-5d31",
        ]

        @Test("No configured secret is in a log, a page, a command's output or the last words of a crash")
        func configuredSecrets() async throws {
            try await withStand { stand in
                _ = try await stand.store.command(["CONFIG", "SET", "requirepass", "canary-redis-2c4f"])
                var environment = Self.configured
                environment["REDIS_URL"] = "\(stand.redis.url)".replacing(
                    "redis://", with: "redis://:canary-redis-2c4f@")
                // The most that librdkafka ever says about its settings.
                environment["KAFKA_CONFIG_DEBUG"] = "all"
                environment["LOG_LEVEL"] = "debug"
                let worker = try await stand.startWorker(environment)
                let load = Load(campaign: "secret", count: 2)
                try await stand.produce(load.requests)
                try await load.awaitAll(stand)
                var shown = ""
                for path in ["/health", "/evaluation/health", "/readyz", "/livez", "/startupz", "/metrics", "/none"] {
                    shown += try await worker.get(path).body
                }
                // A password that has become wrong is a problem to be shown, without it.
                _ = try await stand.store.command(["CONFIG", "SET", "requirepass", "another"])
                _ = try await stand.store.command(["CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes"])
                try await eventually("the outage shows") {
                    let page = try await worker.get("/readyz")
                    shown += page.body
                    return page.status == 503
                }
                shown += try await stand.run(["check"], environment: environment).output
                shown += try await stand.run(["settings"], environment: environment).output
                var broken = environment
                for name in environment.keys where name.hasPrefix("KAFKA_CONFIG_") { broken[name + "_FILE"] = "/none" }
                broken["REDIS_URL"] = "redis://:canary-redis-2c4f/path@host:port"
                broken["OPENAI_BASE_URL"] = "https://user:canary-url-90@host"
                let (exit, output) = try await stand.run(["serve"], environment: broken)
                #expect(exit == .status(2) && output.contains("REDIS_URL"))
                shown += output
                worker.process.send(signal: SIGABRT)
                _ = await worker.process.ended()
                shown += worker.process.output
                #expect(shown.contains("sasl.mechanisms") || shown.contains("librdkafka"))
                for line in shown.split(separator: "\n") where line.contains("canary") {
                    Issue.record("\(line.prefix(300))")
                }
            }
        }

        @Test("A key in a record that is no request is in the dead letter's value alone, which is the record itself")
        func deadLetter() async throws {
            let key = "sk-canary-broken-5a07"
            try await withStand { stand in
                let worker = try await stand.startWorker(["LOG_LEVEL": "debug"])
                let broken = [
                    #"{"campaign_id":"c","model_config":{"api_key":"\#(key)"#,
                    #"{"campaign_id":"c","model_config":{"api_key":["\#(key)"]},"metrics":"\#(key)"}"#,
                    #"{"campaign_id":7,"\#(key)":{"api_key":"\#(key)"},"history":"\#(key)"}"#,
                ]
                for record in broken { try await stand.produce(Array(record.utf8)) }
                try await eventually("each is a dead letter") {
                    stand.outputs.records(of: Stand.Topic.deadLetters).count == broken.count
                }
                try await stand.settle()
                for letter in stand.outputs.records(of: Stand.Topic.deadLetters) {
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
