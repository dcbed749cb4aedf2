import TestKit
import Testing

@testable import Evaluation

@Suite("Calibration curves")
struct CalibrationCurveTests {
    private let confidences = [0.55, 0.6, 0.6, 0.7, 0.7, 0.8, 0.8, 0.85, 0.9, 0.9, 0.95, 0.95]
    private let right = [0, 1, 0, 0, 1, 1, 0, 1, 1, 1, 1, 1]

    private func predictions(_ confidences: [Double], _ right: [Int]) -> [Prediction] {
        zip(confidences, right).map { Prediction(confidence: $0, isRight: $1 == 1) }
    }

    @Test("Platt scaling finds the minimum that a general optimiser finds")
    func platt() {
        let scaling = PlattScaling(fitting: predictions(confidences, right))
        #expect(abs(scaling.slope - 0.9060222) < 1e-6)
        #expect(abs(scaling.intercept + 0.3955289) < 1e-6)
    }

    @Test("Confidence that points the wrong way becomes one and the same for all, never a falling curve")
    func reversed() {
        let scaling = PlattScaling(fitting: predictions(confidences, right.map { 1 - $0 }))
        #expect(scaling.slope == 0)
        #expect(abs(scaling.value(at: 0.99) - scaling.value(at: 0.1)) < 1e-12)
        #expect(abs(scaling.value(at: 0.5) - 4 / 12) < 0.08)
    }

    @Test("Labels of a single confidence move that confidence to what was observed")
    func single() {
        let scaling = PlattScaling(
            fitting: (0..<400).map { Prediction(confidence: 0.95, isRight: $0 % 4 != 0) })
        #expect(abs(scaling.value(at: 0.95) - 0.75) < 0.01)
    }

    @Test("All right or all wrong still gives finite numbers")
    func oneSided() {
        for isRight in [true, false] {
            let scaling = PlattScaling(
                fitting: (0..<60).map { Prediction(confidence: Double($0 % 50) / 50, isRight: isRight) })
            #expect(scaling.slope.isFinite && scaling.intercept.isFinite && scaling.slope >= 0)
            #expect((scaling.value(at: 0.9) > 0.8) == isRight)
        }
    }

    @Test("Adjacent violators are pooled: 1, 3, 2, 4, 3, 5 as in the textbook, in tenths")
    func pava() {
        // Ten predictions at each confidence, with as many tenths of them right as the sequence says.
        var given: [Prediction] = []
        for (place, tenths) in [1, 3, 2, 4, 3, 5].enumerated() {
            given += (0..<10).map { Prediction(confidence: 0.3 + Double(place) / 10, isRight: $0 < tenths) }
        }
        let curve = IsotonicRegression(fitting: given)
        let values = (0..<6).map { curve.value(at: 0.3 + Double($0) / 10) }
        for (value, expected) in zip(values, [0.1, 0.25, 0.25, 0.35, 0.35, 0.5]) {
            #expect(abs(value - expected) < 1e-9)
        }
        #expect(abs(curve.value(at: 0.35) - 0.175) < 1e-9)
        #expect(abs(curve.value(at: 0.45) - 0.25) < 1e-9)
        #expect(curve.value(at: 0) == curve.value(at: 0.3) && curve.value(at: 1) == curve.value(at: 0.8))
    }

    @Test("Nothing is fitted below 50 labels, isotonic regression not below 500 and only where it is better")
    func methods() {
        // A step, which no logistic curve can follow.
        let steps = (0..<500).map { place in
            let mixed = place * 7 % 500
            return Prediction(confidence: 0.5 + Double(mixed) / 1001, isRight: mixed > 400 || mixed % 3 == 0)
        }
        func method(_ predictions: [Prediction]) -> String? {
            CrossValidation(predictions, items: predictions.indices.map { "e\($0)" })?.curve.method
        }
        #expect(method(Array(steps.prefix(49))) == nil)
        #expect(method(Array(steps.prefix(50))) == "platt")
        #expect(method(Array(steps.prefix(499))) == "platt")
        #expect(method(steps) == "isotonic")
    }

    @Test("Whatever the labels: never falling, 0 to 0.99, never NaN")
    func properties() {
        let seed: UInt64 = 77
        var random = SeededGenerator(seed: seed)
        for round in 0..<120 {
            let levels = Int.random(in: 1...40, using: &random)
            let bias = Double.random(in: 0...1, using: &random)
            let given = (0..<Int.random(in: 1...700, using: &random)).map { _ in
                Prediction(
                    confidence: Double(Int.random(in: 0...levels, using: &random)) / Double(levels),
                    isRight: Double.random(in: 0..<1, using: &random) < bias)
            }
            for isIsotonic in [true, false] {
                let curve = CalibrationCurve(fitting: given, isIsotonic: isIsotonic)
                var last = -1.0
                for step in -5...205 {
                    let value = curve.value(at: Double(step) / 200)
                    #expect(value >= 0 && value <= 0.99 && value >= last - 1e-12, "seed \(seed), round \(round)")
                    last = value
                }
                for odd in [Double.nan, .infinity, -.infinity] {
                    let value = curve.value(at: odd)
                    #expect(value >= 0 && value <= 0.99, "seed \(seed), round \(round)")
                }
            }
        }
    }
}
