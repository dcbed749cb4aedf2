import Evaluation
import Judges
import TestKit
import Testing
import Threads

@Suite("Every provider's errors")
struct ProviderFailureTests {
    private struct Seen {
        var error: JudgeError
        var reports: [JudgeCallReport]
    }

    private func seen(_ format: StubFormat, _ reply: StubLLMReply) async throws -> Seen {
        var seen: Seen?
        try await ConformanceStand.with(format) { _, _ in
            reply
        } _: { stand in
            let error = try #require(await failure(of: stand.judge))
            seen = Seen(error: error, reports: stand.reports.withLock { $0 })
        }
        return try #require(seen)
    }

    @Test("Mishaps are tried four times", arguments: StubFormat.allCases)
    func transient(format: StubFormat) async throws {
        for (failure, codes) in [
            (StubFailure.overloaded, [JudgeError.Code.unavailable, .rateLimited]), (.broken, [.unavailable]),
            (.gatewayPage, [.unavailable]),
        ] {
            let seen = try await seen(format, format.reply(to: failure))
            #expect(codes.contains(seen.error.code), "\(failure)")
            #expect(seen.reports.count == 4, "\(failure)")
        }
    }

    @Test("Too many requests are waited out, as long as the provider says", arguments: StubFormat.allCases)
    func rateLimit(format: StubFormat) async throws {
        try await ConformanceStand.with(format) { _, number in
            number == 0 ? format.reply(to: .rateLimit(seconds: 0)) : nil
        } _: { stand in
            #expect(await failure(of: stand.judge) == nil)
            let first = try #require(stand.reports.withLock { $0.first })
            #expect(first.outcome == JudgeError.Code.rateLimited.rawValue)
            let wait = try #require(first.retryAfter)
            // Google says it in the body, with half a second more here.
            #expect(format == .google ? wait >= .milliseconds(500) : wait < .milliseconds(500))
        }
        // Longer than anybody waits.
        let seen = try await seen(format, format.reply(to: .rateLimit(seconds: 7200)))
        #expect(seen.error.code == .rateLimited)
        #expect(seen.reports.count == 1)
    }

    @Test("A wrong key is asked with once, and the message names its variable", arguments: StubFormat.allCases)
    func wrongKey(format: StubFormat) async throws {
        let key = ConformanceStand.key.value
        let seen = try await seen(format, format.reply(to: .wrongKey(echoing: key)))
        #expect(seen.error.code == .unauthorized)
        #expect(seen.reports.count == 1)
        let provider = try #require(JudgeProvider(rawValue: format.provider))
        let name = provider.keySettings.first ?? "model_config.api_key"
        #expect(seen.error.message.contains("check \(name)"), "\(seen.error)")
        // The words around the key are shown, the key is not, nor a part of it.
        #expect(seen.error.message.contains("***"), "\(seen.error)")
        #expect(!"\(seen.error)\(seen.reports)".contains("7d1e"))
    }

    @Test("A request without a key is refused the same way", arguments: StubFormat.allCases)
    func noKey(format: StubFormat) async throws {
        guard format != .ollama else { return }
        try await ConformanceStand.with(format, hasKey: false) { _, _ in
            nil
        } _: { stand in
            let error = try #require(await failure(of: stand.judge))
            #expect([.unauthorized, .notConfigured].contains(error.code))
            #expect(stand.asked.withLock(\.isEmpty))
        }
    }

    @Test("Spent money is not waited for, whatever the status says", arguments: StubFormat.allCases)
    func noMoney(format: StubFormat) async throws {
        let seen = try await seen(format, format.reply(to: .noMoney))
        #expect(seen.error.code == .quotaExhausted)
        #expect(seen.reports.count == 1)
    }

    @Test("An unknown model is asked for once, and the message says what to check", arguments: StubFormat.allCases)
    func unknownModel(format: StubFormat) async throws {
        let seen = try await seen(format, format.reply(to: .unknownModel("stub-model")))
        #expect(seen.error.code == .rejected)
        #expect(seen.error.message.contains("check the model's name"), "\(seen.error)")
        #expect(seen.reports.count == 1)
    }

    @Test("A question beyond the model is asked once", arguments: StubFormat.allCases)
    func tooLong(format: StubFormat) async throws {
        let seen = try await seen(format, format.reply(to: .tooLong))
        #expect(seen.error.code == .rejected)
        #expect(seen.reports.count == 1)
    }
}
