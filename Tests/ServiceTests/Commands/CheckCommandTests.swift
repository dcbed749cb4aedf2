import JSON
import TestKit
import Testing
import Threads

@testable import Service

@Suite("check, against stubs of judges")
struct CheckCommandTests {
    /// What `check` reports, with no Kafka and no Redis to reach.
    private func report(_ environment: [String: String]) async throws -> (code: Int32, report: JSONValue) {
        let printed = Locked("")
        let console = Console { text, descriptor in if descriptor == 1 { printed.withLock { $0 += text } } }
        let command = try CheckCommand([], environment: environment, version: "1", console: console)
        let code = await command.run()
        return (code, try JSONReader.read(Array(printed.withLock { $0 }.utf8)))
    }

    private func withJudge(
        _ body: (StubLLMServer) async throws -> Void
    ) async throws {
        let answer = TruthfulJudge().responder()
        let server = try StubLLMServer { request in
            if request.text.contains("\"third-model\"") {
                return .json(
                    status: 404, body: ChatCompletion.error("The model does not exist", type: "not_found_error"))
            }
            if request.text.contains("\"second-model\"") {
                return .json(status: 401, body: ChatCompletion.error("no such key", type: "authentication_error"))
            }
            return answer(request)
        }
        try await body(server)
        await server.stop()
    }

    @Test("One call to each judge: the configured one, those that stand in, those on the list")
    func everyJudge() async throws {
        try await withJudge { server in
            let (code, report) = try await report([
                "OPENAI_BASE_URL": server.baseURL, "MODEL_NAME": "first-model", "JUDGE_FALLBACKS": "fourth-model",
                "JUDGE_MODELS": "second-model,third-model", "JUDGE_RETRIES": "0", "NO_PROXY": "*",
            ])
            #expect(code == 1 && report["success"] == false)
            let judges = try #require(report["judges"]?.array)
            #expect(
                judges.map { $0["model"]?.string } == ["first-model", "fourth-model", "second-model", "third-model"])
            #expect(judges.map { $0["role"]?.string } == ["configured", "fallback", "listed", "listed"])
            #expect(judges.map { $0["status"]?.string } == ["up", "up", "down", "down"])
            #expect(judges.allSatisfy { $0["protocol"] == "structured_findings" })
            #expect(judges.allSatisfy { $0["latency_ms"]?.integer.map { $0 >= 0 } ?? false })
            #expect(judges[0]["problem"] == .null && judges[0]["advice"] == .null)
            #expect(judges[2]["problem"]?.string?.hasPrefix("JUDGE_UNAUTHORIZED") ?? false)
            #expect(judges[2]["advice"]?.string?.contains("key") ?? false)
            #expect(judges[3]["advice"]?.string?.contains("model's name") ?? false)
            #expect(report["problems"]?.array?.count == 2)
            #expect(report["dependencies"]?["judge"]?["status"] == "up")
            #expect(server.statistics.calls == 4)
        }
    }

    @Test("A judge that stands in and cannot be asked is a bad configuration")
    func unusableFallback() async throws {
        let (code, report) = try await report(["JUDGE_FALLBACKS": "anthropic/claude-x"])
        #expect(code == 2)
        #expect(report["problems"]?.array?.first?.string?.contains("ANTHROPIC_API_KEY") ?? false)
    }
}
