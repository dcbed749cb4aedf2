import FoundationEssentials
import HTTPClient
import JSON
import Kafka
import Redis
import Telemetry
import TestKit
import Testing
import Threads

@testable import Service

/// The service and `evaluate` with a judge behind HTTP that is not asked twice.
@Suite(.timeLimit(.minutes(15))) struct RememberingServiceTests {
    private func request(_ id: String, campaign: String = "c1", threshold: Double = 0.5) -> String {
        #"""
        {"evaluation_id":"\#(id)","campaign_id":"\#(campaign)","input":"When was the tower built?",
         "actual_output":"The tower was built in 1889.","retrieval_context":["The tower was built in 1889 by Gustave."],
         "metrics_config":[{"id":"faithfulness","threshold":\#(threshold)}]}
        """#.replacing("\n", with: "")
    }

    private func environment(_ judge: StubLLMServer, _ more: [String: String] = [:]) -> [String: String] {
        [
            "PORT": "0", "HOST": "127.0.0.1", "OPENAI_BASE_URL": judge.baseURL, "MODEL_NAME": "stub-model",
            "DRAIN_SECONDS": "30", "JUDGE_TIMEOUT_SECONDS": "120",
        ].merging(more) { _, wanted in wanted }
    }

    /// The results of requests that are written one after the other, and what the instruments say then.
    private func served(
        _ requests: [String], environment: [String: String]
    ) async throws -> (results: [JSONObject], metrics: String) {
        let service = try await WorkerService.start(
            try Configuration.load(environment: environment), version: "1", logger: Logger(level: .error))
        let found = Locked<(results: [JSONObject], metrics: String)>(([], ""))
        let failure = await withTaskGroup(of: (any Error)?.self) { group in
            group.addTask {
                do { try await service.run() } catch { return error }
                return nil
            }
            group.addTask {
                defer { service.stop() }
                do {
                    let outcome = try await answers(to: requests, service)
                    found.withLock { $0 = outcome }
                } catch { return error }
                return nil
            }
            return await group.reduce(nil) { $0 ?? $1 }
        }
        if let failure { throw failure }
        return found.withLock { $0 }
    }

    private func answers(
        to requests: [String], _ service: WorkerService
    ) async throws -> (results: [JSONObject], metrics: String) {
        let redis = try RedisClient(url: service.addresses.redis, configuration: patientRedis)
        let producer = try KafkaProducer(KafkaConfiguration(bootstrapServers: service.addresses.bootstrapServers))
        var results: [JSONObject] = []
        for request in requests {
            _ = try await producer.send(topic: "evaluation.requests", key: nil, value: Array(request.utf8))
            let list = "campaign:\(object(request)["campaign_id"]?.string ?? ""):evaluation_result"
            try await eventually("a result comes") {
                guard let text = try? await redis.command(["LPOP", RedisArgument(list)]).string else { return false }
                results.append(object(text))
                return true
            }
        }
        let transport = try HTTPTransport()
        let response = try await transport.send(
            HTTPRequest(url: "http://127.0.0.1:\(service.addresses.httpPort)/metrics", timeout: .seconds(60)))
        await transport.shutdown()
        await redis.shutdown()
        await producer.close()
        return (results, String(decoding: response.body, as: UTF8.self))
    }

    @Test("a question that comes again in another campaign, with another threshold, is not paid for again")
    func remembers() async throws {
        let judge = try StubLLMServer(respond: TruthfulJudge().responder())
        let (results, metrics) = try await served(
            [request("e1"), request("e2", campaign: "c2", threshold: 0.9)], environment: environment(judge))
        try #require(results.count == 2)
        #expect(judge.statistics.calls == 1)
        #expect(results[0]["usage"]?["calls"] == 1)
        #expect(results[1]["usage"]?["calls"] == 0)
        #expect(results[1]["usage"]?["cache_hits"] == 1)
        #expect(results[1]["usage"]?["prompt_tokens"] == 0)
        #expect(results[1]["metrics"] == results[0]["metrics"])
        #expect(metrics.contains("judge_verdict_cache_total{event=\"hit\"} 1"))
        #expect(metrics.contains("judge_verdict_cache_total{event=\"miss\"} 1"))
        #expect(metrics.contains("judge_verdict_cache_total{event=\"kept\"} 1"))
        #expect(metrics.contains("judge_verdict_cache_total{event=\"refused\"} 0"))
    }

    @Test("VERDICT_CACHE=off asks every time")
    func off() async throws {
        let judge = try StubLLMServer(respond: TruthfulJudge().responder())
        let (results, _) = try await served(
            [request("e1"), request("e2")], environment: environment(judge, ["VERDICT_CACHE": "off"]))
        #expect(judge.statistics.calls == 2)
        #expect(results.allSatisfy { $0["usage"]?["calls"] == 1 && $0["usage"]?["cache_hits"] == nil })
    }

    @Test("evaluate remembers within its process")
    func command() async throws {
        let judge = try StubLLMServer(respond: TruthfulJudge().responder())
        let path = "\(FileManager.default.temporaryDirectory.path)/remember-\(UUID().uuidString).jsonl"
        try Data((0..<20).map { request("e\($0)") }.joined(separator: "\n").utf8).write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let printed = Locked("")
        let console = Console { text, descriptor in if descriptor == 1 { printed.withLock { $0 += text } } }
        _ = try await EvaluateCommand([path, "--format", "jsonl"], environment: environment(judge), console: console)
            .run()
        let results = printed.withLock { $0 }.split(separator: "\n").map { object(String($0)) }
        #expect(results.count == 20)
        #expect(judge.statistics.calls == 1)
        #expect(results.reduce(0) { $0 + ($1["usage"]?["cache_hits"]?.integer ?? 0) } == 19)
    }

    @Test("the settings of the cache are read and checked")
    func settings() throws {
        let read = { (environment: [String: String]) in try Configuration.load(environment: environment).verdicts }
        #expect(try read([:]) == .init(lifetime: 86_400, namespace: ""))
        #expect(
            try read(["VERDICT_CACHE_TTL_SECONDS": "60", "VERDICT_CACHE_NAMESPACE": "staging"])
                == .init(lifetime: 60, namespace: "staging"))
        #expect(try read(["VERDICT_CACHE": "off"]) == nil)
        #expect(throws: ConfigurationError.self) { try read(["VERDICT_CACHE": "maybe"]) }
        #expect(throws: ConfigurationError.self) { try read(["VERDICT_CACHE_TTL_SECONDS": "0"]) }
    }
}
