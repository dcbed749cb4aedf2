import Evaluation
import Judges
import Testing

@testable import Service

@Suite("The bill")
struct BillTests {
    private let none = FusingSavings(questions: 0, promptTokens: 0)

    private func charge(
        _ metrics: [String], model: String = "gpt-4o-mini", calls: Int = 1, prompt: Int = 100, cached: Int = 0,
        completion: Int = 10, cost: Double? = 0.001
    ) -> JudgeCharge {
        JudgeCharge(
            metrics: metrics, model: model,
            usage: JudgeUsage(
                calls: calls, promptTokens: prompt, cachedTokens: cached, completionTokens: completion, costUSD: cost))
    }

    @Test("A shared question is divided, and the shares add up to the whole", arguments: 1...7)
    func shares(count: Int) {
        var bill = Bill()
        let metrics = (1...count).map { "m\($0)" }
        bill.add(
            [charge(metrics, calls: 3, prompt: 1_003, cached: 13, completion: 29, cost: 0.000_000_100_001)],
            savings: none)
        #expect(bill.lines.count == count)
        let total = bill.total
        #expect(abs(total.calls - 3) < 1e-9)
        #expect(abs(total.questions - 1) < 1e-9)
        #expect(total.promptTokens == 1_003)
        #expect(total.cachedTokens == 13)
        #expect(total.completionTokens == 29)
        #expect(total.cost == JudgeCost(dollars: 0.000_000_100_001))
        let prompts = bill.lines.values.map(\.promptTokens)
        #expect((prompts.max() ?? 0) - (prompts.min() ?? 0) <= 1)
    }

    @Test("Metrics and models have lines of their own, in order, with a sum for each model")
    func lines() {
        var bill = Bill()
        bill.add([charge(["toxicity"]), charge(["faithfulness"], model: "gpt-4o", cost: 0.02)], savings: none)
        bill.add([charge(["toxicity"], model: "gpt-4o", cost: 0.03)], savings: none)
        let text = bill.text(models: .embedded, unixTime: 1_760_000_000)
        let rows = text.split(separator: "\n").map { $0.split(separator: " ", omittingEmptySubsequences: true) }
        #expect(
            rows.dropFirst(2).prefix(6).map { $0.first ?? "" } == [
                "faithfulness", "toxicity", "toxicity", "all", "all", "total",
            ])
        #expect(
            rows.dropFirst(2).prefix(6).map { $0.last ?? "" } == [
                "0.020000", "0.030000", "0.001000", "0.050000", "0.001000", "0.051000",
            ])
    }

    @Test("A price that is not known is never nothing")
    func unknown() {
        var bill = Bill()
        bill.add([charge(["a"], model: "house-model", calls: 2, cost: nil)], savings: none)
        #expect(bill.total.unpricedCalls == 2)
        let alone = bill.text(models: .embedded, unixTime: 1_760_000_000)
        #expect(alone.contains("unknown for 2 calls"))
        #expect(!alone.contains("0.000000"))
        #expect(alone.contains("worth an unknown price"))
        bill.add([charge(["b"])], savings: none)
        #expect(bill.text(models: .embedded, unixTime: 1_760_000_000).contains("0.001000 + unknown for 2 calls"))
    }

    @Test("What was saved is priced by the model that was asked most")
    func savings() throws {
        var bill = Bill()
        bill.add(
            [charge(["a"], calls: 3, prompt: 3_000_000, cached: 1_000_000)],
            savings: FusingSavings(questions: 4, promptTokens: 2_000_000))
        let row = ModelTable.embedded.row(of: "gpt-4o-mini")
        let prices = try #require(row.prices.last?.prices)
        let text = bill.text(models: .embedded, unixTime: 1_760_000_000)
        let fused = JudgeCost(picodollars: 2_000_000 * prices.input)
        #expect(
            text.contains(
                "saved 4 questions and about 2000000 prompt tokens, about \(ResultReport.decimals(fused.dollars, 6)) USD"
            ))
        let discount = JudgeCost(picodollars: 1_000_000 * (prices.input - (prices.cached ?? 0)))
        #expect(text.contains("served 1000000 prompt tokens, about \(ResultReport.decimals(discount.dollars, 6)) USD"))
    }

    @Test("Answers that were used again are counted, with what they had cost")
    func reused() {
        var bill = Bill()
        let charge = JudgeCharge(
            metrics: ["a", "b"], model: "gpt-4o-mini", usage: .reused(savedTokens: 1_001) + .reused(savedTokens: 1_000))
        bill.add([charge], savings: none)
        #expect(bill.total.reused == 2)
        #expect(bill.total.savedTokens == 2_001)
        #expect(bill.total.unpricedCalls == 0)
        let text = bill.text(models: .embedded, unixTime: 1_760_000_000)
        #expect(text.contains("saved 2 questions and 2001 tokens"))
    }
}
