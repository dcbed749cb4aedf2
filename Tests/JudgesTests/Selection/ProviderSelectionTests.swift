import Evaluation
import HTTPClient
import JSON
import Judges
import Testing

@Suite("Which provider gets which key")
struct ProviderSelectionTests {
    private let transport = ScriptedTransport { _, request in
        // In every format at once.
        .success(
            .text(
                200,
                #"{"choices":[{"message":{"content":"{}"}}],"content":[{"type":"text","text":"{}"}],"message":{"content":"{}"},"output":[{"type":"message","content":[{"type":"output_text","text":"{}"}]}],"candidates":[{"content":{"parts":[{"text":"{}"}]}}]}"#
            ))
    }

    private func selector(_ settings: JudgeSettings) -> JudgeSelector {
        JudgeSelector(
            settings: settings,
            shared: JudgeResources(transport: transport, concurrency: 4, clock: JudgeClock(LeapingClock())))
    }

    private static let providers: [JudgeProvider] = [.azure, .anthropic, .google, .xAI, .deepSeek, .mistral]

    /// A key for every provider, each with the provider's name in it.
    private func everything(_ provider: JudgeProvider = .openAI, model: String = "house-model") -> JudgeSettings {
        var settings = JudgeSettings(provider: provider, key: Secret("key-of-openai"), model: model)
        for provider in Self.providers {
            settings.accounts[provider] = JudgeSettings.Account(key: Secret("key-of-\(provider.rawValue)"))
        }
        settings.accounts[.azure]?.endpoint = Endpoint("https://r.openai.azure.com/openai/v1")
        settings.accounts[.ollama] = JudgeSettings.Account(endpoint: Endpoint("http://ollama:11434"))
        return settings
    }

    private struct Route: Equatable {
        var url: String
        var keys: [String]
        var model: String
        var provider: String
    }

    private func route(_ judge: any Judge) async throws -> Route {
        _ = try await judge.answer(safetyTask, repair: nil)
        let request = try #require(transport.requests.last)
        let names = ["authorization", "x-api-key", "api-key", "x-goog-api-key"]
        return Route(
            url: request.url,
            keys: request.headers.filter { names.contains($0.name.lowercased()) }.map(\.value),
            model: judge.identity.model, provider: judge.identity.provider)
    }

    private func route(_ settings: JudgeSettings, _ override: JudgeOverride? = nil) async throws -> Route {
        try await route(selector(settings).judge(for: override))
    }

    private func refusal(_ settings: JudgeSettings, _ override: JudgeOverride? = nil) async -> JudgeError? {
        await failure(of: selector(settings).judge(for: override))
    }

    private static let routes: [(JudgeProvider, String, String)] = [
        (.openAI, "https://api.openai.com/v1/chat/completions", "Bearer key-of-openai"),
        (.openAIResponses, "https://api.openai.com/v1/responses", "Bearer key-of-openai"),
        (.azure, "https://r.openai.azure.com/openai/v1/chat/completions", "key-of-azure"),
        (.anthropic, "https://api.anthropic.com/v1/messages", "key-of-anthropic"),
        (
            .google, "https://generativelanguage.googleapis.com/v1beta/models/house-model:generateContent",
            "key-of-google"
        ),
        (.xAI, "https://api.x.ai/v1/chat/completions", "Bearer key-of-xai"),
        (.deepSeek, "https://api.deepseek.com/chat/completions", "Bearer key-of-deepseek"),
        (.mistral, "https://api.mistral.ai/v1/chat/completions", "Bearer key-of-mistral"),
        (.ollama, "http://ollama:11434/api/chat", ""),
    ]

    @Test("The operator's provider is asked at its own address with its own key", arguments: routes)
    func configured(provider: JudgeProvider, url: String, key: String) async throws {
        let seen = try await route(everything(provider))
        #expect(seen == Route(url: url, keys: key.isEmpty ? [] : [key], model: "house-model", provider: provider.name))
    }

    @Test("Ollama needs no key, and is sent the one it is given")
    func ollamaKey() async throws {
        var settings = everything(.ollama)
        settings.accounts[.ollama]?.key = Secret("key-of-ollama")
        #expect(try await route(settings).keys == ["Bearer key-of-ollama"])
    }

    @Test("A client may name a provider that is configured, with the models of the list alone", arguments: routes)
    func named(provider: JudgeProvider, url: String, key: String) async throws {
        // The configured OpenAI account in another format is still the configured judge.
        guard provider != .openAI, provider != .openAIResponses else { return }
        var settings = everything()
        settings.models = ["\(provider.rawValue)/m2"]
        let listed = JudgeOverride(model: "m2", provider: provider.rawValue)
        let seen = try await route(settings, listed)
        #expect(seen.url == url.replacing("house-model", with: "m2"))
        #expect(seen.keys == (key.isEmpty ? [] : [key]) && seen.model == "m2")
        for model in ["m3", nil] {
            let other = JudgeOverride(model: model, provider: provider.rawValue)
            #expect(await refusal(settings, other)?.code == .overrideRefused)
        }
    }

    @Test("A client's own key goes where the client says and the operator allows, with any model")
    func ownKey() async throws {
        var settings = everything()
        settings.accounts[.mistral] = nil
        let mine = JudgeOverride(model: "any", apiKey: Secret("mine"), provider: "anthropic")
        let seen = try await route(settings, mine)
        #expect(seen.url == "https://api.anthropic.com/v1/messages" && seen.keys == ["mine"] && seen.model == "any")
        let unlisted = JudgeOverride(model: "any", apiKey: Secret("mine"), provider: "mistral")
        #expect(await refusal(settings, unlisted)?.code == .overrideRefused)
        settings.allowedBaseURLs = ["https://api.mistral.ai"]
        #expect(try await route(settings, unlisted).keys == ["Bearer mine"])
    }

    @Test("Without a key the message names the variable", arguments: routes)
    func missingKeys(provider: JudgeProvider, url: String, key: String) async throws {
        guard !key.isEmpty else { return }
        var settings = everything(provider)
        settings.key = nil
        settings.accounts[provider]?.key = Secret(" ")
        let error = try #require(await refusal(settings))
        #expect(error.code == .notConfigured)
        let name = try #require(provider.keySettings.first)
        #expect(error.message.contains(name), "\(error)")
        if provider == .google { #expect(error.message == "GOOGLE_API_KEY or GEMINI_API_KEY is not set") }
        // A client that names it is told the same.
        var elsewhere = everything()
        guard provider != .openAI, provider != .openAIResponses else { return }
        elsewhere.accounts[provider]?.key = nil
        let override = JudgeOverride(model: "m", provider: provider.rawValue)
        let told = try #require(await refusal(elsewhere, override))
        #expect(told.code == .notConfigured && told.message.contains("\(name)"), "\(told)")
        #expect(transport.requests.isEmpty)
    }

    @Test("No key reaches another provider's endpoint, whatever a client names")
    func keysStayHome() async throws {
        let urls =
            Self.routes.map(\.1) + [
                "https://llm.example.com/v1", "https://api.anthropic.com", "https://api.anthropic.com/v2",
                "https://api.anthropic.com/v1/x", "https://generativelanguage.googleapis.com/v1beta/openai",
                "https://api.openai.com", "http://api.openai.com/v1", "https://evil.openai.azure.com/openai/v1",
            ]
        var settings = everything()
        settings.allowedBaseURLs = ["https://llm.example.com", "https://evil.openai.azure.com"]
        settings.models = ["m", "anthropic/m", "google/m", "azure/m"]
        var names = JudgeProvider.allCases.map(\.rawValue) + ["", "custom"]
        names.removeAll { $0 == "offline" }
        for name in names {
            for url in urls + Self.routes.map({ $0.1.replacing("/chat/completions", with: "") }) {
                let override = JudgeOverride(model: "m", baseURL: url, provider: name)
                _ = await refusal(settings, override)
            }
        }
        for request in transport.requests {
            let keys = request.headers.filter { $0.value.contains("key-of-") }.map(\.value)
            #expect(keys.count <= 1)
            guard let key = keys.first else { continue }
            let owner = key.split(separator: "-").last ?? ""
            let hosts = [
                "openai": "https://api.openai.com/v1/", "azure": "https://r.openai.azure.com/openai/v1/",
                "anthropic": "https://api.anthropic.com/v1/",
                "google": "https://generativelanguage.googleapis.com/v1beta/", "xai": "https://api.x.ai/v1/",
                "deepseek": "https://api.deepseek.com/", "mistral": "https://api.mistral.ai/v1/",
            ]
            let home = try #require(hosts[String(owner)])
            #expect(request.url.hasPrefix(home), "\(key) at \(request.url)")
        }
        #expect(!transport.requests.isEmpty)
    }

    @Test("A provider before a model is meant where no gateway is")
    func prefixes() async throws {
        #expect(try await route(everything(model: "anthropic/claude-x")).url == "https://api.anthropic.com/v1/messages")
        #expect(try await route(everything(model: "openai/gpt-x")).model == "gpt-x")
        #expect(try await route(everything(.anthropic, model: "Anthropic/claude-x")).model == "claude-x")
        #expect(try await route(everything(.anthropic, model: "gemini/g")).keys == ["key-of-google"])
        for name in ["meta-llama/Llama-3", "mistralai/Mistral-7B", "deepseek-ai/r1", "google", "openai/", "/x"] {
            let seen = try await route(everything(model: name))
            #expect(seen.model == name && seen.keys == ["Bearer key-of-openai"])
        }
        // A gateway has such names of its own, and so has Ollama.
        var gateway = everything(model: "anthropic/claude-x")
        gateway.baseURL = "https://openrouter.ai/api/v1"
        let seen = try await route(gateway)
        #expect(
            seen
                == Route(
                    url: "https://openrouter.ai/api/v1/chat/completions", keys: ["Bearer key-of-openai"],
                    model: "anthropic/claude-x", provider: "openai"))
        #expect(try await route(everything(.ollama, model: "mistral/x")).model == "mistral/x")
        #expect(try await route(everything(.ollama, model: "ollama/x")).model == "x")
        // A client's prefix, with a listed model.
        var listed = everything()
        listed.models = ["anthropic/claude-x"]
        #expect(try await route(listed, JudgeOverride(model: "anthropic/claude-x")).keys == ["key-of-anthropic"])
        #expect(await refusal(listed, JudgeOverride(model: "anthropic/claude-y"))?.code == .overrideRefused)
        #expect(
            await refusal(listed, JudgeOverride(model: "groq/x")) == nil, "no prefix of ours: the configured model")
    }

    @Test("Judges of a panel may be at several providers, each with its own key")
    func panels() async throws {
        var settings = everything(model: "gpt-x")
        settings.models = ["gpt-y", "anthropic/claude-x", "mistral/m"]
        settings.accounts[.mistral] = nil
        let judge = selector(settings).judge()
        #expect(try await route(judge.variant(JudgeVariant(model: "gpt-y"))).keys == ["Bearer key-of-openai"])
        let claude = judge.variant(JudgeVariant(model: "anthropic/claude-x", sample: 1))
        #expect(try await route(claude).keys == ["key-of-anthropic"])
        #expect(claude.identity.model == "claude-x" && claude.identity.provider == "anthropic")
        // And back: a plain name is the configured provider's.
        #expect(try await route(claude.variant(JudgeVariant(model: "gpt-y"))).keys == ["Bearer key-of-openai"])
        #expect(
            await failure(of: judge.variant(JudgeVariant(model: "mistral/m")))?.message == "MISTRAL_API_KEY is not set")
        #expect(await failure(of: judge.variant(JudgeVariant(model: "anthropic/other")))?.code == .overrideRefused)
        // With a client's key everything stays where that key is for.
        let mine = selector(settings).judge(for: JudgeOverride(apiKey: Secret("mine")))
        #expect(try await route(mine.variant(JudgeVariant(model: "anthropic/claude-x"))).keys == ["Bearer mine"])
    }

    @Test("What was called ollama or azure at a configured server still is asked there")
    func configuredServers() async throws {
        let settings = JudgeSettings(
            baseURL: "http://ollama:11434/v1", model: "m", allowedBaseURLs: ["http://127.0.0.1:11434"])
        for name in ["ollama", "azure", "custom", "openai", "vLLM", "llama.cpp"] {
            let seen = try await route(settings, JudgeOverride(provider: name))
            #expect(seen.url == "http://ollama:11434/v1/chat/completions", "\(name)")
        }
        let below = JudgeOverride(baseURL: "http://127.0.0.1:11434/v1", provider: "ollama")
        #expect(try await route(settings, below).url == "http://127.0.0.1:11434/v1/chat/completions")
        let native = JudgeOverride(baseURL: "http://127.0.0.1:11434", provider: "ollama")
        #expect(try await route(settings, native).url == "http://127.0.0.1:11434/api/chat")
        #expect(try await route(JudgeSettings(provider: .ollama, model: "m")).url == "http://127.0.0.1:11434/api/chat")
        #expect(
            await refusal(JudgeSettings(provider: .azure, model: "m"))?.message == "AZURE_OPENAI_ENDPOINT is not set")
    }

    @Test("The circuit is the configured provider's alone, whoever that is")
    func circuit() {
        for provider in [JudgeProvider.anthropic, .google, .ollama, .openAI] {
            var settings = everything(provider)
            settings.models = ["mistral/m"]
            let shared = JudgeResources(transport: transport, concurrency: 4, clock: JudgeClock(LeapingClock()))
            let selector = JudgeSelector(settings: settings, shared: shared, circuit: JudgeCircuit())
            #expect(selector.isBehindCircuit(nil))
            #expect(selector.isBehindCircuit(JudgeOverride(provider: provider.rawValue)))
            // A server that asks for no key takes none for an account.
            #expect(selector.isBehindCircuit(JudgeOverride(apiKey: Secret("mine"))) == (provider == .ollama))
            #expect(!selector.isBehindCircuit(JudgeOverride(model: "m", provider: "mistral")))
        }
    }

    @Test("Providers the operator has configured are wherever the operator says, listed ones where such names may lead")
    func addresses() async throws {
        var settings = everything()
        settings.accounts[.mistral] = nil
        settings.accounts[.ollama]?.key = Secret("key-of-ollama")
        settings.allowedBaseURLs = ["https://api.mistral.ai"]
        func policy(_ provider: String) async throws -> AddressPolicy? {
            let override = JudgeOverride(model: "m", apiKey: Secret("mine"), provider: provider)
            _ = try await route(settings, override)
            return transport.requests.last?.addresses
        }
        #expect(try await policy("anthropic") == .any)
        #expect(try await policy("ollama") == .any)
        #expect(try await policy("mistral") == .public)
    }
}
