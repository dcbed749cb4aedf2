import Evaluation
import JSON
import Testing

@Suite("Which requests are evaluated")
struct SamplePolicyTests {
    private func request(_ id: Int, campaign: String = "c") -> EvaluationRequest {
        EvaluationRequest(
            id: "e\(id)", campaignID: campaign, subject: .testCase(TestCase(actualOutput: "Hello.")),
            metrics: [MetricRequest("toxicity"), MetricRequest("no_such_metric")])
    }

    private func share(_ policy: SamplePolicy, campaign: String = "c") -> Double {
        let drawn = (0..<10_000).count { policy.draws(request($0, campaign: campaign)) }
        return Double(drawn) / 10_000
    }

    @Test("All by default, none at 0, and the share that was asked for", arguments: [0, 0.01, 0.1, 0.5, 0.9, 1])
    func rates(rate: Double) {
        #expect(share(SamplePolicy()) == 1)
        #expect(abs(share(SamplePolicy(rate: rate)) - rate) < 0.02)
        if rate == 0 || rate == 1 { #expect(share(SamplePolicy(rate: rate)) == rate) }
    }

    @Test("A campaign's own share goes before the general one")
    func campaigns() {
        let policy = SamplePolicy(rate: 0.1, rates: ["all": 1, "none": 0])
        #expect(share(policy, campaign: "all") == 1)
        #expect(share(policy, campaign: "none") == 0)
        #expect(abs(share(policy, campaign: "other") - 0.1) < 0.02)
    }

    @Test("A request is drawn again when it comes again, and a larger share draws all that a smaller one drew")
    func stable() {
        let small = SamplePolicy(rate: 0.2)
        let large = SamplePolicy(rate: 0.6)
        for id in 0..<1_000 {
            #expect(small.draws(request(id)) == small.draws(request(id)))
            if small.draws(request(id)) { #expect(large.draws(request(id))) }
        }
    }

    @Test("What was not drawn names every metric, passes nothing, and needs nobody")
    func leftOut() {
        let result = SamplePolicy(rate: 0.1).leftOut(request(1), catalog: MetricCatalog())
        #expect(result.outcomes.map(\.key) == ["toxicity", "no_such_metric"])
        #expect(result.outcomes.allSatisfy { $0.status == .notApplicable && $0.score == nil && $0.passed == nil })
        #expect(ReviewPolicy(auditRate: 1).reasons(for: result).isEmpty)
        let object = ResultEncoder().object(
            for: result, timing: ResultEncoder.Timing(queued: nil, judge: 0, total: 0))
        #expect(object["status"] == "sampled_out")
        #expect(object["passed"] == false)
        #expect(object["total_score"] == .null)
        #expect(object["severity"] == "unknown")
        #expect(object["error"] == nil)
        #expect(object["reason"]?.string?.contains("a share of 0.1 of") == true)
    }
}
