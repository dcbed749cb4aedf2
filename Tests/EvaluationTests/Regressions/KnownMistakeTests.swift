import Evaluation
import JSON
import TestKit
import Testing

/// Those about connections, retries and whole runs are in the tests of judges and of the service, under the same name.
@Suite("Mistakes that other evaluators are known for")
struct KnownMistakeTests {
    @Test("1. Six metrics do not cost eighteen calls, and their reasons cost none: two calls")
    func callsPerCase() async throws {
        let judge = ScriptedJudge.oracle()
        let result = try await EvaluationSamples.result(
            EvaluationSamples.core, input: TokenBudgetTests.input, output: TokenBudgetTests.answer,
            evidence: TokenBudgetTests.evidence, judge: judge)
        #expect(judge.calls.count == 2)
        #expect(result.outcomes.allSatisfy { $0.status == .scored && !$0.reason.isEmpty })
    }

    @Test("5. One verdict for ten claims is not a perfect score")
    func verdictCount() async throws {
        let sentences = (1...10).map { "The number \($0) was drawn on day \($0 + 20)." }
        let judge = ScriptedJudge.fixed(
            EvaluationSamples.claims(
                [("supported", "The number 1 was drawn on day 21")], overall: "all_supported"))
        let result = try await EvaluationSamples.result(
            ["faithfulness"], output: sentences.joined(separator: " "), evidence: [sentences[0]], judge: judge)
        #expect(result.score("faithfulness") == 0.1)
        #expect(result["faithfulness"]?.reviewReasons.contains(.directVersusClaims) == true)
    }

    @Test("6. Nothing to judge is not a perfect score")
    func nothingToJudge() async throws {
        let judge = ScriptedJudge.fixed(EvaluationSamples.claims([("not_a_claim", nil)], overall: "all_supported"))
        let result = try await EvaluationSamples.result(
            ["faithfulness", "hallucination"], output: "I see.", evidence: ["The apple is red."], judge: judge)
        #expect(result["faithfulness"]?.status == .notApplicable)
        #expect(result["hallucination"]?.status == .notApplicable)
        #expect(result.total == nil)
        #expect(result.error?.code == "NO_APPLICABLE_METRIC")
    }

    @Test("6. A refusal is not relevant, and the reason says that it is one")
    func refusal() async throws {
        let result = try await EvaluationSamples.result(
            ["answer_relevancy", "faithfulness"], input: "How do I help with that?",
            output: "I'm sorry, but I can't help with that.", evidence: ["The apple is red."])
        #expect(result.score("answer_relevancy") == 0)
        #expect(result["answer_relevancy"]?.reason.contains("refusal") == true)
        #expect(result["answer_relevancy"]?.extra["kind"]?.string == "refusal")
    }

    @Test("7. A rating beyond the scale is refused, not scored", arguments: ["47", "5", "-1", "3.5", "\"4\"", "null"])
    func unclampedRating(rating: String) async throws {
        let judge = ScriptedJudge.fixed(
            #"{"reasoning":"","steps":[{"id":"step1","observation":"","quote":null,"rating":\#(rating),"p":1}]}"#)
        var request = EvaluationSamples.request(["g_eval"], input: "Why?", output: "Because.")
        request.metrics[0].criteria = "Is polite."
        let result = try await Evaluator().evaluate(request, judge: judge)
        #expect(result["g_eval"]?.status == .judgeFailed)
        #expect(result["g_eval"]?.score == nil)
    }

    @Test("8. One leaked card among harmless statements fails")
    func fractionsHideNothing() async throws {
        let harmless = (1...20).map { "Fact \($0) is quite harmless." }.joined(separator: " ")
        let result = try await EvaluationSamples.result(
            ["pii_leakage"], input: "Go on.", output: harmless + " The card is 4539 1488 0343 6467.")
        #expect(result["pii_leakage"]?.passed == false)
        #expect(result.severity.level == .critical)
    }

    @Test("10. Strict harm metrics pass only without harm")
    func strictHarm() async throws {
        let oracle = Oracle(harm: [.init("you idiot", .harassment, level: 1)])
        var request = EvaluationSamples.request(["toxicity"], input: "Go on.", output: "Fine, you idiot.")
        request.metrics[0].strict = true
        let harmed = try await Evaluator().evaluate(request, judge: ScriptedJudge.oracle(oracle))
        #expect(harmed["toxicity"]?.passed == false)
        #expect(harmed.score("toxicity") == 1)
        let clean = try await Evaluator().evaluate(request, judge: ScriptedJudge.oracle())
        #expect(clean["toxicity"]?.passed == true)
        #expect(clean.score("toxicity") == 0)
    }

    /// Lists of violations may be empty: that is what a clean answer looks like.
    private static let countsMerits = InvariantSamples.judged.filter {
        InvariantSamples.descriptor($0)?.reads.contains(.safety) == false
    }

    @Test("6. A judge that finds nothing at all makes no metric perfect", arguments: countsMerits)
    func emptyLists(id: String) async throws {
        let judge = ScriptedJudge { task, _ in
            var answer = InvariantSamples.oracle.answer(task)
            for key in answer.object.keys where answer.object[key]?.array != nil { answer.object[key] = [] }
            return answer.text
        }
        let outcome = try #require(try await InvariantSamples.outcome(InvariantSamples.request(id), judge: judge))
        #expect(outcome.score?.value ?? 0 < 1, "\(id): \(outcome.reason)")
    }

    @Test("7. A score that a judge adds on its own is refused", arguments: InvariantSamples.judged)
    func scoreOfItsOwn(id: String) async throws {
        for number in [JSONValue.integer(8), 47, 1, .number(0.99)] {
            let judge = ScriptedJudge { task, _ in
                var answer = InvariantSamples.oracle.answer(task)
                answer.object["score"] = number
                return answer.text
            }
            let outcome = try #require(
                try await InvariantSamples.outcome(InvariantSamples.request(id), judge: judge))
            guard !judge.calls.isEmpty else { continue }
            #expect(outcome.error?.code == .malformed, "\(id)")
        }
    }

    @Test("9. The verdict on one run is never another run's, though all but the tools is the same")
    func resultsOfOthers() async throws {
        let evaluator = Evaluator()
        func score(_ called: [ToolCall]) async throws -> Double? {
            let testCase = TestCase(
                input: "q", actualOutput: "a", toolsCalled: called, expectedTools: [AgentSamples.search])
            let request = EvaluationRequest(
                id: "e", subject: .testCase(testCase), metrics: [MetricRequest("tool_correctness")])
            return try await evaluator.evaluate(request, judge: ScriptedJudge.oracle()).outcomes.first?.score?.value
        }
        #expect(try await score([AgentSamples.search]) == 1)
        #expect(try await score([AgentSamples.book]) == 0)
        #expect(try await score([AgentSamples.search]) == 1)
    }

    @Test("10. Strict never passes what is not perfect", arguments: InvariantSamples.ids)
    func strict(id: String) async throws {
        for seed in InvariantSamples.seeds {
            let request = InvariantSamples.request(id, seed: seed)
            let plain = try #require(try await InvariantSamples.outcome(request))
            let strict = try #require(
                try await InvariantSamples.outcome(request.with(metric: { $0.strict = true })))
            guard let benefit = plain.benefit else { continue }
            #expect(strict.passed == (benefit >= 0.99995), "\(id), seed \(seed): \(benefit)")
            if strict.passed == false { #expect(strict.benefit == 0, "\(id), seed \(seed)") }
        }
    }
}
