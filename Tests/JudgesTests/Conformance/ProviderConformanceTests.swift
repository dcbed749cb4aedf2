import Evaluation
import JSON
import Judges
import TestKit
import Testing
import Threads

@Suite("Every provider's format")
struct ProviderConformanceTests {
    @Test(
        "A request is judged with structured answers, and its tokens and cost are the provider's",
        arguments: StubFormat.allCases)
    func evaluation(format: StubFormat) async throws {
        try await ConformanceStand.with(format) { _, _ in
            nil
        } _: { stand in
            let result = try await stand.evaluated()
            #expect(result.error == nil)
            #expect(result.outcomes.map(\.status) == [.scored, .scored, .scored], "\(result.outcomes)")
            #expect(result.outcomes.map(\.score?.value) == [1, 0, 0])
            let asked = stand.asked.withLock { $0 }
            #expect(asked.count == 2)
            #expect(Set(asked.map(\.form)) == [format == .deepseek ? "object" : "schema"])
            #expect(asked.allSatisfy { $0.schema != nil })
            #expect(asked.allSatisfy { ($0.limit ?? 0) > 0 })
            let cached = format.reportsCache ? 400 : 0
            #expect(result.usage.calls == 2)
            #expect(result.usage.promptTokens == 2000)
            #expect(result.usage.cachedTokens == 2 * cached)
            #expect(result.usage.completionTokens == 180)
            let provider = format == .responses ? "openai" : format.provider
            #expect(result.judge?.provider == provider)
            #expect(result.usage.costUSD == Self.cost(format, cached: cached))
            let reports = stand.reports.withLock { $0 }
            #expect(reports.allSatisfy { $0.outcome == "OK" && $0.requestID == "req-\(format)" })
            let reasoning = format == .mistral || format == .ollama ? nil : 30
            if let reasoning { #expect(reports.allSatisfy { $0.reasoningTokens == reasoning }) }
        }
    }

    /// Of two answers: fresh input at 1, cached at 0.1, output at 5 dollars per million; xAI's bill goes before it. Azure
    /// and Ollama have rows of their own, and this table has none for them.
    private static func cost(_ format: StubFormat, cached: Int) -> Double? {
        switch format {
        case .xai: 2 * 0.0012345678
        case .azure, .azureDeployments, .ollama: nil
        default: Double(2 * ((1000 - cached) * 10 + cached + 90 * 50)) / 1e7
        }
    }

    @Test("A refusal to judge is asked once", arguments: StubFormat.allCases)
    func refusal(format: StubFormat) async throws {
        // Ollama has no refusals: there it is text that is no answer.
        guard format != .ollama else { return }
        try await ConformanceStand.with(format) { _, _ in
            format.refused()
        } _: { stand in
            let error = try #require(await failure(of: stand.judge))
            #expect(error.code == .refused)
            #expect(error.usage.calls == 1)
        }
        guard let filtered = format.filtered() else { return }
        try await ConformanceStand.with(format) { _, _ in
            filtered
        } _: { stand in
            #expect(await failure(of: stand.judge)?.code == .refused)
            #expect(stand.asked.withLock { $0.count } == 1)
        }
    }

    @Test("A cut answer is asked for once more with four times the room", arguments: StubFormat.allCases)
    func truncation(format: StubFormat) async throws {
        try await ConformanceStand.with(format) { _, _ in
            format.truncated()
        } _: { stand in
            #expect(await failure(of: stand.judge)?.code == .truncated)
            let limits = stand.asked.withLock { $0.compactMap(\.limit) }
            #expect(limits.count == 2)
            #expect(limits.last == (limits.first ?? 0) * 4)
        }
    }

    @Test(
        "An answer that breaks its schema is asked for once more, with the mistake named",
        arguments: StubFormat.allCases)
    func repair(format: StubFormat) async throws {
        let complaint = "An earlier answer to this could not be used"
        try await ConformanceStand.with(format) { question, _ in
            question.user.contains(complaint) ? nil : format.answer(#"{"unheard":"of"}"#, form: question.form)
        } _: { stand in
            let result = try await stand.evaluated()
            #expect(result.outcomes.allSatisfy { $0.status == .scored })
            let asked = stand.asked.withLock { $0 }
            #expect(asked.count == 4)
            #expect(asked.filter { $0.user.contains(complaint) }.count == 2)
        }
    }

    @Test(
        "A model that refuses a form of answers is asked in the next one, down to plain text",
        arguments: StubFormat.allCases)
    func fallback(format: StubFormat) async throws {
        let forms = Locked<[String]>([])
        try await ConformanceStand.with(format) { question, _ in
            forms.withLock { $0.append(question.form) }
            return question.form == "text" ? nil : format.reply(to: .unsupportedFormat)
        } _: { stand in
            let result = try await stand.evaluated()
            #expect(result.outcomes.allSatisfy { $0.status == .scored }, "\(result.outcomes)")
            let expected =
                switch format {
                case .anthropic: ["schema", "tool", "text"]
                case .google: ["schema", "openapi", "object", "text"]
                case .deepseek: ["object", "text"]
                default: ["schema", "object", "text"]
                }
            var seen: [String] = []
            for form in forms.withLock({ $0 }) where !seen.contains(form) { seen.append(form) }
            #expect(seen == expected)
            // What was learned holds for the next question.
            let before = forms.withLock { $0.count }
            #expect(await failure(of: stand.judge) == nil)
            #expect(forms.withLock { $0.count } == before + 1)
        }
    }

    @Test("Each fallback's answer is read", arguments: StubFormat.allCases)
    func answersOfFallbacks(format: StubFormat) async throws {
        let forms: [String] =
            switch format {
            case .anthropic: ["tool"]
            case .google: ["openapi", "object"]
            case .deepseek: []
            default: ["object"]
            }
        for form in forms {
            try await ConformanceStand.with(format) { question, _ in
                question.form == form ? nil : format.reply(to: .unsupportedFormat)
            } _: { stand in
                let result = try await stand.evaluated()
                #expect(result.outcomes.allSatisfy { $0.status == .scored }, "\(form): \(result.outcomes)")
            }
        }
    }

    @Test("A parameter that the model refuses is dropped at once", arguments: StubFormat.allCases)
    func parameter(format: StubFormat) async throws {
        // Anthropic is never sent one.
        guard format != .anthropic else { return }
        let refusals = Locked(0)
        try await ConformanceStand.with(format) { _, number in
            guard number == 0 else { return nil }
            refusals.withLock { $0 += 1 }
            return format.reply(to: .unsupported("temperature"))
        } _: { stand in
            #expect(await failure(of: stand.judge) == nil)
            #expect(stand.asked.withLock { $0.count } == 2)
            let reports = stand.reports.withLock { $0 }
            #expect(reports.map(\.outcome) == [JudgeError.Code.rejected.rawValue, "OK"])
            #expect(reports.first?.retryAfter == .zero)
        }
    }
}
