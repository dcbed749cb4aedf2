import Evaluation
import Judges
import TestKit
import Testing

@Suite("What tokens cost")
struct PriceRuleTests {
    private func rules(_ prices: String) -> [PriceRule] {
        let text =
            #"{"models": [{"match": ["m"], "currency": "USD", "prices": [\#(prices)], "source": "s", "as_of": "2026-11-22"}]}"#
        return ModelTable.read(Array(text.utf8)).table.row(of: "m").prices
    }

    private func cost(_ prices: String, _ tokens: TokenUsage, at unixTime: Int64 = 0) -> JudgeCost? {
        PriceRule.cost(of: tokens, by: rules(prices), unixTime: unixTime)
    }

    private let plain = #"{"input": "0.15", "cached": "0.075", "output": "0.6"}"#

    @Test("Fresh, cached and written input and output are each counted at their price, exactly")
    func parts() {
        // 1000 at 0.15, 624 at 0.075, 517 at 0.6 per million.
        let usage = TokenUsage(prompt: 1624, cached: 624, completion: 517)
        #expect(cost(plain, usage) == JudgeCost(picodollars: 1000 * 150_000 + 624 * 75_000 + 517 * 600_000))
        #expect(cost(plain, usage)?.dollars == 0.000507)
        let written = TokenUsage(prompt: 100, cached: 10, cacheWrite: 50, completion: 1)
        let priced = #"{"input": "1", "cached": "0.1", "cache_write": "1.25", "output": "5"}"#
        #expect(cost(priced, written) == JudgeCost(picodollars: 40_000_000 + 1_000_000 + 62_500_000 + 5_000_000))
        // Where no other price is named, what is written to the cache is plain input.
        #expect(cost(plain, written) == JudgeCost(picodollars: 90 * 150_000 + 10 * 75_000 + 600_000))
        // Six places of a price survive.
        let tiny = #"{"input": "0.003625", "output": "0.000001"}"#
        #expect(cost(tiny, TokenUsage(prompt: 1, completion: 1))?.picodollars == 3626)
    }

    @Test("What is not known costs nothing that could be said")
    func unknown() {
        let tokens = TokenUsage(prompt: 10, cached: 5, completion: 1)
        #expect(PriceRule.cost(of: tokens, by: [], unixTime: 0) == nil)
        #expect(cost(#"{"input": "1", "cached": null, "output": "2"}"#, tokens) == nil)
        #expect(cost(#"{"input": "1", "output": "2"}"#, TokenUsage(prompt: 10)) != nil)
    }

    @Test("Of several rules the last that holds counts: by size of the prompt, by day, by hour")
    func conditions() {
        func input(_ prices: String, prompt: Int = 1, at unixTime: Int64 = 0) -> Int64? {
            cost(prices, TokenUsage(prompt: prompt), at: unixTime).map { $0.picodollars / Int64(prompt) }
        }
        let sizes = #"{"input": "1", "output": "1"}, {"above": 100000, "input": "5", "output": "5"}"#
        #expect(input(sizes, prompt: 100_000) == 1_000_000)
        #expect(input(sizes, prompt: 100_001) == 5_000_000)
        let days = #"{"input": "1", "output": "1"}, {"since": "2027-01-01", "input": "2", "output": "2"}"#
        #expect(input(days, at: 1_798_761_599) == 1_000_000)
        #expect(input(days, at: 1_798_761_600) == 2_000_000)
        let hours =
            #"{"input": "1", "output": "1"}, {"hours_utc": "23:30-01:00", "input": "3", "output": "3"}"#
        for (minute, price) in [(1409, 1), (1410, 3), (1439, 3), (0, 3), (59, 3), (60, 1)] as [(Int64, Int64)] {
            #expect(input(hours, at: 86_400 * 7 + minute * 60) == price * 1_000_000, "minute \(minute)")
        }
    }

    @Test("Sums stay exact and never overflow")
    func sums() {
        var generator = SeededGenerator(seed: 11)
        var total = JudgeUsage()
        var expected: Int64 = 0
        for _ in 0..<10_000 {
            let amount = Int64.random(in: 0..<1_000_000_000, using: &generator)
            var usage = JudgeUsage(calls: 1)
            usage.cost = JudgeCost(picodollars: amount)
            total = total + usage
            expected += amount
        }
        #expect(total.cost?.picodollars == expected)
        #expect((JudgeCost(picodollars: .max) + JudgeCost(picodollars: 1)).picodollars == .max)
        let most = TokenUsage(prompt: 1_000_000_000, completion: 1_000_000_000)
        #expect(cost(#"{"input": "100000", "output": "100000"}"#, most)?.picodollars == .max)
        var unknown = JudgeUsage(calls: 1)
        unknown.cost = nil
        #expect((total + unknown).cost == nil)
        #expect((JudgeUsage() + total).cost == total.cost)
        #expect(JudgeUsage(costUSD: 0.0083).costUSD == 0.0083)
        #expect(JudgeCost(dollars: .nan) == nil && JudgeCost(dollars: -1) == nil && JudgeCost(dollars: 1e9) == nil)
    }
}
