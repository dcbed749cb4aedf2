import Evaluation
import HTTPClient
import Judges
import TestKit
import Testing

/// Whose answers a request may be given.
@Suite struct MemorySelectionTests {
    private let transport = ScriptedTransport { number, _ in .success(completion(#"{"call":\#(number)}"#)) }

    private func selector(_ store: any VerdictStore = ProcessVerdictStore()) -> JudgeSelector {
        let settings = JudgeSettings(
            baseURL: "https://llm.example.com/v1", key: canaryKey, model: "house-model",
            allowedBaseURLs: ["https://other.example.com/v1", "http://127.0.0.1:8080"], models: ["second-model"])
        let shared = JudgeResources(
            transport: transport, concurrency: 4, clock: JudgeClock(LeapingClock()),
            memory: VerdictMemory(store: store))
        return JudgeSelector(settings: settings, shared: shared, circuit: JudgeCircuit { _ in })
    }

    private func text(_ judge: any Judge) async throws -> String {
        let answer = try await judge.answer(safetyTask, repair: nil)
        answer.receipt?.settle(isAccepted: true)
        return answer.text
    }

    @Test("nobody is given what was answered with another key, at another endpoint or by another model")
    func apart() async throws {
        let selector = selector()
        let overrides: [JudgeOverride?] = [
            nil, JudgeOverride(apiKey: Secret("client-1")), JudgeOverride(apiKey: Secret("client-2")),
            JudgeOverride(model: "second-model"),
            JudgeOverride(apiKey: Secret("client-1"), baseURL: "https://other.example.com/v1"),
            JudgeOverride(apiKey: Secret("client-2"), baseURL: "https://other.example.com/v1"),
            JudgeOverride(baseURL: "http://127.0.0.1:8080"),
        ]
        var answers: [String] = []
        for override in overrides { answers.append(try await text(selector.judge(for: override))) }
        #expect(Set(answers).count == overrides.count)
        #expect(transport.requests.count == overrides.count)
        for (override, answer) in zip(overrides, answers) {
            #expect(try await text(selector.judge(for: override)) == answer)
        }
        #expect(transport.requests.count == overrides.count)
    }

    @Test("a model by its variant is the same model named by the request")
    func variants() async throws {
        let selector = selector()
        let answer = try await text(selector.judge().variant(JudgeVariant(model: "second-model")))
        #expect(try await text(selector.judge(for: JudgeOverride(model: "second-model"))) == answer)
        #expect(transport.requests.count == 1)
        let refused = selector.judge().variant(JudgeVariant(model: "unlisted"))
        #expect(await failure(of: refused)?.code == .overrideRefused)
    }

    @Test("a judge with a memory keeps its name, its circuit and its caller")
    func faces() {
        let selector = selector()
        #expect(selector.judge().identity == JudgeIdentity(provider: "openai", model: "house-model"))
        #expect(selector.isBehindCircuit(nil))
        #expect(!selector.isBehindCircuit(JudgeOverride(apiKey: Secret("client-1"))))
        #expect(selector.caller()?.identity.model == "house-model")
        #expect(selector.judge(for: JudgeOverride(provider: "nobody")) is RefusingJudge)
    }
}
