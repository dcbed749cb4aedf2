import Evaluation
import JSON
import Pipeline
import Testing

@Suite("What each campaign has used")
struct CampaignUsageTests {
    private func priced(_ dollars: Double, calls: Int = 1) -> JudgeUsage {
        JudgeUsage(calls: calls, promptTokens: 100 * calls, completionTokens: 10 * calls, costUSD: dollars)
    }

    private func campaign(_ name: String, in report: JSONValue) -> JSONObject? {
        report.object?["campaigns"]?.array?.compactMap(\.object).first { $0["campaign"]?.string == name }
    }

    @Test("Campaigns are told apart, by name, and added up")
    func sums() throws {
        let book = CampaignUsage()
        book.add(priced(0.25), of: "nightly")
        book.add(priced(0.5, calls: 2), of: "nightly")
        book.add(priced(0.125), of: "chat")
        let report = book.report
        #expect(
            report.object?["campaigns"]?.array?.compactMap { $0.object?["campaign"]?.string } == ["chat", "nightly"])
        let nightly = try #require(campaign("nightly", in: report))
        #expect(nightly["evaluations"] == 2 && nightly["calls"] == 3)
        #expect(nightly["prompt_tokens"] == 300 && nightly["completion_tokens"] == 30)
        #expect(nightly["cost_usd"]?.number == 0.75 && nightly["known_cost_usd"]?.number == 0.75)
        let total = try #require(report.object?["total"]?.object)
        #expect(total["evaluations"] == 3 && total["cost_usd"]?.number == 0.875)
        #expect(report.object?["others"]?.object?["campaigns"] == 0)
    }

    @Test("What is not known is null, never 0; what asked nobody cost nothing")
    func unknown() throws {
        let book = CampaignUsage()
        book.add(priced(0.25), of: "mixed")
        book.add(JudgeUsage(calls: 1, promptTokens: 5), of: "mixed")
        book.add(JudgeUsage(calls: 1, promptTokens: 5), of: "dark")
        book.add(JudgeUsage(), of: "rules")
        book.add(.reused(savedTokens: 7), of: "rules")
        let mixed = try #require(campaign("mixed", in: book.report))
        #expect(mixed["cost_usd"]?.isNull == true && mixed["known_cost_usd"]?.number == 0.25)
        #expect(mixed["unpriced_calls"] == 1)
        let dark = try #require(campaign("dark", in: book.report))
        #expect(dark["cost_usd"]?.isNull == true && dark["known_cost_usd"]?.isNull == true)
        let rules = try #require(campaign("rules", in: book.report))
        #expect(rules["cost_usd"]?.number == 0 && rules["saved_tokens"] == 7)
        let total = try #require(book.report.object?["total"]?.object)
        #expect(total["cost_usd"]?.isNull == true && total["known_cost_usd"]?.number == 0.25)
    }

    @Test("However many names clients make up, few are kept, nothing is lost, and those at work stay")
    func bounded() throws {
        let book = CampaignUsage(capacity: 10)
        for number in 0..<1000 {
            book.add(priced(0.001), of: "made up \(number)")
            book.add(priced(0.001), of: "steady")
        }
        let report = book.report
        let names = try #require(report.object?["campaigns"]?.array?.compactMap { $0.object?["campaign"]?.string })
        #expect(names.count <= 10 && names.contains("steady") && names.contains("made up 999"))
        #expect(campaign("steady", in: report)?["evaluations"] == 1000)
        let others = try #require(report.object?["others"]?.object?["campaigns"]?.integer)
        #expect(others + names.count == 1001)
        #expect(report.object?["total"]?.object?["evaluations"] == 2000)
        #expect(report.object?["total"]?.object?["cost_usd"]?.number == 2)
        book.add(JudgeUsage(), of: String(repeating: "x", count: 1_000_000))
        #expect(book.report.description.utf8.count < 10_000)
    }
}
