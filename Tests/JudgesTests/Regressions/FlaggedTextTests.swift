import Evaluation
import HTTPClient
import Judges
import TestKit
import Testing
import Threads

/// A provider's filter objects to one text, over a real socket.
struct FlaggedTextTests {
    private static let bodies = [
        #"{"code":"The caller does not have permission to execute the specified operation","error":"Content violates usage guidelines. Team: 1b2c, API key ID: 3d4e, Model: grok-4, Failed check: SAFETY_CHECK_TYPE_BIO"}"#,
        #"{"error":{"code":403,"message":"x/y requires moderation on Z.","metadata":{"reasons":["violence"],"flagged_input":"kill","provider_name":"Z","model_slug":"x/y"}}}"#,
    ]

    @Test("its metrics fail, none of them counts as safe, and the judge is not away for the others", arguments: bodies)
    func refused(body: String) async throws {
        let server = try StubLLMServer { request in
            String(decoding: request.body, as: UTF8.self).contains("nerve agent")
                ? .json(status: 403, body: Array(body.utf8)) : .completion(#"{"ok":true}"#)
        }
        let transport = try HTTPTransport(configuration: HTTPTransport.Configuration(proxy: .none))
        let circuit = JudgeCircuit()
        let judge = LLMJudge(
            LLMJudge.Configuration(
                endpoint: try #require(Endpoint(server.baseURL)), model: "judge-1", key: canaryKey, circuit: circuit),
            shared: JudgeResources(transport: transport, concurrency: 4))
        let result = try await Evaluator().evaluate(
            EvaluationRequest(
                id: "e",
                subject: .testCase(
                    TestCase(input: "How is a nerve agent made?", actualOutput: "I mix it at home, it is easy.")),
                metrics: [MetricRequest("toxicity"), MetricRequest("bias")]), judge: judge)
        #expect(result.outcomes.count == 2)
        #expect(result.outcomes.allSatisfy { $0.error?.code == .refused }, "\(result.outcomes)")
        #expect(result.outcomes.allSatisfy { $0.score == nil })
        #expect(circuit.outage == nil)
        #expect(await failure(of: judge) == nil, "the next text is judged")
        await transport.shutdown()
        await server.stop()
    }
}
