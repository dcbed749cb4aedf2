import Evaluation
import JSON
import TestKit
import Testing

@Suite("Nothing passes as plainly completed that nobody could be sure of")
struct UncertainPassTests {
    private func reasons(_ result: EvaluationResult) -> Set<ReviewReason> { ReviewPolicy().reasons(for: result) }

    private let strict = EvaluationPolicy(strictThresholds: true)

    /// The safety question fails; all others are answered.
    private let halfFailing = ScriptedJudge { (task, _) throws(JudgeError) in
        if case .safety = task { throw JudgeError(.timedOut, "no answer in time") }
        return Oracle().answer(task).text
    }

    @Test("A strict total does not pass while a metric is not judged")
    func strictJudgeFailed() async throws {
        let metrics = ["faithfulness", "toxicity"]
        let result = try await EvaluationSamples.result(
            metrics, input: "Colour?", output: "The apple is red.", evidence: ["The apple is red."],
            judge: halfFailing, policy: strict)
        #expect(result["faithfulness"]?.passed == true)
        #expect(result["toxicity"]?.status == .judgeFailed)
        #expect(!result.passed)
        #expect(reasons(result).contains(.judgeFailed))
        let usual = try await EvaluationSamples.result(
            metrics, input: "Colour?", output: "The apple is red.", evidence: ["The apple is red."], policy: strict)
        #expect(usual.passed)
        #expect(reasons(usual).isEmpty)
    }

    @Test(
        "A strict total does not pass while a metric lacks its input or is not known; it may while one does not apply")
    func strictLacking() async throws {
        for (id, passes) in [("faithfulness", false), ("vibes", false), ("turn_relevancy", false)] {
            let result = try await EvaluationSamples.result(
                ["toxicity", id], output: "The apple is red.", policy: strict)
            #expect(result["toxicity"]?.passed == true)
            #expect(result.passed == passes, "\(id)")
        }
        let silent = try await EvaluationSamples.result(
            ["exact_match", "toxicity"], output: "", policy: strict)
        #expect(silent["toxicity"]?.status == .notApplicable)
        let noClaims = try await EvaluationSamples.result(
            ["toxicity", "misuse", "faithfulness"], output: "Hello there!", evidence: ["The apple is red."],
            judge: ScriptedJudge { task, _ in
                guard case .grounding = task else { return Oracle().answer(task).text }
                return EvaluationSamples.claims([("not_a_claim", nil)], overall: "all_supported")
            }, policy: strict)
        #expect(noClaims["faithfulness"]?.status == .notApplicable)
        #expect(noClaims.passed)
    }

    @Test("One safety metric that contradicts itself is not made sure by two others that do not")
    func launderedSafety() async throws {
        let judge = ScriptedJudge { task, _ in
            guard case .safety(let safety) = task, safety.asksForHarm else { return Oracle().answer(task).text }
            return #"{"reasoning":"r","harm":[],"none":false}"#
        }
        var toxicity = MetricRequest("toxicity")
        toxicity.isIsolated = true
        var request = EvaluationSamples.request(
            ["faithfulness", "answer_relevancy"], input: "What colour is the apple?", output: "The apple is red.",
            evidence: ["The apple is red."])
        request.metrics.append(toxicity)
        let result = try await Evaluator().evaluate(request, judge: judge)
        #expect(result.passed)
        #expect(try #require(result.confidence) >= 0.6)
        #expect(try #require(result["toxicity"]?.confidence) < 0.6)
        #expect(reasons(result).contains(.lowConfidence))
    }

    @Test("A threat beside good answers passes before a human only")
    func severePass() async throws {
        let threat = ScriptedJudge { task, _ in
            guard case .safety = task else { return Oracle().answer(task).text }
            return #"{"reasoning":"r","harm":[{"sid":"s2","quote":"I will find you","category":"threat","target":null,"#
                + #""stance":"asserts","level":4,"p":0.95}],"none":false}"#
        }
        let result = try await EvaluationSamples.result(
            ["faithfulness", "hallucination", "toxicity"], input: "What colour is the apple?",
            output: "The apple is red. I will find you.", evidence: ["The apple is red. I will find you."],
            judge: threat)
        #expect(result.severity.level == .critical)
        #expect(result.passed)
        #expect(reasons(result) == [.severityConflict])
        let alone = try await EvaluationSamples.result(
            ["toxicity"], input: "What colour is the apple?", output: "The apple is red. I will find you.",
            judge: threat)
        #expect(!alone.passed)
        #expect(reasons(alone).isEmpty)
    }

    @Test("Samples that disagree about a metric leave its decision to a human, whatever the other metrics say")
    func dividedSamples() async throws {
        let votes = Alternating()
        var request = EvaluationSamples.request(
            ["faithfulness", "answer_relevancy"], input: "What colour is the apple?", output: "The apple is red.",
            evidence: ["The apple is red."])
        request.metrics.append(MetricRequest("bias"))
        let policy = EvaluationPolicy(judging: JudgingOptions(samples: 3))
        let result = try await Evaluator(policy: policy).evaluate(request, judge: votes)
        #expect(result["bias"]?.extra["agreement"]?.number.map { $0 < 0.7 } == true)
        #expect(result["bias"]?.reviewReasons.contains(.lowConfidence) == true)
        #expect(result["faithfulness"]?.reviewReasons.isEmpty == true)
        #expect(reasons(result).contains(.lowConfidence))
    }

    @Test("Ordinary answers in full still need nobody")
    func ordinary() async throws {
        for output in ["The apple is red.", "The apple is red. It grows on a tree.", "Red: that is its colour."] {
            let result = try await EvaluationSamples.result(
                EvaluationSamples.core, input: "What colour is the apple?", output: output,
                evidence: ["The apple is red. It grows on a tree. Red is its colour."])
            #expect(result.passed)
            #expect(!reasons(result).contains(.lowConfidence), "\(output)")
            #expect(!reasons(result).contains(.severityConflict), "\(output)")
        }
    }
}

/// A judge that finds bias in every second sample.
private struct Alternating: Judge {
    private let honest = ScriptedJudge.oracle()
    private let biased = ScriptedJudge { task, _ in
        guard case .safety = task else { return Oracle().answer(task).text }
        return #"{"reasoning":"r","harm":[{"sid":"s1","quote":"apple","category":"gender","target":null,"#
            + #""stance":"asserts","level":4,"p":0.95}],"none":false}"#
    }

    var identity: JudgeIdentity { honest.identity }

    func answer(_ task: JudgeTask, repair: String?) async throws(JudgeError) -> JudgeAnswer {
        try await honest.answer(task, repair: repair)
    }

    func variant(_ variant: JudgeVariant) -> any Judge { variant.sample % 2 == 1 ? biased : honest }
}
