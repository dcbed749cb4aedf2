import Evaluation
import JSON
import TestKit
import Testing

@Suite("Confidence after calibration")
struct CalibratedEvaluationTests {
    private static let request = EvaluationSamples.request(
        ["faithfulness", "exact_match"], input: "q", output: "The sea is wide.", evidence: ["The sea is wide."])

    @Test("A learnt curve replaces the confidence of judged metrics and keeps the raw one")
    func calibrated() async throws {
        let table = try Self.fitted(rightShare: 0.6)
        let plain = try await Evaluator().evaluate(Self.request, judge: ScriptedJudge.oracle())
        let result = try await Evaluator(calibration: table).evaluate(Self.request, judge: ScriptedJudge.oracle())
        let raw = try #require(plain["faithfulness"]?.confidence)
        let known = try #require(result["faithfulness"]?.confidence)
        #expect(known < raw)
        #expect(result["faithfulness"]?.extra["raw_confidence"]?.number == Score(raw)?.rounded.value)
        #expect(result["exact_match"]?.confidence == plain["exact_match"]?.confidence)
        #expect(result["exact_match"]?.extra["raw_confidence"] == nil)
    }

    @Test("A judge that people found wrong too often is heard, and a human decides")
    func incompetent() async throws {
        let table = try Self.fitted(rightShare: 0.45)
        let result = try await Evaluator(calibration: table).evaluate(Self.request, judge: ScriptedJudge.oracle())
        #expect(result["faithfulness"]?.reviewReasons.contains(.judgeNotCompetent) == true)
        #expect(try #require(result["faithfulness"]?.confidence) <= CalibrationTable.unusableConfidence)
    }

    /// What is learnt from 400 decisions of the scripted judge's faithfulness, of which a share was right.
    private static func fitted(rightShare: Double) throws -> CalibrationTable {
        var random = SeededGenerator(seed: 7)
        let decisions = (0..<400).map { place in
            let isRight = Double(place) < rightShare * 400
            let passed = Bool.random(using: &random)
            return LabelledDecision(
                item: "e\(place)", part: "faithfulness",
                key: CalibrationKey(metric: "faithfulness", judgeModel: "scripted-1"), judged: Ruling(passed: passed),
                human: Ruling(passed: isRight ? passed : !passed),
                confidence: Double.random(in: 0.55...0.99, using: &random))
        }
        return CalibrationStudy(decisions).table
    }
}
