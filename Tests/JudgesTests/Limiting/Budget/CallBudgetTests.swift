import HTTPClient
import Judges
import TestKit
import Testing

struct CallBudgetTests {
    @Test("no minute, whenever it begins, sees more than the budget, and every call gets its turn", arguments: 1...30)
    func everyMinute(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let perMinute = Int.random(in: 1...5000, using: &random)
        var budget = RateBudget(perMinute: perMinute, at: .zero)
        var now = Duration.zero
        var taken: [(at: Duration, amount: Int)] = []
        for _ in 0..<400 {
            now += .milliseconds(Int.random(in: 0...2000, using: &random))
            let amount = Int.random(in: 1...max(1, perMinute / Int.random(in: 1...40, using: &random)), using: &random)
            var waits = 0
            while true {
                let wait = budget.wait(for: amount, at: now)
                if wait == .zero { break }
                waits += 1
                now += wait
                #expect(waits < 5 && wait <= .seconds(61), "seed \(seed): \(wait) for \(amount) of \(perMinute)")
                if waits >= 5 { return }
            }
            budget.take(amount, at: now)
            taken.append((now, amount))
        }
        for (index, first) in taken.enumerated() {
            let sum = taken[index...].prefix { $0.at < first.at + .seconds(60) }.reduce(0) { $0 + $1.amount }
            #expect(sum <= perMinute, "seed \(seed): \(sum) of \(perMinute) from \(first.at)")
        }
    }

    @Test("a long line is served at the rate of the budget, and never all at once")
    func rate() {
        var budget = RateBudget(perMinute: 120, at: .zero)
        var now = Duration.zero
        var first = 0
        for _ in 0..<600 {
            let wait = budget.wait(for: 1, at: now)
            if wait == .zero, now == .zero { first += 1 }
            now += wait
            budget.take(1, at: now)
        }
        #expect(first == 20)
        #expect(now > .seconds(280) && now < .seconds(320), "\(now)")
    }

    @Test("what a call did not need is there for others, what it needed besides is not")
    func correction() {
        var budget = RateBudget(perMinute: 6000, at: .zero)
        budget.take(1000, at: .zero)
        #expect(budget.wait(for: 500, at: .zero) > .zero)
        budget.correct(1000, to: 100, takenAt: .zero, at: .zero)
        #expect(budget.wait(for: 500, at: .zero) == .zero)
        budget.correct(100, to: 900, takenAt: .zero, at: .zero)
        #expect(budget.wait(for: 500, at: .zero) > .zero)
    }

    @Test("a call above the whole budget is let through when nothing else is")
    func tooLarge() {
        var budget = RateBudget(perMinute: 100, at: .zero)
        #expect(budget.wait(for: 1000, at: .zero) == .zero)
        budget.take(1000, at: .zero)
        let wait = budget.wait(for: 1000, at: .seconds(1))
        #expect(wait > .seconds(59))
        #expect(budget.wait(for: 1000, at: .seconds(1) + wait) == .zero || wait > .seconds(500))
    }

    @Test(
        "an operator's budget holds calls back instead of letting them be turned away, in any minute", arguments: 1...5)
    func scheduled(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let plan = RatePlan(requestsPerMinute: 60, tokensPerMinute: 20_000)
        var scheduler = CallScheduler(ceiling: 64)
        var tokens: [CallScheduler.Ticket: Int] = [:]
        var begun: [(at: Duration, tokens: Int)] = []
        for _ in 0..<300 {
            let amount = Int.random(in: 10...1500, using: &random)
            tokens[scheduler.enqueue(admission(tokens: amount, rates: plan), at: .zero)] = amount
        }
        var now = Duration.zero
        while scheduler.waiting > 0 {
            let step = scheduler.advance(to: now)
            for (ticket, verdict) in step.verdicts {
                guard case .granted(let permit) = verdict else { continue }
                begun.append((now, tokens[ticket] ?? 0))
                scheduler.finish(permit, .succeeded, tokens: tokens[ticket], at: now)
            }
            guard let wake = step.nextWake, wake > now else { break }
            now = wake
        }
        #expect(begun.count == 300)
        for (index, first) in begun.enumerated() {
            let minute = begun[index...].prefix { $0.at < first.at + .seconds(60) }
            #expect(minute.count <= 60 && minute.reduce(0) { $0 + $1.tokens } <= 20_000, "seed \(seed)")
        }
    }

    @Test("without a deadline a provider's word is waited for as long as patience lasts, the operator's for ever")
    func patience() {
        for rates in [RatePlan(), RatePlan(requestsPerMinute: 1)] {
            var scheduler = CallScheduler(ceiling: 8)
            _ = scheduler.enqueue(admission(rates: rates), at: .zero)
            guard case .granted(let permit)? = scheduler.advance(to: .zero).verdicts.first?.verdict else {
                Issue.record("the first call begins")
                return
            }
            let spent = RateLimitHeaders(requests: RateLimitReading(remaining: 0, limit: 1, reset: .seconds(120)))
            scheduler.finish(permit, .succeeded, headers: spent, at: .zero)
            for _ in 0..<8 { _ = scheduler.enqueue(admission(rates: rates, patience: .seconds(30)), at: .zero) }
            var now = Duration.zero
            var verdicts: [CallScheduler.Verdict] = []
            while now < .seconds(3600) {
                let step = scheduler.advance(to: now)
                for (_, verdict) in step.verdicts {
                    verdicts.append(verdict)
                    guard case .granted(let permit) = verdict else { continue }
                    scheduler.finish(permit, .succeeded, headers: spent, at: now)
                }
                guard let wake = step.nextWake, wake > now else { break }
                now = wake
            }
            #expect(verdicts.count == 8)
            let refused = verdicts.count { if case .refused = $0 { true } else { false } }
            #expect(rates == RatePlan() ? refused > 0 : refused == 0, "\(refused)")
        }
    }

    @Test("a call that cannot be made before its client gives up is answered at once")
    func deadline() {
        var scheduler = CallScheduler(ceiling: 8)
        let plan = RatePlan(requestsPerMinute: 1)
        _ = scheduler.enqueue(admission(rates: plan), at: .zero)
        #expect(scheduler.advance(to: .zero).verdicts.count == 1)
        let waits = scheduler.enqueue(admission("w", deadline: .seconds(30), rates: plan), at: .seconds(1))
        let patient = scheduler.enqueue(admission("p", rates: plan), at: .seconds(1))
        let step = scheduler.advance(to: .seconds(1))
        #expect(step.verdicts.map(\.ticket) == [waits])
        #expect(step.verdicts.first?.verdict == .refused(.noBudget))
        let later = scheduler.advance(to: step.nextWake ?? .zero)
        #expect(later.verdicts.map(\.ticket) == [patient])
    }
}

struct RateLimitHeadersTests {
    private func read(_ headers: [(String, String)]) -> RateLimitHeaders {
        RateLimitHeaders(
            HTTPResponse(status: 200, headers: headers.map { (name: $0.0, value: $0.1) }, body: []),
            unixTime: 1_795_356_344)
    }

    @Test("OpenAI's headers, with times until the reset")
    func openAI() {
        let said = read([
            ("x-ratelimit-limit-requests", "60"), ("x-ratelimit-remaining-requests", "59"),
            ("x-ratelimit-reset-requests", "1s"), ("x-ratelimit-limit-tokens", "150000"),
            ("x-ratelimit-remaining-tokens", "149984"), ("x-ratelimit-reset-tokens", "6m0s"),
        ])
        #expect(said.requests == RateLimitReading(remaining: 59, limit: 60, reset: .seconds(1)))
        #expect(said.tokens == RateLimitReading(remaining: 149_984, limit: 150_000, reset: .seconds(360)))
    }

    @Test("Anthropic's headers, with the moment of the reset")
    func anthropic() {
        let said = read([
            ("anthropic-ratelimit-requests-limit", "50"), ("anthropic-ratelimit-requests-remaining", "0"),
            ("anthropic-ratelimit-requests-reset", "2026-11-22T14:06:14Z"),
            ("anthropic-ratelimit-input-tokens-remaining", "1000"),
        ])
        #expect(said.requests == RateLimitReading(remaining: 0, limit: 50, reset: .seconds(30)))
        #expect(said.tokens == RateLimitReading(remaining: 1000))
    }

    @Test(
        "forms of a reset",
        arguments: [
            ("12ms", Duration.milliseconds(12)), ("6m0s", .seconds(360)), ("1h2m3.5s", .seconds(3723.5)),
            ("59.75", .seconds(59.75)), ("0s", .zero), ("999999999d", .seconds(86_400)),
            ("2026-11-22T21:06:44+07:00", .seconds(60)),
        ])
    func resets(text: String, wait: Duration) {
        #expect(
            read([("x-ratelimit-remaining-tokens", "1"), ("x-ratelimit-reset-tokens", text)]).tokens?.reset == wait)
    }

    @Test(
        "what cannot be read says nothing",
        arguments: ["", "soon", "s", "nan", "inf", "-1x", "2026-13-41T99:99:99Z", "5 parsecs"])
    func unreadable(text: String) {
        let said = read([("x-ratelimit-remaining-tokens", "1"), ("x-ratelimit-reset-tokens", text)])
        #expect(said.tokens?.reset == nil || text == "nan" || text == "inf")
        #expect(read([("x-ratelimit-remaining-tokens", "-\(text)")]).tokens == nil)
        #expect(read([]) == RateLimitHeaders())
    }

    @Test("what a provider says is left is kept to until it says otherwise or the time is over")
    func observed() {
        var scheduler = CallScheduler(ceiling: 64)
        _ = scheduler.enqueue(admission(), at: .zero)
        guard case .granted(let permit) = scheduler.advance(to: .zero).verdicts.first?.verdict else { return }
        let left = RateLimitHeaders(requests: RateLimitReading(remaining: 3, limit: 60, reset: .seconds(57)))
        scheduler.finish(permit, .succeeded, headers: left, at: .zero)
        for _ in 0..<10 { _ = scheduler.enqueue(admission(), at: .zero) }
        let step = scheduler.advance(to: .zero)
        #expect(step.verdicts.count == 3, "the fourth would be turned away")
        #expect(step.nextWake.map { $0 > .milliseconds(990) && $0 < .milliseconds(1010) } ?? false)
        #expect(scheduler.advance(to: .milliseconds(1010)).verdicts.count == 1, "one flows back each second")
    }

    @Test("calls that began after the one that is answered are not counted as left")
    func inFlight() {
        var scheduler = CallScheduler(ceiling: 64)
        for _ in 0..<5 { _ = scheduler.enqueue(admission(), at: .zero) }
        let permits = scheduler.advance(to: .zero).verdicts.compactMap { verdict -> CallScheduler.Permit? in
            if case .granted(let permit) = verdict.verdict { permit } else { nil }
        }
        #expect(permits.count == 5)
        // When the first came in, six were left; four of them have begun since.
        let left = RateLimitHeaders(requests: RateLimitReading(remaining: 6, limit: 60, reset: .seconds(54)))
        scheduler.finish(permits[0], .succeeded, headers: left, at: .zero)
        for _ in 0..<10 { _ = scheduler.enqueue(admission(), at: .zero) }
        #expect(scheduler.advance(to: .zero).verdicts.count == 2)
    }

    @Test("nobody is held back for longer than two minutes by a word of a provider")
    func longestBelief() {
        var scheduler = CallScheduler(ceiling: 64)
        _ = scheduler.enqueue(admission(), at: .zero)
        guard case .granted(let permit) = scheduler.advance(to: .zero).verdicts.first?.verdict else { return }
        let left = RateLimitHeaders(requests: RateLimitReading(remaining: 0, limit: 1, reset: .seconds(86_400)))
        scheduler.finish(permit, .succeeded, headers: left, at: .zero)
        _ = scheduler.enqueue(admission(), at: .zero)
        #expect(scheduler.advance(to: .zero).verdicts.isEmpty)
        #expect(scheduler.advance(to: .seconds(120)).verdicts.count == 1)
    }
}
