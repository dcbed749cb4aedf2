import Evaluation
import HTTPClient
import JSON
import Judges
import Pipeline
import TestKit
import Testing
import Threads

@testable import Service

@Suite("Requests within the sample and the budgets")
struct RequestEvaluationTests {
    /// Always says that so much is spent, and keeps what is added.
    private final class Ledger: SpendingLedger {
        let spent: Spending
        let added = Locked<[JudgeCost]>([])

        init(_ dollars: Double) {
            let cost = JudgeCost(dollars: dollars) ?? JudgeCost(picodollars: 0)
            spent = Spending(day: cost, campaign: cost)
        }

        func spent(by campaign: String, on day: Int64) async throws(OutputError) -> Spending { spent }

        func add(_ cost: JudgeCost, by campaign: String, on day: Int64) async throws(OutputError) -> Spending {
            added.withLock { $0.append(cost) }
            return spent
        }
    }

    private struct NoTransport: JudgeTransport {
        func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
            Issue.record("nobody should be called")
            throw .cancelled
        }
    }

    /// Reaches nobody, and notes whom it was to reach.
    private final class DeadTransport: JudgeTransport {
        let hosts = Locked<Set<String>>([])

        func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
            let host = request.url.split(separator: "/").dropFirst().first.map(String.init) ?? "?"
            hosts.withLock { _ = $0.insert(host) }
            throw .connect("nobody is there")
        }
    }

    private func evaluation(
        _ ledger: Ledger, sample: SamplePolicy = SamplePolicy(), action: BudgetEffect.Action = .stopped
    ) -> RequestEvaluation {
        RequestEvaluation(
            evaluator: Evaluator(),
            selector: JudgeSelector(
                settings: JudgeSettings(provider: .offline),
                shared: JudgeResources(transport: NoTransport(), concurrency: 4)),
            sample: sample,
            treasurer: Treasurer(
                limits: SpendingLimits(perCampaign: JudgeCost(dollars: 1), action: action), ledger: ledger
            ) { 1 })
    }

    private let request = EvaluationRequest(
        id: "e", campaignID: "c",
        subject: .testCase(TestCase(input: "Hm?", actualOutput: "Hello there.", expectedOutput: "Hello there.")),
        metrics: [MetricRequest("toxicity"), MetricRequest("exact_match")])

    @Test("With money left the judge is asked and its cost is entered")
    func open() async throws {
        let ledger = Ledger(0.5)
        let result = try await evaluation(ledger)(request, replyWithin: nil)
        #expect(result.budget == nil)
        #expect(result.outcomes.map(\.status) == [.scored, .scored])
    }

    @Test("A spent budget stops the judge alone: rules go on measuring, and the result says why")
    func stopped() async throws {
        let ledger = Ledger(1.5)
        let result = try await evaluation(ledger)(request, replyWithin: nil)
        #expect(result.budget?.action == .stopped)
        #expect(result.outcomes.map(\.status) == [.judgeFailed, .scored])
        #expect(result.outcomes[0].error?.code == .budgetExhausted)
        #expect(result.outcomes[0].error?.message == "the campaign's budget of 1.00 US dollars is spent")
        #expect(result.severity.name == "unknown")
        #expect(ledger.added.withLock { $0.isEmpty })
        let object = ResultEncoder().object(
            for: result, timing: ResultEncoder.Timing(queued: nil, judge: 0, total: 0))
        #expect(object["budget"] == ["action": "stopped", "scope": "campaign", "limit_usd": 1.0, "spent_usd": 1.5])
    }

    @Test("Degrading asks the judge itself once")
    func degraded() async throws {
        let result = try await evaluation(Ledger(1.5), action: .degraded)(request, replyWithin: nil)
        #expect(result.budget?.action == .degraded)
        #expect(result.outcomes.map(\.status) == [.scored, .scored])
    }

    @Test("A degraded request asks for no sample, panel, cascade or model of a metric's own, and stays as strict")
    func plain() {
        var dear = request
        dear.judging = JudgingRequest(samples: 9, usesPanel: true, usesCascade: true, isStrict: true)
        dear.metrics[0].model = "strong"
        let cheap = dear.degraded
        #expect(cheap.judging == JudgingRequest(samples: 1, usesPanel: false, usesCascade: false, isStrict: true))
        #expect(cheap.metrics.allSatisfy { $0.model == nil })
        #expect(cheap.metrics.map(\.key) == dear.metrics.map(\.key))
    }

    @Test("What is not drawn costs nothing and is not looked up")
    func sampled() async throws {
        let result = try await evaluation(Ledger(1.5), sample: SamplePolicy(rate: 0))(request, replyWithin: nil)
        #expect(result.isSampledOut)
        #expect(result.budget == nil)
        #expect(result.outcomes.map(\.key) == ["toxicity", "exact_match"])
    }

    @Test(
        "What clients pay, with a key or at a place of their own, no budget stops; once it is spent nobody stands in for it",
        arguments: [
            (JudgeOverride(model: "m", baseURL: "https://client.example.com/v1"), 1.5),
            (JudgeOverride(model: "m", apiKey: Secret("own"), baseURL: "https://client.example.com/v1"), 1.5),
            (JudgeOverride(model: "m", apiKey: Secret("own"), baseURL: "https://client.example.com/v1"), 0.5),
        ])
    func clients(judge: JudgeOverride, spent: Double) async throws {
        var settings = JudgeSettings(
            key: Secret("operator"), model: "house", allowedBaseURLs: ["https://client.example.com/v1"],
            retry: RetryPolicy(tries: 1))
        settings.accounts[.anthropic] = JudgeSettings.Account(key: Secret("operator"))
        settings.fallbacks = ["anthropic/claude-haiku-4-5"]
        settings.fallsBackForClients = true
        let transport = DeadTransport()
        let ledger = Ledger(spent)
        var request = request
        request.judge = judge
        let evaluation = RequestEvaluation(
            evaluator: Evaluator(),
            selector: JudgeSelector(
                settings: settings, shared: JudgeResources(transport: transport, concurrency: 4)),
            sample: SamplePolicy(),
            treasurer: Treasurer(limits: SpendingLimits(perCampaign: JudgeCost(dollars: 1)), ledger: ledger) { 1 })
        let result = try await evaluation(request, replyWithin: nil)
        #expect(result.budget == nil)
        #expect(result.outcomes[0].error?.code == .unavailable)
        let isOver = spent > 1
        #expect(
            transport.hosts.withLock { $0 }
                == (isOver ? ["client.example.com"] : ["client.example.com", "api.anthropic.com"]))
        #expect(ledger.added.withLock { $0.isEmpty })
    }
}
