import Evaluation
import HTTPClient
import Judges
import Testing

struct JudgeSelectorTests {
    private let transport = ScriptedTransport { _, _ in .success(completion()) }

    private func selector(_ settings: JudgeSettings) -> JudgeSelector {
        let shared = JudgeResources(transport: transport, concurrency: 4, clock: JudgeClock(LeapingClock()))
        return JudgeSelector(settings: settings, shared: shared)
    }

    private let configured = JudgeSettings(
        baseURL: "https://llm.example.com/v1", key: canaryKey, model: "house-model",
        allowedBaseURLs: ["https://other.example.com/openai", "http://127.0.0.1:8080", "https://api.deepseek.com"])

    /// Where a question goes, with which key and model.
    private func route(_ settings: JudgeSettings, _ override: JudgeOverride?) async throws -> [String] {
        let judge = selector(settings).judge(for: override)
        _ = try await judge.answer(safetyTask, repair: nil)
        let request = try #require(transport.requests.last)
        return [
            request.url, request.headers.first { $0.name == "Authorization" }?.value ?? "no key", judge.identity.model,
        ]
    }

    private let ownKey = "Bearer \(canaryKey.value)"

    @Test("without an override the configured judge answers")
    func configuredJudge() async throws {
        let expected = ["https://llm.example.com/v1/chat/completions", ownKey, "house-model"]
        #expect(try await route(configured, nil) == expected)
        #expect(try await route(configured, JudgeOverride()) == expected)
        let blank = JudgeOverride(model: " ", apiKey: Secret(""), baseURL: "", provider: "  ")
        #expect(try await route(configured, blank) == expected)
    }

    @Test("a model alone and a key alone go to the configured endpoint")
    func partialOverrides() async throws {
        let url = "https://llm.example.com/v1/chat/completions"
        var listed = configured
        listed.models = ["m2"]
        #expect(try await route(listed, JudgeOverride(model: "m2")) == [url, ownKey, "m2"])
        #expect(
            try await route(configured, JudgeOverride(apiKey: Secret("theirs"))) == [
                url, "Bearer theirs", "house-model",
            ])
        let all = JudgeOverride(model: "gpt-4", apiKey: Secret("theirs"), provider: "OpenAI")
        #expect(try await route(configured, all) == [url, "Bearer theirs", "gpt-4"])
    }

    @Test("the operator's key pays for the operator's models only")
    func modelsOfTheOperator() async throws {
        let url = "https://llm.example.com/v1/chat/completions"
        for key in [nil, "", "placeholder"] {
            let bare = JudgeOverride(model: "naive-model", apiKey: key.map { Secret($0) }, provider: "openai")
            #expect(try await route(configured, bare) == [url, ownKey, "house-model"])
            var home = bare
            home.baseURL = "https://llm.example.com/v1"
            #expect(await refusal(configured, home) == .overrideRefused)
        }
        let theirs = JudgeOverride(model: "m2", apiKey: Secret("theirs"), baseURL: "https://llm.example.com/v1")
        #expect(try await route(configured, theirs) == [url, "Bearer theirs", "m2"])
    }

    @Test("a name from a request leads where such a name may lead, the operator's own anywhere")
    func addresses() async throws {
        func policy(_ settings: JudgeSettings, _ baseURL: String?) async throws -> AddressPolicy? {
            let override = JudgeOverride(apiKey: Secret("theirs"), baseURL: baseURL)
            _ = try await selector(settings).judge(for: override).answer(safetyTask, repair: nil)
            return transport.requests.last?.addresses
        }
        #expect(try await policy(configured, nil) == .any)
        #expect(try await policy(configured, "https://llm.example.com/v1") == .any)
        #expect(try await policy(configured, "https://other.example.com/openai") == .public)
        #expect(try await policy(configured, "http://127.0.0.1:8080/v1") == .internal)
        var listed = configured
        listed.allowedBaseURLs += ["https://llm.example.com/v2", "http://169.254.169.254", "http://llm.internal"]
        // Connections to one origin are shared, so they have one policy.
        #expect(try await policy(listed, "https://llm.example.com/v2") == .any)
        #expect(try await policy(listed, "http://169.254.169.254") == .public)
        #expect(try await policy(listed, "http://llm.internal") == .internal)
        listed.allowsPrivateAddresses = true
        #expect(try await policy(listed, "https://other.example.com/openai") == .internal)
    }

    @Test("the operator's key never leaves the operator's endpoint")
    func keyStaysHome() async throws {
        let override = JudgeOverride(baseURL: "http://127.0.0.1:8080/v1")
        #expect(
            try await route(configured, override)
                == ["http://127.0.0.1:8080/v1/chat/completions", "no key", "house-model"])
        let home = JudgeOverride(baseURL: "https://LLM.example.com:443/v1/")
        #expect(
            try await route(configured, home).dropLast() == ["https://llm.example.com/v1/chat/completions", ownKey])
        let below = JudgeOverride(baseURL: "https://other.example.com/openai/v1", provider: "custom")
        #expect(try await route(configured, below)[1] == "no key")
    }

    @Test("a provider with an address of its own needs that address on the list")
    func providers() async throws {
        #expect(
            try await route(configured, JudgeOverride(apiKey: Secret("t"), provider: "DeepSeek"))
                == ["https://api.deepseek.com/chat/completions", "Bearer t", "house-model"])
        #expect(await refusal(configured, JudgeOverride(apiKey: Secret("t"), provider: "mistral")) == .overrideRefused)
        #expect(
            await refusal(configured, JudgeOverride(apiKey: Secret("t"), provider: "anthropic")) == .overrideRefused)
        #expect(selector(configured).judge(for: JudgeOverride(provider: "offline")).identity.provider == "offline")
    }

    private func refusal(_ settings: JudgeSettings, _ override: JudgeOverride?) async -> JudgeError.Code? {
        await failure(of: selector(settings).judge(for: override))?.code
    }

    @Test(
        "an address that is not on the list gets nothing",
        arguments: [
            "https://evil.example/v1", "https://llm.example.com.evil.example/v1",
            "https://llm.example.com@evil.example/v1",
            "https://user:pw@llm.example.com/v1", "http://llm.example.com/v1", "https://llm.example.com:444/v1",
            "https://llm.example.com/v1/../../x", "https://llm.example.com/", "https://llm.example.com/v10",
            "https://other.example.com/openai2", "https://other.example.com/", "http://169.254.169.254/latest",
            "http://127.0.0.1/", "http://127.0.0.1:8081", "http://2130706433:8080", "http://0x7f.1:8080",
            "http://[::ffff:127.0.0.1]:8080", "http://localhost:8080", "file:///etc/passwd", "gopher://127.0.0.1:8080",
            "http://127.0.0.1:8080#@evil", "http://127.0.0.1:8080?x", "http://127.0.0.1:8080\\@evil", "not a url",
            "https://llm.example.com/%2e%2e/", "http://127.0.0.1:8080/a//b",
        ])
    func attacks(baseURL: String) async {
        for override in [
            JudgeOverride(baseURL: baseURL), JudgeOverride(model: "m", apiKey: Secret("t"), baseURL: baseURL),
            JudgeOverride(apiKey: Secret("t"), baseURL: baseURL, provider: "openai"),
        ] {
            #expect(await refusal(configured, override) == .overrideRefused)
        }
        #expect(transport.requests.isEmpty)
        let error = await failure(of: selector(configured).judge(for: JudgeOverride(baseURL: baseURL)))
        #expect(error?.message.contains(baseURL) == false)
    }

    @Test(
        "an empty or a placeholder key is no key",
        arguments: [nil, "", "  ", "placeholder", "sk-PLACEHOLDER-key", "your_placeholder"])
    func notConfigured(key: String?) async throws {
        let settings = JudgeSettings(key: key.map { Secret($0) }, model: "m")
        let error = try #require(await failure(of: selector(settings).judge()))
        #expect(error.code == .notConfigured)
        #expect(error.message.contains("OPENAI_API_KEY"))
        // A client's own key makes up for it, a placeholder of theirs does not.
        #expect(await refusal(settings, JudgeOverride(apiKey: Secret("theirs"))) == nil)
        #expect(await refusal(settings, JudgeOverride(apiKey: Secret("placeholder"))) == .notConfigured)
    }

    @Test("a local server needs no key, and every judge a model")
    func localServer() async throws {
        let local = JudgeSettings(baseURL: "http://127.0.0.1:11434/v1", model: "m")
        #expect(try await route(local, nil)[1] == "no key")
        let modelless = JudgeSettings(baseURL: "http://127.0.0.1:11434/v1")
        let error = try #require(await failure(of: selector(modelless).judge()))
        #expect(error.code == .notConfigured && error.message.contains("MODEL_NAME"))
        let broken = JudgeSettings(baseURL: "127.0.0.1:11434", model: "m")
        #expect(await failure(of: selector(broken).judge())?.message.contains("OPENAI_BASE_URL") == true)
    }

    @Test("the offline judge stands in only where the operator says so")
    func offline() {
        let settings = JudgeSettings(provider: .offline)
        #expect(selector(settings).judge().identity == JudgeIdentity(provider: "offline", model: "lexical-1"))
        #expect(selector(settings).judge(for: JudgeOverride(model: "m")).identity.provider == "offline")
        #expect(selector(JudgeSettings(model: "m")).judge().identity.provider == "openai")
    }

    @Test("texts of the allow-list that are no URLs are reported and match nothing")
    func unreadableList() async {
        let settings = JudgeSettings(
            key: Secret("k"), model: "m", allowedBaseURLs: ["*", "https://good.example", "evil.example"])
        #expect(selector(settings).unreadableAllowedURLs == ["*", "evil.example"])
        #expect(await refusal(settings, JudgeOverride(baseURL: "https://evil.example")) == .overrideRefused)
    }
}
