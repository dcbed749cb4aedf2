import Evaluation
import FoundationEssentials
import Judges
import Testing

@testable import Service

@Suite("Settings of providers and models")
struct ProviderSettingsTests {
    private func problems(_ environment: [String: String]) -> [String] {
        do throws(ConfigurationError) {
            _ = try Configuration.load(environment: environment)
            return []
        } catch { return error.problems }
    }

    @Test("Each key is its own provider's, and none is printed")
    func keys() throws {
        let names = [
            ("AZURE_OPENAI_API_KEY", JudgeProvider.azure), ("ANTHROPIC_API_KEY", .anthropic),
            ("GOOGLE_API_KEY", .google),
            ("XAI_API_KEY", .xAI), ("DEEPSEEK_API_KEY", .deepSeek), ("MISTRAL_API_KEY", .mistral),
            ("OLLAMA_API_KEY", .ollama),
        ]
        let environment = Dictionary(uniqueKeysWithValues: names.map { ($0.0, "secret-of-\($0.1.rawValue)") })
        let configuration = try Configuration.load(environment: environment)
        for (_, provider) in names {
            #expect(configuration.judge.accounts[provider]?.key == Secret("secret-of-\(provider.rawValue)"))
            #expect(configuration.secrets.contains("secret-of-\(provider.rawValue)"))
        }
        #expect(!"\(configuration.judge)".contains("secret-of"))
        let gemini = try Configuration.load(environment: ["GEMINI_API_KEY": "g"])
        #expect(gemini.judge.accounts[.google]?.key == Secret("g"))
        let both = try Configuration.load(environment: ["GEMINI_API_KEY": "g", "GOOGLE_API_KEY": "h"])
        #expect(both.judge.accounts[.google]?.key == Secret("h"))
        #expect(problems(["ANTHROPIC_API_KEY_FILE": "/nowhere"]).count == 1)
    }

    @Test("Azure has its v1 path unless a version is named; Ollama its own path")
    func endpoints() throws {
        func endpoint(_ environment: [String: String], _ provider: JudgeProvider) throws -> String? {
            try Configuration.load(environment: environment).judge.accounts[provider]?.endpoint?.description
        }
        let azure = ["AZURE_OPENAI_ENDPOINT": "https://r.openai.azure.com/", "JUDGE_PROVIDER": "azure"]
        #expect(try endpoint(azure, .azure) == "https://r.openai.azure.com/openai/v1")
        let older = azure.merging(["AZURE_OPENAI_API_VERSION": "2024-10-21"]) { $1 }
        #expect(try endpoint(older, .azure) == "https://r.openai.azure.com/openai")
        #expect(try Configuration.load(environment: older).judge.azureVersion == "2024-10-21")
        #expect(try endpoint(["OLLAMA_BASE_URL": "http://o:11434/v1/"], .ollama) == "http://o:11434")
        let proxy = [
            "JUDGE_PROVIDER": "anthropic", "JUDGE_BASE_URL": "https://proxy/anthropic/v1", "MODEL_NAME": "claude-x",
        ]
        #expect(try endpoint(proxy, .anthropic) == "https://proxy/anthropic/v1")
    }

    @Test("Budgets a minute and judges that stand in")
    func limits() throws {
        let none = try Configuration.load(environment: [:]).judge
        #expect(none.rates == RatePlan() && none.fallbacks.isEmpty && !none.fallsBackForClients)
        #expect(!none.assumesLimits && none.hedge == nil)
        let judge = try Configuration.load(environment: [
            "JUDGE_REQUESTS_PER_MINUTE": "500", "JUDGE_TOKENS_PER_MINUTE": "200000",
            "JUDGE_FALLBACKS": "anthropic/claude-x, gpt-x", "JUDGE_FALLBACKS_FOR_CLIENTS": "true",
            "ANTHROPIC_API_KEY": "k", "OPENAI_API_KEY": "o",
        ]).judge
        #expect(judge.rates == RatePlan(requestsPerMinute: 500, tokensPerMinute: 200_000))
        #expect(judge.fallbacks == ["anthropic/claude-x", "gpt-x"] && judge.fallsBackForClients)
        let problem = problems(["JUDGE_FALLBACKS": "mistral/m"]).first ?? ""
        #expect(problem.hasPrefix("JUDGE_FALLBACKS:") && problem.contains("MISTRAL_API_KEY"))
    }

    @Test("Second calls after a time below the time-out, and the table's limits")
    func hedging() throws {
        let judge = try Configuration.load(environment: [
            "JUDGE_HEDGE_AFTER_SECONDS": "2.5", "JUDGE_LIMITS_FROM_TABLE": "true",
        ]).judge
        #expect(judge.hedge == HedgePolicy(after: .milliseconds(2500)) && judge.assumesLimits)
        let late = ["JUDGE_HEDGE_AFTER_SECONDS": "12", "JUDGE_TIMEOUT_SECONDS": "12"]
        #expect(problems(late) == ["JUDGE_HEDGE_AFTER_SECONDS: must be below JUDGE_TIMEOUT_SECONDS"])
        #expect(problems(["JUDGE_HEDGE_AFTER_SECONDS": "0"]).count == 1)
    }

    @Test("What does not fit together is named")
    func misfits() {
        #expect(problems(["JUDGE_PROVIDER": "azure"]).first?.hasPrefix("AZURE_OPENAI_ENDPOINT:") == true)
        #expect(problems(["JUDGE_PROVIDER": "anthropic"]).first?.hasPrefix("MODEL_NAME:") == true)
        #expect(problems(["JUDGE_BASE_URL": "http://x"]).first?.contains("OPENAI_BASE_URL") == true)
        let broken = problems([
            "OLLAMA_BASE_URL": "o:11434", "AZURE_OPENAI_ENDPOINT": "x", "JUDGE_BASE_URL": "ftp://x",
            "JUDGE_PROVIDER": "grok",
        ])
        #expect(broken.count == 4, "\(broken)")
        #expect(problems(["JUDGE_PROVIDER": "OpenAI-Responses"]).isEmpty)
    }

    @Test("A table of models replaces the embedded one, and all its mistakes are named with the file")
    func modelsFile() throws {
        let path = "\(FileManager.default.temporaryDirectory.path)/models-\(UUID().uuidString).json"
        defer { try? FileManager.default.removeItem(atPath: path) }
        func write(_ text: String) throws { try Data(text.utf8).write(to: URL(filePath: path)) }
        try write(#"{"models": [{"match": ["mine"], "output": 7, "source": "s", "as_of": "2026-01-01"}]}"#)
        let table = try Configuration.load(environment: ["MODELS_FILE": path]).judge.asking.models
        #expect(table.row(of: "mine").outputTokens == 7)
        #expect(table.row(of: "gpt-4o").outputTokens == nil)
        try write(#"{"models": [{"match": []}, {"match": ["x"], "prices": 3}]}"#)
        let found = problems(["MODELS_FILE": path, "PORT": "x"])
        #expect(found.filter { $0.hasPrefix("MODELS_FILE: \(path): models[") }.count == 6, "\(found)")
        #expect(found.contains { $0.hasPrefix("PORT:") })
        #expect(problems(["MODELS_FILE": "/nowhere"]) == ["MODELS_FILE: /nowhere cannot be read"])
        #expect(try Configuration.load(environment: [:]).judge.asking.models == .embedded)
    }
}
