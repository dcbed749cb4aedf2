import Evaluation
import HTTPClient
import Judges
import TestKit
import Testing

/// Whose expense a request is: a key that nobody asks for makes no client a payer.
struct PayerTests {
    private let transport = ScriptedTransport { _, _ in .success(completion()) }
    private let clock = LeapingClock()

    private func selector(_ settings: JudgeSettings) -> JudgeSelector {
        JudgeSelector(
            settings: settings,
            shared: JudgeResources(transport: transport, concurrency: 4, clock: JudgeClock(clock)),
            circuit: JudgeCircuit())
    }

    private static let junk = JudgeOverride(model: "dearest", apiKey: Secret("made-up"))

    @Test(
        "at the operator's own server without a key the operator pays, whatever a request brings",
        arguments: [
            JudgeSettings(baseURL: "http://vllm:8000/v1", model: "house"),
            JudgeSettings(baseURL: "https://llm.example.com/v1", key: Secret("placeholder"), model: "house"),
            JudgeSettings(provider: .ollama, model: "house"),
        ])
    func keyless(settings: JudgeSettings) async throws {
        let selector = selector(settings)
        #expect(!selector.clientPays(Self.junk))
        #expect(selector.isBehindCircuit(Self.junk))
        let judge = selector.judge(for: Self.junk)
        #expect(judge.identity.model == "house", "a client chooses among the operator's models only")
        // What comes back is in another format at Ollama, and does not matter.
        _ = await failure(of: judge)
        let sent = try #require(transport.requests.last)
        #expect(!sent.headers.contains { $0.value.contains("made-up") })
        #expect(await failure(of: judge.variant(JudgeVariant(model: "dearest")))?.code == .overrideRefused)
    }

    @Test("a gateway without a key of the operator's takes clients' keys where it is on the list")
    func gateway() async throws {
        let place = "https://llm-gateway.example/v1"
        let selector = selector(JudgeSettings(baseURL: place, model: "house", allowedBaseURLs: [place]))
        let theirs = JudgeOverride(apiKey: Secret("theirs"))
        #expect(selector.clientPays(theirs))
        #expect(!selector.isBehindCircuit(theirs), "a wrong key of a client's stops nobody else")
        _ = await failure(of: selector.judge(for: theirs))
        let sent = try #require(transport.requests.last)
        #expect(sent.headers.contains { $0.value.contains("theirs") })
    }

    @Test("another key for each request gets round no rate limit there")
    func rates() async {
        var settings = JudgeSettings(baseURL: "http://vllm:8000/v1", model: "house")
        settings.rates = RatePlan(requestsPerMinute: 6)
        let selector = selector(settings)
        for number in 0..<8 {
            let override = JudgeOverride(apiKey: Secret("made-up-\(number)"))
            #expect(await failure(of: selector.judge(for: override)) == nil)
        }
        #expect(!clock.sleeps.isEmpty)
    }

    @Test("where the offline judge is configured no made-up key wakes up the server beside it")
    func offline() {
        let settings = JudgeSettings(provider: .offline, baseURL: "http://vllm:8000/v1", model: "house")
        #expect(selector(settings).judge(for: JudgeOverride(apiKey: Secret("made-up"))) is OfflineJudge)
        let open = JudgeSettings(provider: .offline, model: "house")
        #expect(selector(open).judge(for: JudgeOverride(apiKey: Secret("theirs"))) is LLMJudge)
    }

    @Test("where a key is somebody's account its owner pays")
    func accounts() async throws {
        var azure = JudgeSettings(provider: .azure, model: "house")
        azure.accounts[.azure] = .init(endpoint: Endpoint("https://x.openai.azure.com"))
        let listed = JudgeSettings(
            baseURL: "http://vllm:8000/v1", model: "house", allowedBaseURLs: ["https://theirs.example.com/v1"])
        let places: [(JudgeSettings, JudgeOverride)] = [
            (JudgeSettings(baseURL: "https://gateway.example.com/v1", key: canaryKey, model: "house"), Self.junk),
            (JudgeSettings(model: "house"), Self.junk),
            (JudgeSettings(baseURL: "https://api.groq.com/openai/v1", model: "house"), Self.junk),
            (JudgeSettings(provider: .anthropic, model: "house"), Self.junk),
            (azure, Self.junk),
            (
                listed,
                JudgeOverride(
                    model: "dearest", apiKey: Secret("made-up"), baseURL: "https://theirs.example.com/v1")
            ),
        ]
        for (settings, override) in places {
            let selector = selector(settings)
            #expect(selector.clientPays(override), "\(settings.provider) \(settings.baseURL ?? "")")
            #expect(!selector.isBehindCircuit(override))
            #expect(selector.judge(for: override).identity.model == "dearest")
            _ = await failure(of: selector.judge(for: override))
            let sent = try #require(transport.requests.last)
            #expect(sent.headers.contains { $0.value.contains("made-up") })
            #expect(!selector.clientPays(JudgeOverride(model: "house")))
        }
    }
}
