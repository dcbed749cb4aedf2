import Evaluation
import JSON
import Testing

@Suite struct ResultEncoderTests {
    private let encoder = ResultEncoder()
    private let timing = ResultEncoder.Timing(queued: 12, judge: 840, total: 861)

    private var result: EvaluationResult {
        EvaluationResult(
            evaluationID: "e1", campaignID: "c1", nodeID: "n1", metadata: ["z": 1, "a": [true]],
            outcomes: [
                MetricOutcome(
                    key: "faithfulness", metricID: "faithfulness", status: .scored, score: Score(2.0 / 3),
                    direction: .higherIsBetter, threshold: 0.7, passed: false, confidence: 0.123456,
                    reason: "1 of 3 claims is not supported.", findings: [["claim": "x", "verdict": "not_supported"]],
                    extra: ["claims": 3, "score": "must not replace the score"]),
                MetricOutcome(
                    key: "toxicity", metricID: "toxicity", status: .scored, score: .zero, direction: .higherIsWorse,
                    threshold: 0.5, passed: true, confidence: 0.99, severity: .low, reason: "Nothing toxic.",
                    sideScores: [SideScore(key: "politeness", score: Score(clamping: 0.8), reason: "Polite.")]),
                MetricOutcome(
                    key: "bias", metricID: "bias", status: .judgeFailed, direction: .higherIsWorse, threshold: 0.5,
                    reason: "The judge did not answer.", error: JudgeError(.timedOut, "no answer in 12 s")),
                MetricOutcome(
                    key: "recall", metricID: "contextual_recall", status: .insufficientInput,
                    direction: .higherIsBetter,
                    threshold: 0.5, reason: "expected_output is missing.", missing: ["expected_output"]),
            ],
            total: Score(5.0 / 6), passed: true, confidence: 0.94,
            severity: OverallSeverity(level: .low, decidedBy: "none"),
            reason: "because", refusal: Refusal(refused: false, probability: 0.02),
            judge: JudgeIdentity(provider: "openai", model: "m"),
            usage: JudgeUsage(calls: 2, promptTokens: 1624, cachedTokens: 3, completionTokens: 517, costUSD: 0.0083))
    }

    @Test("a part of one metric does not take the place of another metric with its name", arguments: [false, true])
    func sideScores(isFirst: Bool) {
        let part = MetricOutcome(
            key: "ragas", metricID: "ragas", status: .scored, score: .one, direction: .higherIsBetter, threshold: 0.5,
            passed: true, reason: "r", sideScores: [SideScore(key: "ragas_recall", score: .one, reason: "good")])
        let other = MetricOutcome(
            key: "ragas_recall", metricID: "g_eval", status: .scored, score: .zero, direction: .higherIsBetter,
            threshold: 0.5, passed: false, reason: "bad")
        var result = result
        result.outcomes = isFirst ? [part, other] : [other, part]
        let metrics = encoder.object(for: result, timing: timing)["metrics"]?.object
        #expect(metrics?["ragas_recall"]?.number == 0)
        #expect(metrics?["ragas_recall_reason"] == "bad")
        #expect(metrics.map { Set($0.keys).count == $0.count } == true)
    }

    private static let golden =
        #"{"evaluation_id":"e1","campaign_id":"c1","node_id":"n1","status":"completed","total_score":0.8333,"passed":true,"#
        + #""severity":"low","severity_decided_by":"none","reason":"because","metrics":{"faithfulness":0.6667,"#
        + #""faithfulness_reason":"1 of 3 claims is not supported.","toxicity":0.0,"toxicity_reason":"Nothing toxic.","#
        + #""politeness":0.8,"politeness_reason":"Polite.","bias_reason":"The judge did not answer.","#
        + #""recall_reason":"expected_output is missing."},"confidence":0.94,"metadata":{"z":1,"a":[true]},"details":{"#
        + #""faithfulness":{"metric":"faithfulness","status":"scored","score":0.6667,"direction":"higher_is_better","#
        + #""threshold":0.7,"passed":false,"confidence":0.1235,"severity":null,"reason":"1 of 3 claims is not supported.","#
        + #""findings":[{"claim":"x","verdict":"not_supported"}],"claims":3},"#
        + #""toxicity":{"metric":"toxicity","status":"scored","score":0.0,"direction":"higher_is_worse","threshold":0.5,"#
        + #""passed":true,"confidence":0.99,"severity":"low","reason":"Nothing toxic.","findings":[]},"#
        + #""bias":{"metric":"bias","status":"judge_failed","score":null,"direction":"higher_is_worse","threshold":0.5,"#
        + #""passed":null,"confidence":null,"severity":null,"reason":"The judge did not answer.","findings":[],"#
        + #""error":{"code":"JUDGE_TIMEOUT","message":"no answer in 12 s"}},"#
        + #""recall":{"metric":"contextual_recall","status":"insufficient_input","score":null,"#
        + #""direction":"higher_is_better","threshold":0.5,"passed":null,"confidence":null,"severity":null,"#
        + #""reason":"expected_output is missing.","findings":[],"missing":["expected_output"]}},"#
        + #""review":{"required":false,"reasons":[]},"refusal":{"refused":false,"probability":0.02},"#
        + #""judge":{"provider":"openai","model":"m","protocol":"structured_findings"},"usage":{"calls":2,"prompt_tokens":1624,"cached_tokens":3,"#
        + #""completion_tokens":517,"cost_usd":0.0083},"timing":{"queued_ms":12,"judge_ms":840,"total_ms":861}}"#

    private func text(_ result: EvaluationResult) -> String {
        JSONWriter.text(of: .object(encoder.object(for: result, timing: timing)))
    }

    @Test("a result has this shape, this order and this rounding")
    func golden() {
        #expect(text(result) == Self.golden)
    }

    @Test("the same result gives the same bytes, whatever order its reasons came in")
    func repeated() {
        var first = result
        var second = result
        for reason in ReviewReason.allCases { first.reviewReasons.insert(reason) }
        for reason in ReviewReason.allCases.reversed() { second.reviewReasons.insert(reason) }
        #expect(text(first) == text(second))
        let codes = encoder.object(for: first, timing: timing)["review"]?["reasons"]?.array?.compactMap(\.string) ?? []
        #expect(codes == codes.sorted())
        #expect(codes.count == ReviewReason.allCases.count)
    }

    @Test("metrics hold numbers and texts alone, a number only where there is a score")
    func flat() throws {
        let metrics = try #require(encoder.object(for: result, timing: timing)["metrics"]?.object)
        for member in metrics.members {
            #expect(member.key.hasSuffix("_reason") ? member.value.string != nil : member.value.number != nil)
        }
        #expect(metrics["bias"] == nil && metrics["recall"] == nil)
        #expect(Set(metrics.keys).count == metrics.count)
    }

    @Test("a result in review says so in its status, its metadata and, for doubt, its flag")
    func review() {
        var reviewed = result
        reviewed.metadata["flag"] = "client's"
        reviewed.reviewReasons = [.lowConfidence, .band]
        let object = encoder.object(for: reviewed, timing: timing)
        #expect(object["status"] == "needs_review")
        #expect(object["confidence_flag"] == "low")
        #expect(object["metadata"]?["flag"] == "NEEDS_HUMAN_REVIEW")
        #expect(object["review"] == ["required": true, "reasons": ["BAND", "LOW_CONFIDENCE"]])
        reviewed.reviewReasons = [.band]
        #expect(encoder.object(for: reviewed, timing: timing)["confidence_flag"] == nil)
        reviewed.reviewReasons = [.audit]
        let audited = encoder.object(for: reviewed, timing: timing)
        #expect(audited["status"] == "completed")
        #expect(audited["metadata"]?["flag"] == "client's")
        #expect(audited["review"] == ["required": true, "reasons": ["AUDIT"]])
    }

    @Test("an error has no score, did not pass, is not in review, and says why")
    func error() {
        let failed = EvaluationResult(
            evaluationID: "e1", campaignID: "c1", severity: OverallSeverity(level: nil, decidedBy: "toxicity"),
            error: EvaluationFailure(code: "JUDGE_NOT_CONFIGURED", message: "no key"), reviewReasons: [.audit])
        let object = encoder.object(for: failed, timing: .init(queued: nil, judge: 0, total: 1))
        #expect(object["status"] == "error")
        #expect(object["total_score"] == .null)
        #expect(object["passed"] == false)
        #expect(object["node_id"] == .null)
        #expect(object["severity"] == "unknown")
        #expect(object["error"] == ["code": "JUDGE_NOT_CONFIGURED", "message": "no key"])
        #expect(object["review"]?["required"] == false)
        #expect(object["judge"] == .null)
        #expect(object["usage"]?["cost_usd"] == .null)
        #expect(object["timing"]?["queued_ms"] == .null)
    }

    @Test(
        "a battle has its winner at the top",
        arguments: [(BattleOutcome.Winner.a, "A"), (.b, "B"), (.tie, "tie"), (nil, nil)]
            as [(BattleOutcome.Winner?, String?)])
    func battle(winner: BattleOutcome.Winner?, wire: String?) {
        var fought = result
        fought.battle = BattleOutcome(winner: winner, orderConflict: true, lengthRatio: 1.23456)
        let object = encoder.object(for: fought, timing: timing)
        #expect(object["winner"] == wire.map(JSONValue.string) ?? .null)
        #expect(object["order_conflict"] == true)
        #expect(object["length_ratio"] == 1.2346)
        fought.battle?.lengthRatio = .infinity
        #expect(encoder.object(for: fought, timing: timing)["length_ratio"] == .null)
    }

    @Test("reviewers get the object with three fields more, empty where there is no text")
    func reviewObject() {
        let object = encoder.object(for: result, timing: timing)
        let review = encoder.reviewObject(from: object, input: nil, actualOutput: "a")
        #expect(review.keys == object.keys + ["test_case_input", "actual_output", "auto_score"])
        #expect(review["test_case_input"] == "" && review["actual_output"] == "a" && review["auto_score"] == 0.8333)
        #expect(encoder.reviewObject(from: JSONObject(), input: "q", actualOutput: nil)["auto_score"] == .null)
    }
}
