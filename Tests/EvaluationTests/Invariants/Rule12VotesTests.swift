import JSON
import TestKit
import Testing

@testable import Evaluation

/// The same as `Rule12RecordedVotesTests`, with votes that go through the evaluator: judges of known accuracy answer about
/// items whose truth is known, in samples or on a panel.
@Suite("Invariant 12: what an evaluator makes of votes becomes probabilities")
struct Rule12VotesTests {
    private static let evidence = "The lamp was lit at noon."

    /// A judge that is right about an item with a probability, each sample by itself.
    private struct Member: Sendable {
        let accuracy: Double
        let seed: UInt64

        func judge(isTrue: Bool, sample: Int) -> ScriptedJudge {
            var random = SeededGenerator(seed: seed &+ UInt64(sample) &* 7_919)
            let isRight = Double.random(in: 0..<1, using: &random) < accuracy
            let says = isTrue == isRight
            return .fixed(
                EvaluationSamples.claims(
                    [(says ? "supported" : "contradicted", Rule12VotesTests.evidence)],
                    overall: says ? "all_supported" : "contradicted", p: 0.9))
        }
    }

    /// The voters on one item.
    private struct Voters: Judge {
        let isTrue: Bool
        let members: [String: Member]
        let own: Member

        var identity: JudgeIdentity { JudgeIdentity(provider: "scripted", model: "scripted-1") }

        func answer(_ task: JudgeTask, repair: String?) async throws(JudgeError) -> JudgeAnswer {
            try await own.judge(isTrue: isTrue, sample: 0).answer(task, repair: repair)
        }

        func variant(_ variant: JudgeVariant) -> any Judge {
            (variant.model.flatMap { members[$0] } ?? own).judge(isTrue: isTrue, sample: variant.sample)
        }
    }

    /// The evaluator's decisions on items, each with what is true of it.
    private func decisions(
        _ count: Int, seed: UInt64, accuracies: [String: Double], own: Double = 0.5, options: JudgingOptions
    ) async throws -> [LabelledDecision] {
        var random = SeededGenerator(seed: seed)
        let evaluator = Evaluator(policy: EvaluationPolicy(judging: options))
        var request = EvaluationSamples.request(
            ["faithfulness"], input: "When?", output: Self.evidence, evidence: [Self.evidence])
        // The mean of samples is held against it: a half is a majority.
        request.metrics[0].threshold = 0.5
        var decisions: [LabelledDecision] = []
        for place in 0..<count {
            let isTrue = Bool.random(using: &random)
            let judge = Voters(
                isTrue: isTrue,
                members: Dictionary(
                    uniqueKeysWithValues: accuracies.sorted { $0.key < $1.key }.map {
                        ($0.key, Member(accuracy: $0.value, seed: random.next()))
                    }),
                own: Member(accuracy: own, seed: random.next()))
            let outcome = try #require(try await evaluator.evaluate(request, judge: judge)["faithfulness"])
            decisions.append(
                LabelledDecision(
                    item: "e\(place)", part: "faithfulness",
                    key: CalibrationKey(metric: "faithfulness", judgeModel: "scripted-1"),
                    judged: Ruling(passed: outcome.passed ?? false), human: Ruling(passed: isTrue),
                    confidence: outcome.confidence))
        }
        return decisions
    }

    private func panel(_ accuracies: [String: Double], samples: Int = 1) -> JudgingOptions {
        JudgingOptions(
            samples: samples,
            panel: accuracies.sorted { $0.key < $1.key }.map { .init(model: $0.key, accuracy: $0.value) })
    }

    private func predictions(_ decisions: [LabelledDecision]) -> [Prediction] {
        decisions.map { Prediction(confidence: $0.confidence ?? 0, isRight: $0.isRight) }
    }

    @Test(
        "A panel whose accuracies are as measured is as sure as it is right, before any calibration",
        arguments: InvariantSamples.seeds)
    func panel(seed: UInt64) async throws {
        let accuracies = ["a": 0.9, "b": 0.8, "c": 0.76]
        let votes = predictions(
            try await decisions(700, seed: seed, accuracies: accuracies, options: panel(accuracies)))
        let reliability = try #require(Reliability(votes))
        #expect(reliability.expectedError <= 0.08, "seed \(seed): \(reliability.expectedError)")
        // Better than the best of them alone, and the sure decisions are the right ones.
        #expect(Double(votes.count(where: \.isRight)) / Double(votes.count) > 0.86, "seed \(seed)")
        let curve = try #require(RiskCoverage(votes))
        let all = try #require(curve.point(atCoverage: 1))
        let most = try #require(curve.point(atCoverage: 0.8))
        #expect(all.risk - most.risk > 0.02, "seed \(seed): \(all.risk) \(most.risk)")
    }

    @Test(
        "Samples agree more where they are right; calibrated, their confidence is the truth",
        arguments: [1, 5] as [UInt64])
    func samples(seed: UInt64) async throws {
        let votes = try await decisions(
            700, seed: seed, accuracies: [:], own: 0.7, options: JudgingOptions(samples: 5))
        let group = try #require(CalibrationStudy(votes).groups.first)
        let after = try #require(group.after)
        #expect(after.reliability.expectedError <= 0.08, "seed \(seed)")
        #expect(after.reliability.brier <= group.before.reliability.brier, "seed \(seed)")
        #expect(group.refusal == nil, "seed \(seed)")
        let curve = after.riskCoverage
        let all = try #require(curve.point(atCoverage: 1))
        let half = try #require(curve.point(atCoverage: 0.5))
        #expect(half.risk < all.risk, "seed \(seed)")
        // Five voices of 0.7 are together right in 0.84.
        #expect(group.accuracy.value ?? 0 > 0.78, "seed \(seed)")
    }

    @Test(
        "A judge that is right in 38.7 % is refused, by the table and by the panel", arguments: InvariantSamples.seeds)
    func refused(seed: UInt64) async throws {
        let votes = try await decisions(300, seed: seed, accuracies: [:], own: 0.387, options: JudgingOptions())
        #expect(CalibrationStudy(votes).groups.first?.refusal == .accuracy, "seed \(seed)")
        // On the panel its voice is not heard: every decision is the other's.
        let accuracies = ["good": 1.0, "bad": 0.387]
        let heard = try await decisions(60, seed: seed, accuracies: accuracies, options: panel(accuracies))
        #expect(heard.allSatisfy { $0.isRight }, "seed \(seed)")
    }

    @Test("Split panels are told from unanimous ones: less sure, less often right, and seen by a human")
    func split() async throws {
        let accuracies = ["a": 0.8, "b": 0.8, "c": 0.8]
        let votes = predictions(try await decisions(600, seed: 3, accuracies: accuracies, options: panel(accuracies)))
        let levels = Set(votes.map { Int(($0.confidence * 100).rounded()) })
        #expect(levels.count == 2, "two votes that agree, or two against one: \(levels)")
        let sure = try #require(levels.max())
        let rate = { (isSure: Bool) -> Double in
            let some = votes.filter { (Int(($0.confidence * 100).rounded()) == sure) == isSure }
            return Double(some.count(where: \.isRight)) / Double(max(1, some.count))
        }
        #expect(rate(true) > rate(false) + 0.05)
        #expect(abs(rate(true) - Double(sure) / 100) < 0.06)
    }
}
