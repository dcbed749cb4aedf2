import TestKit
import Testing

@testable import Evaluation

@Suite("Figures of confidence")
struct ConfidenceFigureTests {
    private func predictions(_ confidences: [Double], _ right: [Int]) -> [Prediction] {
        zip(confidences, right).map { Prediction(confidence: $0, isRight: $1 == 1) }
    }

    @Test("ECE and Brier score of a case worked by hand")
    func byHand() throws {
        let reliability = try #require(Reliability(predictions([0.6, 0.6, 0.9, 0.9], [1, 0, 1, 1]), bins: 2))
        #expect(reliability.bins.map(\.count) == [2, 2])
        #expect(reliability.bins.map(\.accuracy) == [0.5, 1])
        #expect(abs(reliability.expectedError - 0.1) < 1e-12)
        #expect(abs(reliability.brier - (0.16 + 0.36 + 0.01 + 0.01) / 4) < 1e-12)
    }

    @Test("Bins have equal mass, as far as whole predictions go")
    func mass() throws {
        let many = (0..<100).map { Prediction(confidence: Double($0) / 100, isRight: true) }
        let bins = try #require(Reliability(many)).bins
        #expect(bins.count == 15)
        #expect(bins.map(\.count).reduce(0, +) == 100)
        #expect(bins.allSatisfy { $0.count == 6 || $0.count == 7 })
        #expect(try #require(Reliability(predictions([0.7, 0.8], [1, 1]))).bins.count == 2)
        #expect(Reliability([]) == nil)
    }

    @Test("The order of equals changes no figure")
    func order() throws {
        var random = SeededGenerator(seed: 5)
        let given = (0..<200).map { _ in
            Prediction(
                confidence: Double(Int.random(in: 5...9, using: &random)) / 10, isRight: .random(using: &random))
        }
        let figures = try #require(ConfidenceFigures(given))
        for _ in 0..<5 { #expect(ConfidenceFigures(given.shuffled(using: &random)) == figures) }
    }

    @Test("The area under the risk-coverage curve is the mean risk")
    func area() throws {
        let curve = try #require(RiskCoverage(predictions([0.5, 0.9, 0.7, 0.6, 0.8], [0, 1, 0, 1, 1])))
        #expect(abs(curve.area - (0 + 0 + 1.0 / 3 + 0.25 + 0.4) / 5) < 1e-12)
        #expect(curve.points.map(\.threshold) == [0.9, 0.8, 0.7, 0.6, 0.5])
        #expect(curve.points.last?.coverage == 1 && curve.points.last?.risk == 0.4)
        #expect(curve.coverage(atAccuracy: 0.95) == 0.4)
        #expect(curve.coverage(atAccuracy: 0.75) == 0.8)
        #expect(curve.point(atCoverage: 0.5)?.threshold == 0.7)
    }

    @Test("Equals are kept together, and the area is what a random order of them gives on average")
    func equals() throws {
        let curve = try #require(RiskCoverage(predictions([0.8, 0.8], [1, 0])))
        #expect(curve.points.count == 1)
        #expect(abs(curve.area - 0.5) < 1e-12)
        #expect(curve.coverage(atAccuracy: 0.95) == 0)
        #expect(RiskCoverage([]) == nil)
    }

    @Test("Confidence that is the true probability has no error to speak of")
    func calibrated() throws {
        var random = SeededGenerator(seed: 11)
        let honest = (0..<20_000).map { _ in
            let p = Double.random(in: 0.5...0.99, using: &random)
            return Prediction(confidence: p, isRight: Double.random(in: 0..<1, using: &random) < p)
        }
        #expect(try #require(Reliability(honest)).expectedError < 0.015)
    }
}
