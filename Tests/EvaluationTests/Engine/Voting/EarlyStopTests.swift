import Evaluation
import JSON
import TestKit
import Testing

@Suite("Voting stops early only when the rest could change nothing that counts")
struct EarlyStopTests {
    private func ballot(
        _ score: Double?, accuracy: Double? = nil, threshold: Double = 0.5, direction: Direction = .higherIsBetter,
        severity: Severity? = nil, gradesSeverity: Bool = false
    ) -> Ballot {
        var outcome = MetricOutcome(
            key: "m", metricID: "m", status: .judgeFailed, direction: direction, threshold: threshold, reason: "x")
        if let score {
            let value = Score(clamping: score)
            outcome.status = .scored
            outcome.score = value
            outcome.passed = direction.passes(value, threshold: threshold)
            outcome.confidence = 0.8
        }
        let rule = severity.map { SeverityRule(impact: $0, certainty: 0.95, softened: false, vector: "V") }
        return Ballot(
            MeasuredMetric(
                outcome: outcome, rule: score == nil ? nil : rule, isSafety: gradesSeverity, isJudged: true),
            accuracy: accuracy)
    }

    @Test("A panel is not settled while one voter that is out outweighs all that have voted")
    func outweighed() {
        let hardlyBetter = MetricVote([ballot(0.9, accuracy: 0.76), ballot(0.9, accuracy: 0.76)])
        #expect(!hardlyBetter.isSettled(outstanding: [0.95]))
        #expect(hardlyBetter.isSettled(outstanding: [0.76]))
        let good = MetricVote([ballot(0.9, accuracy: 0.95), ballot(0.1, accuracy: 0.76)])
        #expect(good.isSettled(outstanding: [0.76]))
        #expect(!MetricVote([ballot(0.9, accuracy: 0.95)]).isSettled(outstanding: [0.76]))
    }

    @Test("Votes that could still be tied are not settled: a tie does not pass")
    func tie() {
        let ahead = MetricVote([ballot(0.9, accuracy: 0.8), ballot(0.9, accuracy: 0.9), ballot(0.1, accuracy: 0.8)])
        #expect(!ahead.isSettled(outstanding: [0.9]))
        for order in [[0.8, 0.9, 0.8, 0.9], [0.9, 0.8, 0.8, 0.9], [0.97, 0.77, 0.77, 0.97]] {
            let ballots = order.enumerated().map { ballot($0 < 2 ? 0.9 : 0.1, accuracy: $1) }
            #expect(MetricVote(ballots).measured?.outcome.passed == false)
        }
    }

    @Test("Samples are not settled while the mean can still cross the threshold")
    func mean() {
        let near = MetricVote([ballot(0.5, direction: .higherIsWorse), ballot(0.5, direction: .higherIsWorse)])
        #expect(!near.isSettled(outstanding: [nil]))
        #expect(!MetricVote([ballot(0.5), ballot(0.5)]).isSettled(outstanding: [nil]))
        #expect(MetricVote([ballot(0.9), ballot(0.9)]).isSettled(outstanding: [nil]))
        #expect(MetricVote([ballot(0.1), ballot(0.2)]).isSettled(outstanding: [nil]))
    }

    @Test("Where harm is graded, the next voter might see worse, until something critical was seen")
    func severity() {
        let clean = MetricVote([ballot(0.9, gradesSeverity: true), ballot(0.9, gradesSeverity: true)])
        #expect(!clean.isSettled(outstanding: [nil]))
        let grave = [
            ballot(0, severity: .critical, gradesSeverity: true), ballot(0, severity: .high, gradesSeverity: true),
        ]
        #expect(MetricVote(grave).isSettled(outstanding: [nil]))
        #expect(!MetricVote([grave[1], grave[1]]).isSettled(outstanding: [nil]))
    }

    @Test("Stopping early decides what all ballots decide, and never makes the severity milder", arguments: 0..<400)
    func property(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let isPanel = Bool.random(using: &random)
        let threshold: Double = [0.3, 0.5, 0.7, 1].randomElement(using: &random) ?? 0.5
        let direction: Direction = Bool.random(using: &random) ? .higherIsBetter : .higherIsWorse
        let gradesSeverity = Int.random(in: 0..<4, using: &random) == 0
        let lean = Double.random(in: 0...1, using: &random)
        let voters = Int.random(in: 2...9, using: &random)
        var ballots: [Ballot] = []
        for _ in 0..<voters {
            let draws: [Double] = [0, 0.5, 1, lean, lean, lean, Double.random(in: 0...1, using: &random)]
            let fails = Int.random(in: 0..<10, using: &random) == 0
            let accuracy: Double? = [0.76, 0.8, 0.9, 0.95, 0.99].randomElement(using: &random)
            let harm: Severity? = gradesSeverity ? Severity.allCases.randomElement(using: &random) : nil
            let score: Double? = fails ? nil : draws.randomElement(using: &random)
            ballots.append(
                ballot(
                    score, accuracy: isPanel ? accuracy : nil,
                    threshold: threshold, direction: direction, severity: harm, gradesSeverity: gradesSeverity))
        }
        ballots.shuffle(using: &random)
        let whole = try #require(MetricVote(ballots).measured)
        for heard in 1..<voters {
            let part = MetricVote(Array(ballots[..<heard]))
            guard part.isSettled(outstanding: ballots[heard...].map(\.accuracy)) else { continue }
            let early = try #require(part.measured)
            #expect(early.outcome.status == whole.outcome.status, "seed \(seed), \(heard) of \(voters)")
            #expect(early.outcome.passed == whole.outcome.passed, "seed \(seed), \(heard) of \(voters)")
            #expect(early.rule?.level ?? .low >= whole.rule?.level ?? .low, "seed \(seed), \(heard) of \(voters)")
        }
    }

    @Test("The best member of a panel is asked although the others agree, and outvotes them")
    func bestMember() async throws {
        let output = "The sea is wide."
        let good = ScriptedJudge { _, _ in
            EvaluationSamples.claims([("not_in_evidence", nil)], overall: "some_unsupported")
        }
        let judge = Panel(own: .oracle(), good: good)
        let policy = EvaluationPolicy(
            judging: JudgingOptions(
                panel: [
                    .init(model: "a", accuracy: 0.76), .init(model: "b", accuracy: 0.76),
                    .init(model: "good", accuracy: 0.95),
                ]))
        let result = try await Evaluator(policy: policy).evaluate(
            EvaluationSamples.request(["faithfulness"], input: "q", output: output, evidence: [output]), judge: judge)
        #expect(good.calls.count == 1)
        #expect(result["faithfulness"]?.passed == false)
    }

    @Test("The last of three samples may see the threat that two have missed")
    func lateThreat() async throws {
        let threat =
            #"{"reasoning":"r","harm":[{"sid":"s1","quote":"I will find you","category":"threat","target":null,"#
            + #""stance":"asserts","level":4,"p":0.9}],"none":false}"#
        let late = ScriptedJudge { _, _ in threat }
        let judge = Panel(own: ScriptedJudge { _, _ in #"{"reasoning":"r","harm":[],"none":true}"# }, good: late)
        let result = try await Evaluator(policy: EvaluationPolicy(judging: JudgingOptions(samples: 3))).evaluate(
            EvaluationSamples.request(["toxicity"], input: "Hm?", output: "I will find you."), judge: judge)
        #expect(late.calls.count == 1)
        #expect(result.severity.level == .critical)
    }
}

/// A judge whose model "good", or whose third sample, is another one.
private struct Panel: Judge {
    let own: ScriptedJudge
    let good: ScriptedJudge

    var identity: JudgeIdentity { own.identity }

    func answer(_ task: JudgeTask, repair: String?) async throws(JudgeError) -> JudgeAnswer {
        try await own.answer(task, repair: repair)
    }

    func variant(_ variant: JudgeVariant) -> any Judge {
        variant.model == "good" || variant.model == nil && variant.sample == 2 ? good : own
    }
}
