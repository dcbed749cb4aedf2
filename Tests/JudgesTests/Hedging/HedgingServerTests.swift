import Evaluation
import HTTPClient
import Judges
import TestKit
import Testing
import Threads

struct HedgingServerTests {
    @Test("over sockets: beside a call that hangs a second one is answered, and the connection of the first is left")
    func overSockets() async throws {
        let calls = Locked(0)
        let server = try StubLLMServer { _ in
            let number = calls.withLock { count in
                count += 1
                return count
            }
            return number == HedgeShare.callsPerHedge ? .hang : .completion(#"{"ok":true}"#)
        }
        let transport = try HTTPTransport(configuration: HTTPTransport.Configuration(proxy: .none))
        let shared = JudgeResources(transport: transport, concurrency: 4)
        var configuration = LLMJudge.Configuration(
            endpoint: try #require(Endpoint(server.baseURL)), model: "judge-1", retry: RetryPolicy(tries: 1),
            callTimeout: .seconds(600),
            connectTimeout: .seconds(600))
        configuration.hedge = HedgePolicy(after: .milliseconds(50))
        let judge = LLMJudge(configuration, shared: shared)
        for _ in 1..<HedgeShare.callsPerHedge { #expect(await failure(of: judge) == nil) }
        let answer = try await judge.answer(safetyTask, repair: nil)
        #expect(answer.usage.calls == 2)
        #expect(server.statistics.calls == HedgeShare.callsPerHedge + 1)
        #expect(await eventually { server.statistics.abandoned == 1 })
        #expect(shared.limiter.statistics.inFlight == 0)
        await transport.shutdown()
        await server.stop()
    }
}
