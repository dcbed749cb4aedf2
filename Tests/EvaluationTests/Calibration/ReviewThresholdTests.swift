import TestKit
import Testing

@testable import Evaluation

@Suite("The suggested review threshold")
struct ReviewThresholdTests {
    private func run(_ confidence: Double, right: Int, wrong: Int = 0) -> [Prediction] {
        (0..<right + wrong).map { Prediction(confidence: confidence, isRight: $0 < right) }
    }

    @Test("Forty-five right decisions show an error of at most 5 % with 90 % assurance, forty-four do not")
    func fewest() throws {
        #expect(ReviewThreshold.Promise().fewestDecisions == 45)
        #expect(ReviewThreshold(run(0.9, right: 44)) == nil)
        let shown = try #require(ReviewThreshold(run(0.9, right: 45)))
        #expect(shown.confidence == 0.9 && shown.coverage == 1)
        #expect(abs(shown.errorBound - 0.0498814927) < 1e-9)
    }

    @Test("The sequence goes down as long as every step is safe, and ends at the first that is not")
    func sequence() throws {
        let safe = run(0.95, right: 60) + run(0.8, right: 60, wrong: 1)
        let unsafe = run(0.7, right: 5, wrong: 20)
        let safeAgain = run(0.6, right: 5000)
        let found = try #require(ReviewThreshold(safe + unsafe + safeAgain))
        #expect(found.confidence == 0.8)
        #expect(abs(found.coverage - 121 / 5146) < 1e-12)
    }

    @Test("Errors where confidence is highest leave nothing to suggest")
    func wrongAtTheTop() {
        #expect(ReviewThreshold(run(0.97, right: 45, wrong: 15) + run(0.6, right: 500)) == nil)
        #expect(ReviewThreshold([]) == nil)
    }

    @Test("A looser promise never asks for a higher threshold")
    func looser() throws {
        var random = SeededGenerator(seed: 3)
        for _ in 0..<20 {
            let labels = (0..<600).map { _ in
                let p = Double(Int.random(in: 50...99, using: &random)) / 100
                return Prediction(confidence: p, isRight: Double.random(in: 0..<1, using: &random) < p)
            }
            let strict = ReviewThreshold(labels, promise: .init(error: 0.1, risk: 0.1))
            let loose = ReviewThreshold(labels, promise: .init(error: 0.2, risk: 0.1))
            if let strict { #expect(try #require(loose).confidence <= strict.confidence) }
        }
    }

    @Test("The promise holds as often as it says")
    func assurance() {
        // P(right) = confidence, so that the true error at or above t is 1 - (t + 0.99) / 2 on a uniform choice.
        var random = SeededGenerator(seed: 8)
        var broken = 0
        let tries = 300
        for _ in 0..<tries {
            let labels = (0..<400).map { _ in
                let p = Double(Int.random(in: 50...99, using: &random)) / 100
                return Prediction(confidence: p, isRight: Double.random(in: 0..<1, using: &random) < p)
            }
            guard let found = ReviewThreshold(labels, promise: .init(error: 0.1, risk: 0.1)) else { continue }
            if 1 - (found.confidence + 0.99) / 2 > 0.1 { broken += 1 }
        }
        // Expected at most 30; five standard deviations more would be 56.
        #expect(broken <= 56)
    }
}
