import Evaluation
import HTTPClient
import JSON
import Judges
import TestKit
import Testing
import Threads

/// Plain questions over real sockets.
@Suite("Token probabilities of a judge's server")
struct TokenProbabilityTests {
    private static let question = TokenQuestion(system: "Rules.", user: "Is it?", words: ["yes", "no"])

    private func withServer(
        _ respond: @escaping @Sendable (StubLLMRequest) -> StubLLMReply,
        _ body: (LLMJudge, StubLLMServer) async throws -> Void
    ) async throws {
        let server = try StubLLMServer(respond: respond)
        let transport = try HTTPTransport(configuration: HTTPTransport.Configuration(proxy: .none))
        let (judge, _) = try makeJudge(
            transport, baseURL: server.baseURL,
            retry: RetryPolicy(firstPause: .milliseconds(2), longestPause: .milliseconds(10)), clock: ContinuousClock(),
            asking: JudgeAsking(form: .binary))
        try await body(judge, server)
        await transport.shutdown()
        await server.stop()
    }

    private func asked(_ judge: LLMJudge) async -> Result<TokenAnswer, JudgeError> {
        do throws(JudgeError) { return .success(try await judge.probabilities(Self.question)) } catch {
            return .failure(error)
        }
    }

    private func failure(_ judge: LLMJudge) async -> JudgeError? {
        if case .failure(let error) = await asked(judge) { error } else { nil }
    }

    @Test("One token is asked for with its twenty likeliest alternatives, without a format")
    func request() async throws {
        let bodies = Locked<[JSONValue]>([])
        try await withServer { request in
            bodies.withLock { $0.append((try? JSONReader.read(request.body)) ?? .null) }
            return .token([("Yes", -0.1), (" no", -2.5), ("Maybe", -5)])
        } _: { judge, _ in
            let answer = try await asked(judge).get()
            #expect(abs(answer.probabilities[0] - 0.9168) < 0.001)
            #expect(abs(answer.mass - 0.9869) < 0.001)
            #expect(answer.usage == JudgeUsage(calls: 1, promptTokens: 100, completionTokens: 1))
            #expect(answer.model == "stub")
        }
        let body = try #require(bodies.withLock { $0.first })
        #expect(body["logprobs"] == true)
        #expect(body["top_logprobs"] == 20)
        #expect(body["max_tokens"] == 1)
        #expect(body["response_format"] == nil)
        #expect(body["messages"]?.array?.count == 2)
    }

    @Test(
        "An endpoint without token probabilities is named, and not asked again",
        arguments: [
            nil, "null", "{}", #"{"content":null}"#, #"{"content":[]}"#, #"{"content":[{"token":"yes"}]}"#,
            #"{"content":[{"top_logprobs":[{"token":1,"logprob":"x"}]}]}"#, #"{"content":{"top_logprobs":3}}"#, "[]",
        ] as [String?])
    func missing(logprobs: String?) async throws {
        try await withServer { _ in
            .json(body: ChatCompletion.body(content: "yes", finishReason: "length", logprobs: logprobs))
        } _: { judge, server in
            #expect(judge.capability.hasTokenProbabilities)
            for _ in 0..<3 {
                let error = try #require(await failure(judge))
                #expect(error.code == .rejected)
                #expect(error.message.contains("gives no token probabilities"))
            }
            #expect(server.statistics.calls == 1)
            #expect(!judge.capability.hasTokenProbabilities)
        }
    }

    @Test("A lower limit of alternatives is learned from a refusal, once")
    func limit() async throws {
        try await withServer { request in
            let wanted = (try? JSONReader.read(request.body))?["top_logprobs"]?.integer ?? 0
            guard wanted <= 5 else {
                return .json(
                    status: 400,
                    body: ChatCompletion.error(
                        "top_logprobs must be less than or equal to 5", type: "invalid_request_error"))
            }
            return .token([("yes", -0.01)])
        } _: { judge, server in
            let first = try await asked(judge).get()
            #expect(first.usage.calls == 3)
            let second = try await asked(judge).get()
            #expect(second.usage.calls == 1)
            #expect(server.statistics.calls == 4)
        }
    }

    @Test("A refusal of the parameter itself ends the asking")
    func refused() async throws {
        try await withServer { _ in
            .json(
                status: 400,
                body: ChatCompletion.error("logprobs is not supported for this model", type: "invalid_request_error"))
        } _: { judge, server in
            #expect(await failure(judge)?.code == .rejected)
            #expect(await failure(judge)?.code == .rejected)
            #expect(server.statistics.calls == 1)
        }
    }

    @Test("Throttling and faults are tried again as for any question")
    func retries() async throws {
        try await withServer { request in
            switch request.number {
            case 0: .json(status: 503, body: ChatCompletion.error("loading", type: "unavailable_error"))
            case 1:
                .json(status: 429, headers: [("retry-after-ms", "5")], body: ChatCompletion.error("slow", type: "x"))
            default: .token([("no", -0.01)])
            }
        } _: { judge, _ in
            let answer = try await asked(judge).get()
            #expect(answer.usage.calls == 3)
            #expect(answer.probabilities[1] > 0.99)
        }
        try await withServer { _ in
            .json(status: 500, body: [])
        } _: { judge, _ in
            let error = try #require(await failure(judge))
            #expect(error.code == .unavailable)
            #expect(error.usage.calls == 4)
        }
    }

    @Test("A model that wants to say something else gives little mass; one that gives none, none")
    func mass() async throws {
        try await withServer { request in
            request.number == 0 ? .token([("The", -0.05), ("yes", -4)]) : .token([("The", -0.01)])
        } _: { judge, _ in
            let little = try await asked(judge).get()
            #expect(little.mass < 0.05)
            #expect(little.probabilities[0] == 1)
            let none = try await asked(judge).get()
            #expect(none.mass == 0)
            #expect(none.probabilities == [0.5, 0.5])
        }
    }

    @Test("Cancelling ends it at once")
    func cancellation() async throws {
        try await withServer { _ in
            .hang
        } _: { judge, server in
            let calling = Task { await failure(judge) }
            #expect(await eventually { server.statistics.calls == 1 })
            calling.cancel()
            #expect(await calling.value?.code == .cancelled)
        }
    }
}
