import Glibc
import JSON
import Kafka
import Processes
import Redis
import TestKit
import Testing
import Threads

extension EndToEnd {
    /// Every secret that the worker can be given; each would be found by what is in all of them.
    @Suite("Configured secrets")
    struct ConfiguredSecretTests {
        private static let mark = "canary"

        private static let configured = [
            "OPENAI_API_KEY": "sk-canary-openai-8f2e61", "AZURE_OPENAI_API_KEY": "canary-azure-3c90",
            "AZURE_OPENAI_ENDPOINT": "https://azure.invalid", "ANTHROPIC_API_KEY": "sk-ant-canary-77b1",
            "GOOGLE_API_KEY": "AIza-canary-02fe", "XAI_API_KEY": "xai-canary-91d4",
            "DEEPSEEK_API_KEY": "sk-canary-deepseek-6ae0", "MISTRAL_API_KEY": "canary-mistral-d2c8",
            "LANGFUSE_SECRET_KEY": "sk-lf-canary-1b9", "KAFKA_CONFIG_SASL_PASSWORD": "canary-sasl-77a0",
            "KAFKA_CONFIG_SSL_KEY_PASSWORD": "canary-key-5d31",
        ]

        /// Of providers with a key of their own, where it is configured, and where their place is.
        private static let providers: [(format: StubFormat, key: String, place: String)] = [
            (.chat, "OPENAI_API_KEY", "OPENAI_BASE_URL"), (.responses, "OPENAI_API_KEY", "OPENAI_BASE_URL"),
            (.azure, "AZURE_OPENAI_API_KEY", "AZURE_OPENAI_ENDPOINT"),
            (.anthropic, "ANTHROPIC_API_KEY", "JUDGE_BASE_URL"), (.google, "GOOGLE_API_KEY", "JUDGE_BASE_URL"),
            (.xai, "XAI_API_KEY", "JUDGE_BASE_URL"), (.deepseek, "DEEPSEEK_API_KEY", "JUDGE_BASE_URL"),
            (.mistral, "MISTRAL_API_KEY", "JUDGE_BASE_URL"),
        ]

        private func expectNoSecret(_ text: String, at location: SourceLocation = #_sourceLocation) {
            for line in text.split(separator: "\n") where line.contains(Self.mark) {
                Issue.record("\(line.prefix(400))", sourceLocation: location)
            }
        }

        /// Starts a replica whose whole log goes to a file: with the client's debugging it is more than is kept in memory.
        private func startWorker(
            _ stand: Stand, _ environment: [String: String]
        ) async throws -> (worker: WorkerProcess, log: String) {
            let path = try stand.file("worker.log", "")
            let worker = try await stand.startUnready(environment, shell: #"exec "$0" serve >> '\#(path)' 2>&1"#)
            try await worker.awaitReady()
            return (worker, path)
        }

        /// The lines of a log with a secret in them, and how many lines it has.
        private func search(_ log: String) async throws -> (found: String, count: Int) {
            let (_, found) = try await ChildProcess.run("grep", ["-a", "-m", "20", Self.mark, log])
            let (_, count) = try await ChildProcess.run("grep", ["-a", "-c", "", log])
            return (found, Int(count.filter(\.isNumber)) ?? 0)
        }

        @Test("No configured secret is in a log, a page, a result, a command's output or the last words of a crash")
        func everywhere() async throws {
            let judge = TruthfulJudge().responder()
            try await withStand(judge: { request in
                // A provider whose own failure shows what it was sent.
                request.text.contains("ower 1 ")
                    ? .json(
                        status: 500,
                        body: ChatCompletion.error(
                            "failed on \(request.header("authorization") ?? "")", type: "server_error"))
                    : judge(request)
            }) { stand in
                _ = try await stand.store.command(["CONFIG", "SET", "requirepass", "canary-redis-2c4f"])
                var environment = Self.configured
                environment["REDIS_URL"] = "\(stand.redis.url)".replacing(
                    "redis://", with: "redis://:canary-redis-2c4f@")
                // The most that librdkafka ever says about its settings.
                environment["KAFKA_CONFIG_DEBUG"] = "all"
                environment["LOG_LEVEL"] = "debug"
                let (worker, log) = try await startWorker(stand, environment)
                let load = Load(campaign: "secret", count: 3)
                try await stand.produce(load.requests)
                try await load.awaitAll(stand)
                var shown = ""
                for path in [
                    "/health", "/evaluation/health", "/readyz", "/livez", "/startupz", "/metrics", "/usage", "/none",
                ] {
                    shown += try await worker.get(path).body
                }
                // A password that has become wrong is a problem to be shown, without it.
                _ = try await stand.store.command(["CONFIG", "SET", "requirepass", "another"])
                _ = try await stand.store.command(["CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes"])
                try await eventually("the outage shows") {
                    let page = try await worker.get("/readyz")
                    shown += page.body
                    return page.status == 503 && page.body.contains("redis: WRONGPASS")
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
                #expect(await worker.process.ended() != .status(0))
                shown += try await written(stand)
                #expect(shown.contains("secret-2") && shown.contains("JUDGE_UNAVAILABLE"))
                expectNoSecret(shown)
                let (found, count) = try await search(log)
                #expect(count > 100, "the client's debugging is not there")
                expectNoSecret(found)
            }
        }

        @Test("A provider that repeats its key in an error makes it known to nobody, whichever provider it is")
        func everyProvider() async throws {
            let seen = Locked<[String]>([])
            try await withStand(judge: { request in
                let keys = ["authorization", "api-key", "x-api-key", "x-goog-api-key"].compactMap(request.header)
                seen.withLock { $0 += keys }
                return .json(
                    status: 400,
                    body: ChatCompletion.error("not for \(keys.joined(separator: " "))", type: "invalid_request_error"))
            }) { stand in
                var shown = ""
                for (place, provider) in Self.providers.enumerated() {
                    var environment = Self.configured
                    let url = "http://127.0.0.1:\(stand.judge.port)\(provider.format.basePath)"
                    environment["JUDGE_PROVIDER"] = provider.format.provider
                    environment[provider.place] = url
                    environment["LOG_LEVEL"] = "debug"
                    let worker = try await stand.startWorker(environment)
                    let load = Load(campaign: "provider\(place)", count: 1)
                    try await stand.produce(load.requests)
                    let answer = try #require(try await stand.pop("campaign:provider\(place):node:n0:result"))
                    shown += String(decoding: answer, as: UTF8.self) + "\n"
                    #expect(try json(answer)["status"] == "error", "\(provider.format)")
                    let key = try #require(Self.configured[provider.key])
                    #expect(
                        seen.withLock { $0.contains { $0.hasSuffix(key) } }, "\(provider.format) was not sent its key")
                    shown += try await worker.get("/health").body + worker.get("/metrics").body
                    await worker.process.stop(within: .seconds(180))
                    shown += worker.process.output
                }
                shown += try await written(stand)
                #expect(shown.contains("not for"))
                expectNoSecret(shown)
            }
        }
    }
}

/// Everything that the product has left for others to read: in Redis and on its topics.
func written(_ stand: Stand) async throws -> String {
    var text = ""
    let keys = try await stand.store.command(["KEYS", "*"]).array?.compactMap(\.string) ?? []
    for key in keys {
        let kind = try await stand.store.command(["TYPE", .init(key)]).string
        let reading: [RedisArgument] =
            switch kind {
            case "list": ["LRANGE", .init(key), 0, -1]
            case "set": ["SMEMBERS", .init(key)]
            case "zset": ["ZRANGE", .init(key), 0, -1]
            default: ["HGETALL", .init(key)]
            }
        let value = try await stand.store.command(reading)
        text += key + "\n" + (value.array ?? []).compactMap(\.string).joined(separator: "\n") + "\n"
    }
    for topic in Stand.Topic.outputs {
        for record in stand.outputs.records(of: topic) {
            text += record.text + "\n"
            text += record.headers.map { "\($0.name)=\(record.header($0.name) ?? "")\n" }.joined()
        }
    }
    return text
}
