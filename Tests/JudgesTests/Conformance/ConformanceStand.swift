import Evaluation
import HTTPClient
import JSON
import Judges
import TestKit
import Testing
import Threads

/// A stub server of one format, with a judge that asks it the way the operator has configured.
struct ConformanceStand {
    let format: StubFormat
    let judge: any Judge
    let server: StubLLMServer
    /// What was asked, as the stub has read it; refused requests are not among it.
    let asked: Locked<[StubQuestion]>
    let reports: Locked<[JudgeCallReport]>

    /// Prices of which every part can be told apart in the sum.
    static let table = ModelTable.read(
        Array(
            #"""
            {"models": [{"match": ["stub-model"], "provider": "custom", "context": null, "output": null,
              "temperature": null, "structured": null, "token_probabilities": null, "retires": null,
              "currency": "USD", "prices": [{"input": "1", "cached": "0.1", "cache_write": "1.25", "output": "5"}],
              "source": "this test", "as_of": "2026-11-22"}]}
            """#.utf8)
    ).table

    static let key = Secret("conformance-7d1e-key")

    static func settings(_ format: StubFormat, at port: UInt16) throws -> JudgeSettings {
        let provider = try #require(JudgeProvider(rawValue: format.provider))
        let base = "http://127.0.0.1:\(port)\(format.basePath)"
        var settings = JudgeSettings(
            provider: provider, model: "stub-model", asking: JudgeAsking(models: table),
            retry: RetryPolicy(
                firstPause: .milliseconds(2), longestPause: .milliseconds(10), throttlingPatience: .zero,
                deadline: .seconds(3600)),
            callTimeout: .seconds(300), connectTimeout: .seconds(300)
        )
        if provider == .openAI || provider == .openAIResponses {
            settings.baseURL = base
            settings.key = key
        } else {
            let endpoint = try #require(Endpoint(base))
            settings.accounts[provider] = JudgeSettings.Account(key: key, endpoint: endpoint)
        }
        if format == .azureDeployments { settings.azureVersion = "2024-10-21" }
        return settings
    }

    /// - Parameters:
    ///   - hasKey: Default: true.
    ///   - respond: what to answer to a question that is well formed; nil answers truthfully. Gets the number of questions
    ///     before it.
    static func with(
        _ format: StubFormat, hasKey: Bool = true,
        respond: @escaping @Sendable (StubQuestion, Int) -> StubLLMReply?,
        _ body: (ConformanceStand) async throws -> Void
    ) async throws {
        let asked = Locked<[StubQuestion]>([])
        let server = try StubLLMServer { request in
            do throws(StubRefusal) {
                let question = try format.question(in: request)
                let number = asked.withLock { asked in
                    asked.append(question)
                    return asked.count - 1
                }
                return respond(question, number) ?? truthful(question, format)
            } catch { return error.reply }
        }
        let transport = try HTTPTransport(configuration: HTTPTransport.Configuration(proxy: .none))
        let reports = Locked<[JudgeCallReport]>([])
        let shared = JudgeResources(
            transport: transport, concurrency: 4,
            observer: JudgeObserver { report in reports.withLock { $0.append(report) } },
            randomness: JudgeRandomness(chance: { 0.5 }))
        var settings = try settings(format, at: server.port)
        if !hasKey {
            settings.key = nil
            for provider in settings.accounts.keys { settings.accounts[provider]?.key = nil }
        }
        let judge = JudgeSelector(settings: settings, shared: shared).judge()
        try await body(
            ConformanceStand(format: format, judge: judge, server: server, asked: asked, reports: reports))
        await transport.shutdown()
        await server.stop()
    }

    private static func truthful(_ question: StubQuestion, _ format: StubFormat) -> StubLLMReply {
        guard let answer = TruthfulJudge().answer(to: question) else {
            return format.reply(to: .invalid("the question is not understood", parameter: nil))
        }
        return format.answer(JSONWriter.text(of: answer), form: question.form)
    }

    static func request() -> EvaluationRequest {
        EvaluationRequest(
            id: "e",
            subject: .testCase(
                TestCase(
                    input: "When does the tower open?", actualOutput: "The tower opens at nine every morning.",
                    retrievalContext: ["The tower opens at nine every morning and closes at six."])),
            metrics: [MetricRequest("faithfulness"), MetricRequest("toxicity"), MetricRequest("bias")])
    }

    /// What became of a request with two questions.
    func evaluated() async throws -> EvaluationResult {
        try await Evaluator().evaluate(Self.request(), judge: judge)
    }
}
