import TestKit
import Testing

@testable import Evaluation

@Suite("The area under the ROC curve")
struct ROCAreaTests {
    @Test("Ties count half, and the interval is DeLong's on the logit scale")
    func ties() throws {
        let area = try #require(ROCArea(positives: [0.9, 0.8, 0.8, 0.6], negatives: [0.8, 0.5, 0.4, 0.6, 0.1]))
        #expect(abs(area.value - 0.875) < 1e-12)
        #expect(abs(area.interval.low - 0.4692201713) < 1e-9)
        #expect(abs(area.interval.high - 0.9822784862) < 1e-9)
    }

    @Test("Ranks give what counting all pairs gives")
    func pairs() throws {
        let seed: UInt64 = 41
        var random = SeededGenerator(seed: seed)
        for _ in 0..<50 {
            let positives = (0..<Int.random(in: 1...30, using: &random)).map { _ in
                Double(Int.random(in: 3...12, using: &random)) / 12
            }
            let negatives = (0..<Int.random(in: 1...30, using: &random)).map { _ in
                Double(Int.random(in: 0...9, using: &random)) / 12
            }
            var won = 0.0
            for positive in positives {
                for negative in negatives { won += positive > negative ? 1 : positive == negative ? 0.5 : 0 }
            }
            let area = try #require(ROCArea(positives: positives, negatives: negatives))
            #expect(abs(area.value - won / Double(positives.count * negatives.count)) < 1e-12, "seed \(seed)")
            #expect(area.interval.low <= area.value && area.value <= area.interval.high, "seed \(seed)")
        }
    }

    @Test("Classes that do not overlap are no certainty; one class alone is no area")
    func degenerate() throws {
        let apart = try #require(ROCArea(positives: [0.9, 0.8], negatives: [0.1, 0.2, 0.3]))
        #expect(apart.value == 1 && apart.interval.low < 0.5 && apart.interval.high == 1)
        let reversed = try #require(ROCArea(positives: [0.1], negatives: [0.9]))
        #expect(reversed.value == 0 && reversed.interval.low == 0 && reversed.interval.high > 0.5)
        let same = try #require(ROCArea(positives: [0.5, 0.5], negatives: [0.5, 0.5]))
        #expect(same.value == 0.5 && same.interval == Interval(low: 0, high: 1))
        #expect(ROCArea(positives: [0.5], negatives: []) == nil)
    }
}
