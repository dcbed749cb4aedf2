import Evaluation
import Judges

extension JudgeSettings {
    /// Seconds of all tries with their pauses: a client that waits 60 s must hear of a failure before it gives up.
    private static let patience = Duration.seconds(52)

    init(reading reader: inout SettingReader) {
        let key = reader.text("OPENAI_API_KEY")
        let timeout = Duration.milliseconds(Int(reader.number("JUDGE_TIMEOUT_SECONDS") * 1000))
        let tries = reader.whole("JUDGE_RETRIES") + 1
        self.init(
            provider: JudgeProvider(rawValue: reader.text("JUDGE_PROVIDER").lowercased()) ?? .openAI,
            baseURL: reader.text("OPENAI_BASE_URL"), key: key.isEmpty ? nil : Secret(key),
            model: reader.text("MODEL_NAME"), allowedBaseURLs: reader.list("JUDGE_BASE_URL_ALLOWLIST"),
            allowsPrivateAddresses: reader.flag("JUDGE_ALLOWLIST_PRIVATE_ADDRESSES"),
            models: Set(
                reader.list("JUDGE_MODELS") + reader.list("JUDGE_CASCADE")
                    + reader.list("JUDGE_PANEL").compactMap { JudgingOptions.Panelist($0)?.model }),
            asking: JudgeAsking(
                form: JudgeAsking.Form(rawValue: reader.text("JUDGE_PROTOCOL").lowercased()) ?? .auto,
                tokenProbabilities: JudgeAsking.TokenProbabilities(
                    rawValue: reader.text("JUDGE_TOKEN_PROBABILITIES").lowercased()) ?? .auto,
                models: ModelTable(reading: &reader)),
            retry: RetryPolicy(tries: tries, deadline: max(Self.patience, timeout * tries)), callTimeout: timeout)
        fallbacks = reader.list("JUDGE_FALLBACKS")
        fallsBackForClients = reader.flag("JUDGE_FALLBACKS_FOR_CLIENTS")
        let requests = reader.whole("JUDGE_REQUESTS_PER_MINUTE")
        let tokens = reader.whole("JUDGE_TOKENS_PER_MINUTE")
        rates = RatePlan(
            requestsPerMinute: requests > 0 ? requests : nil, tokensPerMinute: tokens > 0 ? tokens : nil)
        assumesLimits = reader.flag("JUDGE_LIMITS_FROM_TABLE")
        hedge = Self.hedge(&reader, timeout: timeout)
        readAccounts(&reader)
        checkModel(&reader)
        for problem in fallbackProblems { reader.report("JUDGE_FALLBACKS", problem) }
    }

    /// Where the configured judge is, for people.
    var place: String {
        provider == .openAI || provider == .openAIResponses ? baseURL ?? "?" : provider.rawValue
    }

    private static func hedge(_ reader: inout SettingReader, timeout: Duration) -> HedgePolicy? {
        let name = "JUDGE_HEDGE_AFTER_SECONDS"
        guard let seconds = Double(reader.text(name)) else { return nil }
        let after = Duration.milliseconds(Int((seconds * 1000).rounded()))
        if after >= timeout { reader.report(name, "must be below JUDGE_TIMEOUT_SECONDS") }
        return HedgePolicy(after: after)
    }

    private mutating func readAccounts(_ reader: inout SettingReader) {
        for provider in JudgeProvider.choices where provider != .openAI && provider != .openAIResponses {
            let key = provider.keySettings.map { reader.text($0) }.first { !$0.isEmpty }
            if let key { accounts[provider] = Account(key: Secret(key)) }
        }
        if let endpoint = Self.endpoint("OLLAMA_BASE_URL", &reader) {
            // Its compatible format is spoken below this path, its own is not.
            accounts[.ollama, default: Account()].endpoint =
                endpoint.path.last == "v1" ? endpoint.withPath(Array(endpoint.path.dropLast())) : endpoint
        }
        let version = reader.text("AZURE_OPENAI_API_VERSION")
        azureVersion = version.isEmpty ? nil : version
        if let endpoint = Self.endpoint("AZURE_OPENAI_ENDPOINT", &reader) {
            let path = azureVersion == nil ? ["openai", "v1"] : ["openai"]
            accounts[.azure, default: Account()].endpoint = endpoint.path.isEmpty ? endpoint.withPath(path) : endpoint
        }
        if provider == .azure, accounts[.azure]?.endpoint == nil {
            reader.report("AZURE_OPENAI_ENDPOINT", "must be set for JUDGE_PROVIDER=azure")
        }
        guard let endpoint = Self.endpoint("JUDGE_BASE_URL", &reader) else { return }
        switch provider {
        case .anthropic, .google, .xAI, .deepSeek, .mistral:
            accounts[provider, default: Account()].endpoint = endpoint
        default:
            let other: [JudgeProvider: String] = [.azure: "AZURE_OPENAI_ENDPOINT", .ollama: "OLLAMA_BASE_URL"]
            reader.report(
                "JUDGE_BASE_URL",
                "is not for JUDGE_PROVIDER=\(provider.rawValue), which has \(other[provider] ?? "OPENAI_BASE_URL")")
        }
    }

    private static func endpoint(_ name: String, _ reader: inout SettingReader) -> Endpoint? {
        let text = reader.text(name)
        guard !text.isEmpty else { return nil }
        let endpoint = Endpoint(text)
        if endpoint == nil {
            reader.report(name, "must be an http or https URL without user, query and fragment")
        }
        return endpoint
    }

    /// The default model is OpenAI's; a deployment of Azure may have its name.
    private func checkModel(_ reader: inout SettingReader) {
        switch provider {
        case .openAI, .openAIResponses, .azure, .offline: return
        default: break
        }
        if model == Setting.all.first(where: { $0.name == "MODEL_NAME" })?.standard {
            reader.report("MODEL_NAME", "must name a model of the provider \(provider.rawValue)")
        }
    }
}

extension ModelTable {
    /// Most bytes of a table: some ten thousand models.
    private static let mostBytes = 16 << 20

    /// The table under `MODELS_FILE`, the embedded one when none is set. Every problem of the file is reported.
    init(reading reader: inout SettingReader) {
        let name = "MODELS_FILE"
        let path = reader.text(name)
        self = .embedded
        guard !path.isEmpty else { return }
        guard let bytes = FileContents.of(path, atMost: Self.mostBytes + 1) else {
            reader.report(name, "\(path) cannot be read")
            return
        }
        guard bytes.count <= Self.mostBytes else {
            reader.report(name, "\(path) has more than \(Self.mostBytes) bytes")
            return
        }
        let (table, problems) = Self.read(bytes)
        for problem in problems { reader.report(name, "\(path): \(problem)") }
        self = table
    }
}
