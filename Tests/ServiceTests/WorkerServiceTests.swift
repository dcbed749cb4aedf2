import FoundationEssentials
import HTTPClient
import JSON
import Kafka
import Processes
import Redis
import Telemetry
import TestKit
import Testing

@testable import Service

/// The whole service with its embedded broker and Redis and the offline judge.
@Suite struct WorkerServiceTests {
    private func withService(
        _ environment: [String: String] = [:],
        _ body: @Sendable (WorkerService, HTTPTransport) async throws -> Void
    ) async throws {
        let configuration = try Configuration.load(
            environment: [
                "PORT": "0", "HOST": "127.0.0.1", "JUDGE_PROVIDER": "offline", "DRAIN_SECONDS": "30",
            ].merging(environment) { _, wanted in wanted })
        let transport = try HTTPTransport()
        let service = try await WorkerService.start(
            configuration, version: "1.2.3", logger: Logger(level: .error))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await service.run() }
            let outcome: (any Error)?
            do {
                try await body(service, transport)
                outcome = nil
            } catch {
                outcome = error
            }
            service.stop()
            try await group.waitForAll()
            if let outcome { throw outcome }
        }
        await transport.shutdown()
    }

    private func get(_ path: String, _ service: WorkerService, _ transport: HTTPTransport) async throws -> HTTPResponse
    {
        try await transport.send(
            HTTPRequest(url: "http://127.0.0.1:\(service.addresses.httpPort)\(path)", timeout: .seconds(30)))
    }

    @Test("a request that is written to its topic is answered in Redis and on a topic, and every probe says so")
    func journey() async throws {
        // However late the reply is, its node waits.
        try await withService(["NODE_REPLY_DEADLINE_SECONDS": "0"]) { service, transport in
            try await eventually("it is ready") { try await get("/readyz", service, transport).status == 200 }
            let producer = try KafkaProducer(KafkaConfiguration(bootstrapServers: service.addresses.bootstrapServers))
            let request = #"""
                {"evaluation_id":"e1","campaign_id":"c1","node_id":"n1","input":"What is served?","actual_output":"Pho is served here.",
                 "eval_config":{"evalProvider":"basic","criteria":"Pho"}}
                """#
            for value in [request, "poison"] {
                _ = try await producer.send(topic: "evaluation.requests", key: nil, value: Array(value.utf8))
            }
            let redis = try RedisClient(url: service.addresses.redis, configuration: patientRedis)
            var answer: RedisValue?
            try await eventually("the node's answer comes") {
                answer = try? await redis.command(["LPOP", "campaign:c1:node:n1:result"])
                return answer?.string != nil
            }
            let result = object(answer?.string ?? "")
            #expect(result["evaluation_id"] == "e1")
            #expect(result["metrics"]?["basic_match"] == 1.0)
            #expect(result["passed"] == true)

            try await eventually("both records have ended") {
                let text = String(decoding: try await get("/metrics", service, transport).body, as: UTF8.self)
                return text.contains(#"evaluation_dead_letters_total{code="INVALID_JSON"} 1"#)
                    && text.contains("evaluation_records_published_total{topic=\"evaluation.completed\"} 1")
                    && text.contains("\nevaluation_records_in_flight 0")
                    && text.contains("\njudge_calls_in_flight 0") && text.contains("\njudge_calls_waiting 0")
            }
            for path in ["/health", "/evaluation/health", "/livez", "/startupz", "/readyz"] {
                var response = try await get(path, service, transport)
                // A dependency that took its time ends readiness for a moment.
                try await eventually("\(path) says so") {
                    if response.status != 200 { response = try await get(path, service, transport) }
                    return response.status == 200
                }
                #expect(!object(String(decoding: response.body, as: UTF8.self)).isEmpty, "\(path)")
            }
            let health = object(String(decoding: try await get("/health", service, transport).body, as: UTF8.self))
            #expect(health["service"] == "evaluation-worker")
            #expect(health["version"] == "1.2.3")
            #expect(health["embedded"] == true)
            #expect(health["intake"]?["partitions"] == 16)
            #expect(health["dependencies"]?["judge"]?["provider"] == "offline")
            let usage = object(String(decoding: try await get("/usage", service, transport).body, as: UTF8.self))
            #expect(usage["campaigns"]?.array?.first?["campaign"] == "c1")
            #expect(usage["total"]?["evaluations"] == 1)
            #expect(try await get("/nowhere", service, transport).status == 404)
            await redis.shutdown()
            await producer.close()
        }
    }

    @Test("a producer that has failed for good ends the service, so that it is started anew", .timeLimit(.minutes(15)))
    func fatalProducer() async throws {
        let topics = [
            "evaluation.requests", "evaluation.completed", "evaluation.manual_review", "evaluation.dlq", "traces",
        ]
        let cluster = try KafkaMockCluster(topics: topics.map { .init($0, partitions: 1) })
        let configuration = try Configuration.load(environment: [
            "PORT": "0", "HOST": "127.0.0.1", "JUDGE_PROVIDER": "offline", "DRAIN_SECONDS": "0.5",
            "KAFKA_BOOTSTRAP_SERVERS": cluster.bootstrapServers, "KAFKA_CONFIG_SESSION_TIMEOUT_MS": "6000",
        ])
        cluster.fail(.initProducerID, with: [.clusterAuthorizationFailed])
        let service = try await WorkerService.start(configuration, version: "1.2.3", logger: Logger(level: .error))
        let error = await #expect(throws: ServiceError.self) { try await service.run() }
        guard case .outputDied? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect("\(String(describing: error))".contains("CLUSTER_AUTHORIZATION_FAILED"))
        await cluster.close()
    }

    @Test("requests that may not be read, and a result topic that may not be written to, are named by readiness")
    func denied() async throws {
        let topics = [
            "evaluation.requests", "evaluation.completed", "evaluation.manual_review", "evaluation.dlq", "traces",
        ]
        let cluster = try KafkaMockCluster(topics: topics.map { .init($0, partitions: 1) })
        cluster.answer(about: "evaluation.requests", with: .topicAuthorizationFailed)
        try await withService([
            "KAFKA_BOOTSTRAP_SERVERS": cluster.bootstrapServers, "KAFKA_CONFIG_SESSION_TIMEOUT_MS": "6000",
            "KAFKA_CONFIG_TOPIC_METADATA_REFRESH_INTERVAL_MS": "500",
        ]) { service, transport in
            let problems = { () async throws -> [String] in
                let body = String(decoding: try await get("/readyz", service, transport).body, as: UTF8.self)
                return object(body)["problems"]?.array?.compactMap(\.string) ?? []
            }
            let reading =
                "kafka: reading evaluation.requests as evaluation-group is not allowed: TOPIC_AUTHORIZATION_FAILED"
            try await eventually("the denied reading shows") { try await problems().contains { $0.hasPrefix(reading) } }
            #expect(try await get("/readyz", service, transport).status == 503)
            #expect(try await get("/livez", service, transport).status == 200)
            cluster.answer(about: "evaluation.requests", with: .none)
            try await eventually("it is ready") { try await problems().isEmpty }
            cluster.answer(about: "evaluation.dlq", with: .topicAuthorizationFailed)
            let producer = try KafkaProducer(KafkaConfiguration(bootstrapServers: cluster.bootstrapServers))
            _ = try await producer.send(topic: "evaluation.requests", key: nil, value: Array("poison".utf8))
            let writing = "kafka: writing to evaluation.dlq is not allowed: TOPIC_AUTHORIZATION_FAILED"
            try await eventually("the denied writing shows") { try await problems().contains { $0.hasPrefix(writing) } }
            cluster.answer(about: "evaluation.dlq", with: .none)
            try await eventually("it is ready again") { try await problems().isEmpty }
            await producer.close()
        }
        await cluster.close()
    }

    @Test("a port that is taken fails the start, with its number, and leaves no member behind in the group")
    func takenPort() async throws {
        try await withService { service, _ in
            let configuration = try Configuration.load(environment: [
                "PORT": "\(service.addresses.httpPort)", "HOST": "127.0.0.1", "JUDGE_PROVIDER": "offline",
            ])
            let error = await #expect(throws: ServiceError.self) {
                try await WorkerService.start(configuration, version: "1.2.3", logger: Logger(level: .error))
            }
            #expect("\(String(describing: error))".contains("\(service.addresses.httpPort)"))
        }
    }

    @Test("what /metrics says is what Prometheus accepts", .enabled(if: hasPromtool))
    func promtool() async throws {
        try await withService { service, transport in
            let response = try await get("/metrics", service, transport)
            let path = "\(FileManager.default.temporaryDirectory.path)/metrics-\(UUID().uuidString)"
            try Data(response.body).write(to: URL(filePath: path))
            defer { try? FileManager.default.removeItem(atPath: path) }
            let check = try await ChildProcess.start("sh", ["-c", "promtool check metrics < \(path)"])
            #expect(await check.ended() == .status(0))
            #expect(check.output.isEmpty, "\(check.output)")
        }
    }

    private static let hasPromtool = ["/usr/bin/promtool", "/usr/local/bin/promtool"].contains {
        FileManager.default.isExecutableFile(atPath: $0)
    }
}
