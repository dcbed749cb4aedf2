import Glibc
import TestKit
import Testing

@testable import Evaluation

/// A judge that is right with a known probability and states another.
private struct NoisyJudge {
    /// The log-odds of being right are `slope` · (log-odds stated) + `intercept`.
    var slope: Double
    var intercept: Double
    var random: SeededGenerator
    var model = "noisy"

    mutating func decisions(_ count: Int) -> [LabelledDecision] {
        (0..<count).map { place in
            let stated = Double(Int.random(in: 5500...9900, using: &random)) / 10_000
            let odds = slope * log(stated / (1 - stated)) + intercept
            let isRight = Double.random(in: 0..<1, using: &random) < 1 / (1 + exp(-odds))
            let human = Bool.random(using: &random)
            return LabelledDecision(
                item: "e\(place)", part: "faithfulness",
                key: CalibrationKey(metric: "faithfulness", judgeModel: model),
                judged: Ruling(passed: human == isRight),
                human: Ruling(passed: human), confidence: stated)
        }
    }
}

@Suite("Learning how sure a judge may be")
struct CalibrationRecoveryTests {
    @Test("Platt scaling finds the curve that made the labels")
    func plattRecovers() throws {
        var judge = NoisyJudge(slope: 0.6, intercept: -0.2, random: SeededGenerator(seed: 1))
        let predictions = judge.decisions(5000).map {
            Prediction(confidence: $0.confidence ?? 0, isRight: $0.isRight)
        }
        let scaling = PlattScaling(fitting: predictions)
        #expect(abs(scaling.slope - 0.6) < 0.12)
        #expect(abs(scaling.intercept + 0.2) < 0.2)
    }

    @Test("Labels that the curve has not seen are better calibrated than before", arguments: [1, 2, 3] as [UInt64])
    func better(seed: UInt64) throws {
        var judge = NoisyJudge(slope: 0.6, intercept: -0.2, random: SeededGenerator(seed: seed))
        let decisions = judge.decisions(5000)
        let predictions = decisions.map { Prediction(confidence: $0.confidence ?? 0, isRight: $0.isRight) }
        let before = try #require(Reliability(predictions))
        #expect(before.expectedError > 0.1)
        let validation = try #require(CrossValidation(predictions, items: decisions.map(\.item)))
        let isotonic = CrossValidation.unseen(predictions, items: decisions.map(\.item), isIsotonic: true)
        // Fifteen bins of 333 labels alone give an error of about 0.02.
        for (unseen, limit) in [(validation.unseen, 0.03), (isotonic, 0.045)] {
            let after = try #require(Reliability(unseen))
            #expect(after.expectedError < before.expectedError, "seed \(seed)")
            #expect(after.expectedError <= limit, "seed \(seed)")
            #expect(after.brier < before.brier, "seed \(seed)")
        }
    }

    @Test("A study fits what has labels enough, says so of the rest, and pools judges for those without labels")
    func groups() throws {
        var good = NoisyJudge(slope: 0.8, intercept: 0, random: SeededGenerator(seed: 4))
        var rare = NoisyJudge(slope: 0.8, intercept: 0, random: SeededGenerator(seed: 5), model: "rare")
        let study = CalibrationStudy(good.decisions(200) + rare.decisions(49))
        #expect(study.groups.map(\.key.judgeModel) == ["*", "noisy", "rare"])
        #expect(study.groups.map(\.labels) == [249, 200, 49])
        #expect(study.groups.map { $0.curve?.method } == ["platt", "platt", nil])
        #expect(study.groups[2].after == nil && study.groups[2].entry == nil)
        let table = study.table
        #expect(table.entries.map(\.key.judgeModel) == ["*", "noisy"])
        let pooled = table.calibrated(0.9, metric: "faithfulness", judgeModel: "*")
        #expect(pooled != nil)
        #expect(table.calibrated(0.9, metric: "faithfulness", judgeModel: "rare") == pooled)
        #expect(table.calibrated(0.9, metric: "bias", judgeModel: "noisy") == nil)
        #expect(CalibrationStudy(good.decisions(60)).groups.map(\.key.judgeModel) == ["noisy"])
        #expect(CalibrationStudy([]).groups.isEmpty)
    }

    @Test("A refused judge takes no part in the calibration of all judges")
    func pool() {
        func judge(_ model: String, slope: Double, intercept: Double, seed: UInt64) -> [LabelledDecision] {
            var judge = NoisyJudge(
                slope: slope, intercept: intercept, random: SeededGenerator(seed: seed), model: model)
            return judge.decisions(300)
        }
        let good = judge("a", slope: 1, intercept: 0.5, seed: 31)
        let other = judge("b", slope: 1, intercept: 0.3, seed: 32)
        let bad = judge("c", slope: 0, intercept: -0.5, seed: 33)
        let two = CalibrationStudy(good + bad)
        #expect(two.groups.map(\.key.judgeModel) == ["a", "c"])
        #expect(two.groups.map { $0.refusal == nil } == [true, false])
        let three = CalibrationStudy(good + other + bad)
        #expect(three.groups.map(\.key.judgeModel) == ["*", "a", "b", "c"])
        #expect(three.groups.first?.labels == 600 && three.groups.first?.refusal == nil)
    }

    @Test("The order of the labels changes no byte of the file")
    func order() {
        var judge = NoisyJudge(slope: 0.5, intercept: 0.1, random: SeededGenerator(seed: 6))
        let decisions = judge.decisions(700)
        var random = SeededGenerator(seed: 7)
        let file = CalibrationStudy(decisions).file()
        for _ in 0..<3 { #expect(CalibrationStudy(decisions.shuffled(using: &random)).file() == file) }
    }

    @Test("Labels of one evaluation are never split between what is fitted and what is tested")
    func folds() {
        // One evaluation with forty labels that are all wrong, and sixty other right ones: unseen, the forty look right.
        let predictions =
            (0..<40).map { _ in Prediction(confidence: 0.9, isRight: false) }
            + (0..<60).map { _ in Prediction(confidence: 0.9, isRight: true) }
        let items = Array(repeating: "same", count: 40) + (0..<60).map { "e\($0)" }
        let unseen = CrossValidation.unseen(predictions, items: items, isIsotonic: false)
        #expect(unseen[..<40].allSatisfy { $0.confidence > 0.9 })
    }

    @Test("A judge that is wrong as often as right is refused, however unanimous")
    func refusesIncompetent() throws {
        // As the votes of a weak judge on adversarial pairs were: 38.7 % right, and more often wrong when unanimous.
        let decisions = (0..<419).map { place in
            let isUnanimous = place % 5 != 0
            let isRight = place % 100 < (isUnanimous ? 37 : 45)
            return LabelledDecision(
                item: "e\(place)", part: CalibrationKey.battle,
                key: CalibrationKey(metric: CalibrationKey.battle, judgeModel: "weak"), judged: isRight ? .a : .b,
                human: .a, confidence: isUnanimous ? 0.99 : 0.7)
        }
        let study = CalibrationStudy(decisions)
        #expect(study.groups.first?.refusal == .accuracy)
        #expect(study.groups.first?.threshold == nil)
        let table = study.table
        #expect(
            table.verdict(0.99, metric: CalibrationKey.battle, judgeModel: "weak") == .unusable(.accuracy))
        #expect(table.calibrated(0.99, metric: CalibrationKey.battle, judgeModel: "weak") == 0.55)
    }

    @Test("A judge that passes everything is refused where humans fail enough, though most of it is right")
    func refusesConstant() {
        func study(failed: Int, of count: Int) -> CalibrationStudy {
            CalibrationStudy(
                (0..<count).map {
                    LabelledDecision(
                        item: "e\($0)", part: "bias", key: CalibrationKey(metric: "bias", judgeModel: "m"),
                        judged: .passed, human: Ruling(passed: $0 >= failed), confidence: 0.9)
                })
        }
        #expect(study(failed: 20, of: 100).groups.first?.refusal == .agreement)
        #expect(study(failed: 9, of: 100).groups.first?.refusal == nil)
        #expect(study(failed: 0, of: 100).groups.first?.refusal == nil)
    }

    @Test("A competent judge passes the gate")
    func acceptsCompetent() {
        var judge = NoisyJudge(slope: 1, intercept: 0, random: SeededGenerator(seed: 9))
        let group = CalibrationStudy(judge.decisions(300)).groups.first
        #expect(group?.refusal == nil && group?.curve != nil)
    }
}
