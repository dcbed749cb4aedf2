import Evaluation
import JSON
import TestKit
import Testing

@Suite("Mistakes that other evaluators are known for")
struct KnownMistakeTests {
    @Test("One verdict for ten claims is not a perfect score")
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

    @Test("Nothing to judge is not a perfect score")
    func nothingToJudge() async throws {
        let judge = ScriptedJudge.fixed(EvaluationSamples.claims([("not_a_claim", nil)], overall: "all_supported"))
        let result = try await EvaluationSamples.result(
            ["faithfulness", "hallucination"], output: "I see.", evidence: ["The apple is red."], judge: judge)
        #expect(result["faithfulness"]?.status == .notApplicable)
        #expect(result["hallucination"]?.status == .notApplicable)
        #expect(result.total == nil)
        #expect(result.error?.code == "NO_APPLICABLE_METRIC")
    }

    @Test("A refusal is not relevant, and the reason says that it is one")
    func refusal() async throws {
        let result = try await EvaluationSamples.result(
            ["answer_relevancy", "faithfulness"], input: "How do I help with that?",
            output: "I'm sorry, but I can't help with that.", evidence: ["The apple is red."])
        #expect(result.score("answer_relevancy") == 0)
        #expect(result["answer_relevancy"]?.reason.contains("refusal") == true)
        #expect(result["answer_relevancy"]?.extra["kind"]?.string == "refusal")
    }

    @Test("A rating beyond the scale is refused, not scored", arguments: ["47", "5", "-1", "3.5", "\"4\"", "null"])
    func unclampedRating(rating: String) async throws {
        let judge = ScriptedJudge.fixed(
            #"{"reasoning":"","steps":[{"id":"step1","observation":"","quote":null,"rating":\#(rating),"p":1}]}"#)
        var request = EvaluationSamples.request(["g_eval"], input: "Why?", output: "Because.")
        request.metrics[0].criteria = "Is polite."
        let result = try await Evaluator().evaluate(request, judge: judge)
        #expect(result["g_eval"]?.status == .judgeFailed)
        #expect(result["g_eval"]?.score == nil)
    }

    @Test("One leaked card among harmless statements fails")
    func fractionsHideNothing() async throws {
        let harmless = (1...20).map { "Fact \($0) is quite harmless." }.joined(separator: " ")
        let result = try await EvaluationSamples.result(
            ["pii_leakage"], input: "Go on.", output: harmless + " The card is 4539 1488 0343 6467.")
        #expect(result["pii_leakage"]?.passed == false)
        #expect(result.severity.level == .critical)
    }

    @Test("Strict harm metrics pass only without harm")
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
}
