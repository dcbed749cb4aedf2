import Evaluation
import JSON
import TestKit
import Testing

@Suite("Invariant 11: what was not read is never taken for good")
struct Rule11PartlyReadTests {
    private func reasons(_ result: EvaluationResult) -> Set<ReviewReason> { ReviewPolicy().reasons(for: result) }

    /// Kind to whatever it sees, with quotes that exist.
    private static let kind = Oracle(certainty: 0.95)

    @Test(
        "Every metric says when it was judged on a part, and then passes before a human only",
        arguments: InvariantSamples.judged)
    func everyMetric(id: String) async throws {
        let shape = InvariantSamples.shape(of: id)
        for judge in [ScriptedJudge.oracle(InvariantSamples.oracle), .oracle(Self.kind)] {
            let result = try await InvariantSamples.result(
                InvariantSamples.request(id).with { $0.lengthen(shape) }, judge: judge, policy: .shortSighted)
            let outcome = try #require(result.outcomes.first)
            guard outcome.status == .scored else {
                // It drops out of the total, but not unseen.
                #expect(outcome.reviewReasons.contains(.lowConfidence), "\(id): \(outcome.reason)")
                continue
            }
            // Where rules alone decide, all was read.
            guard !judge.calls.isEmpty else { continue }
            #expect(outcome.extra["truncated"] == true, "\(id)")
            #expect(outcome.passed == false || outcome.reviewReasons.contains(.lowConfidence), "\(id)")
            #expect(!result.passed || reasons(result).needsDecision, "\(id)")
            // Switching off the bound on confidence does not switch this off.
            #expect(
                outcome.passed == false || ReviewPolicy(confidence: 0).reasons(for: result).contains(.lowConfidence))
        }
    }

    @Test("Every metric is scored on a part of something, so that the rule above is about all of them")
    func allScored() async throws {
        for id in InvariantSamples.judged {
            let result = try await InvariantSamples.result(
                InvariantSamples.request(id).with { $0.lengthen(InvariantSamples.shape(of: id)) },
                policy: .shortSighted)
            // The calls that these are about come after what is shown.
            let isHidden = id == "mcp_use" || id == "multi_turn_mcp_use"
            #expect(
                result.outcomes.first?.status == (isHidden ? .notApplicable : .scored),
                "\(id): \(result.outcomes.first?.reason ?? "")")
        }
    }

    @Test("What is read in full has no such reason", arguments: InvariantSamples.judged)
    func inFull(id: String) async throws {
        for seed in InvariantSamples.seeds {
            let outcome = try #require(
                try await InvariantSamples.outcome(InvariantSamples.request(id, seed: seed)))
            #expect(outcome.extra["truncated"] == nil, "\(id)")
            #expect(!outcome.reviewReasons.contains(.lowConfidence), "\(id)")
        }
    }

    @Test(
        "Writing more behind what is shown turns no review into a plain result, and leaves no plain pass",
        arguments: 0..<24)
    func padding(seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        var ids = EvaluationSamples.core + ["misuse", "role_violation", "non_advice", "refusal"]
        ids.shuffle(using: &random)
        ids.removeLast(Int.random(in: 0..<ids.count - 1, using: &random))
        var request = InvariantSamples.request("toxicity", seed: seed)
        request.metrics = ids.map { id in
            var metric = MetricRequest(id)
            metric.threshold = [nil, 0.1, 0.5, 0.9].randomElement(using: &random) ?? nil
            return metric
        }
        guard case .testCase(let testCase) = request.subject, let output = testCase.actualOutput else { return }
        let policy = EvaluationPolicy(
            strictThresholds: Bool.random(using: &random),
            sentencesPerTask: SentenceSplitter().split(ScalarText(output)).count, partsPerAnswer: 1)
        let judges: [ScriptedJudge] = [
            .oracle(InvariantSamples.oracle), .oracle(Self.kind), .forger(InvariantSamples.oracle),
            .lazy(InvariantSamples.oracle), .gullible(InvariantSamples.oracle),
        ]
        let judge = judges[Int.random(in: 0..<judges.count, using: &random)]
        let length = Int.random(in: 1...4_000, using: &random)
        let short = try await Evaluator(policy: policy).evaluate(request, judge: judge)
        let long = try await Evaluator(policy: policy).evaluate(
            request.with { $0.actualOutput = output + TestCase.padding(length) }, judge: judge)
        let about = "seed \(seed): \(ids), \(length) more"
        #expect(!reasons(short).needsDecision || reasons(long).needsDecision, "\(about)")
        #expect(!long.outcomes.contains { $0.passed == true } || reasons(long).needsDecision, "\(about)")
    }

    @Test("A part that fails is no secret, and needs nobody", arguments: ["faithfulness", "answer_relevancy"])
    func failing(id: String) async throws {
        let result = try await EvaluationSamples.result(
            [id], input: "What is the capital of France?",
            output: "Zebras wear pyjamas at midnight." + TestCase.padding(2_000), evidence: ["Paris is in France."],
            policy: EvaluationPolicy(sentencesPerTask: 1, partsPerAnswer: 1))
        let outcome = try #require(result[id])
        #expect(outcome.passed == false)
        #expect(outcome.extra["truncated"] == true)
        #expect(!outcome.reviewReasons.contains(.lowConfidence))
    }

    @Test("Goals, plans and questions beyond those that are asked about are said to be missing")
    func longLists() async throws {
        let names = (0..<70).map { JSONValue.string("search Hanoi Danang flights number \($0)") }
        for (id, option) in [("goal_accuracy", "task"), ("task_completion", "task"), ("plan_adherence", "plan")] {
            for count in [2, 70] {
                let request = InvariantSamples.request(id).with(metric: {
                    $0.options[option] = .array(Array(names.prefix(count)))
                })
                let outcome = try #require(try await InvariantSamples.outcome(request))
                #expect(outcome.status == .scored, "\(id)")
                #expect((outcome.extra["truncated"] == true) == (count > 60), "\(id)")
            }
        }
        for count in [2, 70] {
            let request = InvariantSamples.request("summarization").with(metric: {
                $0.options["assessment_questions"] = .array((0..<count).map { .string("Is door \($0) painted?") })
            })
            let outcome = try #require(try await InvariantSamples.outcome(request))
            guard outcome.status == .scored else { continue }
            #expect((outcome.extra["truncated"] == true) == (count > 60))
        }
    }

    @Test("A run that is too long to be walked through passes no rule unseen")
    func longRun() async throws {
        let calls = (0..<5_010).map {
            ToolCall(name: "read", arguments: ["row": .integer(Int64($0))], output: .string("row \($0)"))
        }
        var permission = MetricRequest("tool_permission")
        permission.options = ["allowed_tools": ["read"]]
        let request = EvaluationRequest(
            id: "r",
            subject: .testCase(
                TestCase(
                    input: "Read all rows.",
                    turns: [Turn(role: .user, content: "Read all rows.")]
                        + calls.map { Turn(role: .assistant, content: "", toolsCalled: [$0]) })),
            metrics: [permission, MetricRequest("agent_loop_detection")])
        let result = try await Evaluator().evaluate(request, judge: ScriptedJudge.oracle())
        for outcome in result.outcomes where outcome.passed == true {
            #expect(outcome.extra["truncated"] == true)
            #expect(outcome.reviewReasons.contains(.lowConfidence))
        }
        #expect(result["tool_permission"]?.passed == true)
    }
}
