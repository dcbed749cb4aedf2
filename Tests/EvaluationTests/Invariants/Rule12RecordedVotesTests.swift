import TestKit
import Testing

@testable import Evaluation

/// Recorded votes of real judges are not part of this repository. These are simulated: for each vote share the
/// accuracy, and how often it occurs, are those published for GPT-4 on LLMBar (three prompts in two orders). That the
/// gate refuses a judge that is right in 38.7 % is shown beside the gate, in `CalibrationRecoveryTests`.
@Suite("Invariant 12: vote shares become probabilities, and certain decisions are the right ones")
struct Rule12RecordedVotesTests {
    private static let shares: [(share: Double, frequency: Double, accuracy: Double)] = [
        (1, 0.833, 0.888), (5.0 / 6, 0.098, 0.61), (4.0 / 6, 0.069, 0.52),
    ]

    private func decisions(_ count: Int, seed: UInt64) -> [LabelledDecision] {
        var random = SeededGenerator(seed: seed)
        return (0..<count).map { place in
            var draw = Double.random(in: 0..<1, using: &random)
            let votes =
                Self.shares.first {
                    draw -= $0.frequency
                    return draw < 0
                } ?? Self.shares[0]
            let isRight = Double.random(in: 0..<1, using: &random) < votes.accuracy
            return LabelledDecision(
                item: "e\(place)", part: CalibrationKey.battle,
                key: CalibrationKey(metric: CalibrationKey.battle, judgeModel: "recorded"),
                judged: isRight ? .a : .b, human: .a, confidence: min(Certainty.highest, votes.share))
        }
    }

    @Test("Calibrated on other folds, the share is nearer to the truth, within 0.08", arguments: InvariantSamples.seeds)
    func calibration(seed: UInt64) throws {
        let group = try #require(CalibrationStudy(decisions(1_200, seed: seed)).groups.first)
        let after = try #require(group.after)
        #expect(group.before.reliability.expectedError > 0.08, "seed \(seed)")
        #expect(after.reliability.expectedError < group.before.reliability.expectedError, "seed \(seed)")
        #expect(after.reliability.expectedError <= 0.08, "seed \(seed)")
        #expect(after.reliability.brier < group.before.reliability.brier, "seed \(seed)")
        #expect(group.refusal == nil, "seed \(seed)")
    }

    @Test("The surest four fifths are right more often than all", arguments: InvariantSamples.seeds)
    func coverage(seed: UInt64) throws {
        let group = try #require(CalibrationStudy(decisions(1_200, seed: seed)).groups.first)
        let curve = try #require(group.after).riskCoverage
        let all = try #require(curve.point(atCoverage: 1))
        let most = try #require(curve.point(atCoverage: 0.8))
        // By the shares above: 0.888 against 0.835.
        #expect(all.risk - most.risk > 0.02, "seed \(seed)")
    }
}
