/// One stated confidence with what came of it.
package struct Prediction: Sendable, Hashable {
    /// Probability that the decision is right, 0 to 1.
    package let confidence: Double
    /// Whether the human decided the same.
    package let isRight: Bool

    package init(confidence: Double, isRight: Bool) {
        self.confidence = confidence
        self.isRight = isRight
    }
}

/// Predictions of the same confidence, seen together: no figure may depend on the order of equals.
struct PredictionLevel: Sendable, Hashable {
    let confidence: Double
    private(set) var count = 0
    private(set) var right = 0

    /// The share that was right.
    var rate: Double { Double(right) / Double(max(1, count)) }

    /// The levels of `predictions`, by ascending confidence.
    static func levels(of predictions: [Prediction]) -> [PredictionLevel] {
        var levels: [PredictionLevel] = []
        for prediction in predictions.sorted(by: { $0.confidence < $1.confidence }) {
            if levels.last?.confidence != prediction.confidence {
                levels.append(PredictionLevel(confidence: prediction.confidence))
            }
            levels[levels.count - 1].count += 1
            if prediction.isRight { levels[levels.count - 1].right += 1 }
        }
        return levels
    }
}
