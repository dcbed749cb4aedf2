import Evaluation
import JSON
import TestKit
import Testing

@Suite("Samples, panels, cascades, and questions asked alone")
struct VotingTests {
    private func outcome(
        _ score: Double?, confidence: Double = 0.8, threshold: Double = 0.5, direction: Direction = .higherIsBetter
    ) -> MeasuredMetric {
        guard let score else {
            var failed = MetricOutcome(
                key: "m", metricID: "m", status: .judgeFailed, direction: direction, threshold: threshold, reason: "x")
            failed.error = JudgeError(.timedOut, "late")
            return MeasuredMetric(outcome: failed, isSafety: false, isJudged: true)
        }
        let value = Score(clamping: score)
        return MeasuredMetric(
            outcome: MetricOutcome(
                key: "m", metricID: "m", status: .scored, score: value, direction: direction, threshold: threshold,
                passed: direction.passes(value, threshold: threshold), confidence: confidence, reason: "\(score)"),
            isSafety: false, isJudged: true)
    }

    private func vote(_ scores: [Double?], accuracies: [Double]? = nil) -> MetricOutcome? {
        let ballots = scores.enumerated().map { place, score in
            Ballot(
                outcome(score), variant: JudgeVariant(model: accuracies == nil ? nil : "m\(place)", sample: place),
                accuracy: accuracies?[place])
        }
        return MetricVote(ballots).measured?.outcome
    }

    @Test("Samples: the mean score decides, and disagreement costs confidence")
    func samples() throws {
        let agreed = try #require(vote([0.8, 0.9, 0.7]))
        #expect(agreed.passed == true)
        #expect(abs((agreed.score?.value ?? 0) - 0.8) < 1e-9)
        let split = try #require(vote([0.8, 0.9, 0.1]))
        #expect(split.passed == true)
        #expect(try #require(split.confidence) < (agreed.confidence ?? 0))
        #expect(agreed.reviewReasons.isEmpty)
    }

    @Test(
        "Samples of which a third decide otherwise have decided nothing, however sure each of them is",
        arguments: [
            ([0.9, 0.1], true), ([0.9, 0.9, 0.1], true), ([0.9, 0.9, 0.9, 0.1], false),
            ([0.9, 0.9, 0.9, 0.1, 0.1], true), ([0.1, 0.1, 0.1, 0.9], false), ([0.1, 0.1, 0.9], true), ([0.9], false),
            ([0.9, 0.6, 0.51], false),
        ] as [([Double], Bool)])
    func divided(scores: [Double], asks: Bool) throws {
        let ballots = scores.map { Ballot(outcome($0, confidence: 0.99)) }
        let voted = try #require(MetricVote(ballots).measured?.outcome)
        #expect(voted.reviewReasons == (asks ? [.lowConfidence] : []))
    }

    @Test("A panel votes by log-odds: one good judge outweighs two that are hardly better than the gate")
    func panel() throws {
        let outcome = try #require(vote([0.9, 0.2, 0.2], accuracies: [0.95, 0.76, 0.76]))
        #expect(outcome.passed == true)
        #expect(outcome.score?.value == 0.9)
        #expect(outcome.reviewReasons == [.panelSplit])
        let expected = 0.95 * 0.24 * 0.24 / (0.95 * 0.24 * 0.24 + 0.05 * 0.76 * 0.76)
        #expect(abs((outcome.confidence ?? 0) - expected) < 1e-9)
    }

    @Test("A tied panel does not pass, and is not sure of it")
    func tie() throws {
        let outcome = try #require(vote([0.9, 0.1], accuracies: [0.8, 0.8]))
        #expect(outcome.passed == false)
        #expect(outcome.confidence == 0.5)
    }

    @Test("Half of the ballots failed: nobody knows")
    func failures() {
        #expect(vote([0.9, nil])?.status == .judgeFailed)
        #expect(vote([0.9, nil, nil])?.error?.code == .timedOut)
        #expect(vote([0.9, 0.8, nil])?.status == .scored)
    }

    @Test("Scores, confidences and decisions stay in range and fit together", arguments: 0..<200)
    func property(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let count = Int.random(in: 1...6, using: &random)
        let scores = (0..<count).map { _ in Double.random(in: 0...1, using: &random) }
        let accuracies = (0..<count).map { _ in Double.random(in: 0.75...0.99, using: &random) }
        for given in [nil, accuracies] {
            let outcome = try #require(vote(scores, accuracies: given))
            let score = try #require(outcome.score)
            #expect((0...0.99).contains(outcome.confidence ?? -1))
            #expect(outcome.passed == outcome.direction.passes(score.rounded, threshold: 0.5))
            #expect(score.value >= scores.min() ?? 0 && score.value <= (scores.max() ?? 1) + 1e-9)
        }
    }

    @Test("Harm that one of three saw stays, less certain")
    func severity() throws {
        let rule = SeverityRule(
            impact: .critical, certainty: 0.95, softened: false, vector: "HARM:THREAT/L:4/S:asserts")
        var harmful = outcome(1, direction: .higherIsWorse)
        harmful.rule = rule
        harmful.isSafety = true
        var clean = outcome(0, direction: .higherIsWorse)
        clean.isSafety = true
        let combined = try #require(MetricVote([Ballot(clean), Ballot(harmful), Ballot(clean)]).measured)
        #expect(combined.rule?.level == .critical)
        #expect(try #require(combined.rule?.certainty) < 0.4)
        #expect(combined.outcome.reviewReasons.contains(.criticalUnsure))
    }

    @Test("Samples stop when the rest could decide nothing")
    func earlyStop() async throws {
        let judge = ScriptedJudge.oracle()
        let request = EvaluationSamples.request(
            ["faithfulness", "exact_match"], input: "q", output: "The sea is wide.", evidence: ["The sea is wide."])
        let policy = EvaluationPolicy(judging: JudgingOptions(samples: 5))
        let result = try await Evaluator(policy: policy).evaluate(request, judge: judge)
        // Three times 1 and twice 0 would not reach 0.7.
        #expect(judge.calls.count == 4)
        #expect(result["faithfulness"]?.extra["votes"]?.array?.count == 4)
        #expect(result["exact_match"]?.extra["votes"] == nil)
        #expect(result.usage.calls == 4)
    }

    @Test("The cascade asks the stronger model about unsure decisions only")
    func cascade() async throws {
        let unsure = Oracle(certainty: 0.55)
        let weak = ScriptedJudge { task, _ in unsure.answer(task).text }
        let strong = ScriptedJudge.oracle(Oracle(certainty: 0.95))
        let judge = Models(own: weak, others: ["strong": strong])
        let policy = EvaluationPolicy(judging: JudgingOptions(cascade: ["strong"], escalateBelow: 0.95))
        let request = EvaluationSamples.request(
            ["faithfulness"], input: "q", output: "The sea is wide. The moon is made of green cheese.",
            evidence: ["The sea is wide.", "Nobody knows the moon."])
        let result = try await Evaluator(policy: policy).evaluate(request, judge: judge)
        #expect(weak.calls.count == 1)
        #expect(strong.calls.count == 1)
        #expect(result["faithfulness"]?.extra["judge_model"] == "strong")
        let sure = try await Evaluator(policy: policy).evaluate(
            request, judge: Models(own: strong, others: ["strong": weak]))
        #expect(weak.calls.count == 1)
        #expect(sure["faithfulness"]?.extra["judge_model"] == nil)
    }

    @Test("Members of a panel below the gate are not asked")
    func gate() async throws {
        let good = ScriptedJudge.oracle()
        let bad = ScriptedJudge.oracle()
        let own = ScriptedJudge.oracle()
        let policy = EvaluationPolicy(
            judging: JudgingOptions(panel: [.init(model: "good", accuracy: 0.9), .init(model: "bad", accuracy: 0.6)]))
        let request = EvaluationSamples.request(
            ["faithfulness"], input: "q", output: "The sea is wide.", evidence: ["The sea is wide."])
        _ = try await Evaluator(policy: policy).evaluate(
            request, judge: Models(own: own, others: ["good": good, "bad": bad]))
        #expect([own.calls.count, good.calls.count, bad.calls.count] == [0, 1, 0])
    }

    @Test("A metric with a model of its own is asked for by that model, the others together by the judge")
    func ownModel() async throws {
        let own = ScriptedJudge.oracle()
        let other = ScriptedJudge.oracle()
        var metric = MetricRequest("hallucination")
        metric.model = "other"
        let request = EvaluationRequest(
            id: "m",
            subject: .testCase(
                TestCase(input: "q", actualOutput: "The sea is wide.", retrievalContext: ["The sea is wide."])),
            metrics: [MetricRequest("faithfulness"), MetricRequest("answer_relevancy"), metric])
        let result = try await Evaluator().evaluate(request, judge: Models(own: own, others: ["other": other]))
        #expect(own.calls.count == 1)
        #expect(other.calls.count == 1)
        #expect(result["hallucination"]?.extra["judge_model"] == "other")
    }

    @Test("An isolated metric shares its question with nobody")
    func isolated() async throws {
        var alone = MetricRequest("toxicity")
        alone.isIsolated = true
        let judge = ScriptedJudge.oracle()
        let request = EvaluationRequest(
            id: "i", subject: .testCase(TestCase(input: "q", actualOutput: "Fine.")),
            metrics: [alone, MetricRequest("bias"), MetricRequest("pii_leakage")])
        _ = try await Evaluator().evaluate(request, judge: judge)
        let asked = judge.calls.compactMap { call -> [Bool]? in
            guard case .safety(let task) = call.task else { return nil }
            return [task.asksForToxicity, task.asksForBias, task.asksForPersonalData]
        }
        #expect(Set(asked) == [[true, false, false], [false, true, true]])
    }

    @Test(
        "A shared question that is refused, cut or malformed is asked for each metric alone",
        arguments: [JudgeError.Code.refused, .truncated, .malformed, .unreliable])
    func alone(code: JudgeError.Code) async throws {
        let oracle = Oracle()
        let judge = ScriptedJudge { (task, _) throws(JudgeError) in
            if case .safety(let safety) = task, safety.asksForToxicity, safety.asksForBias {
                throw JudgeError(code, "not this one")
            }
            return oracle.answer(task).text
        }
        let result = try await EvaluationSamples.result(
            ["toxicity", "bias"], input: "q", output: "All is well.", judge: judge)
        #expect(result.outcomes.allSatisfy { $0.status == .scored && $0.extra["isolated"] == true })
        #expect(judge.calls.count == 3)
    }

    @Test(
        "An outage is not made worse by asking again",
        arguments: [JudgeError.Code.timedOut, .unavailable, .rateLimited, .unauthorized, .quotaExhausted])
    func outage(code: JudgeError.Code) async throws {
        let judge = ScriptedJudge.failing(JudgeError(code, "down"))
        let result = try await EvaluationSamples.result(
            ["toxicity", "bias"], input: "q", output: "Well.", judge: judge)
        #expect(judge.calls.count == 1)
        #expect(result["bias"]?.error?.code == code)
    }
}

/// A judge with several models.
private struct Models: Judge {
    let own: ScriptedJudge
    let others: [String: ScriptedJudge]

    var identity: JudgeIdentity { own.identity }

    func answer(_ task: JudgeTask, repair: String?) async throws(JudgeError) -> JudgeAnswer {
        try await own.answer(task, repair: repair)
    }

    func variant(_ variant: JudgeVariant) -> any Judge { variant.model.flatMap { others[$0] } ?? own }
}
