/// The best curve that never falls: a free shape, for many labels.
package struct IsotonicRegression: Sendable, Hashable {
    /// A confidence and the probability there; between two knots the curve is a straight line, outside it is level.
    package struct Knot: Sendable, Hashable {
        package let confidence: Double
        package let probability: Double

        package init(confidence: Double, probability: Double) {
            self.confidence = confidence
            self.probability = probability
        }
    }

    /// By strictly ascending confidence, with probabilities that never fall.
    package let knots: [Knot]

    /// - Parameter knots: at least one, in order.
    package init(knots: [Knot]) { self.knots = knots }

    /// The probability that a decision stated with `confidence` is right.
    package func value(at confidence: Double) -> Double {
        guard let first = knots.first, let last = knots.last else { return confidence }
        if confidence <= first.confidence { return first.probability }
        if confidence >= last.confidence { return last.probability }
        var low = 0
        var high = knots.count - 1
        while high - low > 1 {
            let middle = (low + high) / 2
            if knots[middle].confidence <= confidence { low = middle } else { high = middle }
        }
        let left = knots[low]
        let right = knots[high]
        let share = (confidence - left.confidence) / (right.confidence - left.confidence)
        return left.probability + share * (right.probability - left.probability)
    }
}

extension IsotonicRegression {
    /// Neighbours whose order is wrong are pooled until none is (pool adjacent violators, Ayer et al. 1955). Linear time
    /// after sorting.
    ///
    /// - Parameter predictions: at least one.
    package init(fitting predictions: [Prediction]) {
        var blocks: [Block] = []
        for level in PredictionLevel.levels(of: predictions) {
            blocks.append(
                Block(
                    low: level.confidence, high: level.confidence, count: Double(level.count),
                    right: Double(level.right)))
            while blocks.count > 1, blocks[blocks.count - 2].mean >= blocks[blocks.count - 1].mean {
                let last = blocks.removeLast()
                blocks[blocks.count - 1].join(last)
            }
        }
        var knots: [Knot] = []
        for block in blocks {
            knots.append(Knot(confidence: block.low, probability: block.mean))
            if block.high > block.low { knots.append(Knot(confidence: block.high, probability: block.mean)) }
        }
        self.init(knots: knots)
    }

    /// Neighbouring confidences with one probability.
    private struct Block {
        let low: Double
        private(set) var high: Double
        private var count: Double
        private var right: Double

        init(low: Double, high: Double, count: Double, right: Double) {
            self.low = low
            self.high = high
            self.count = count
            self.right = right
        }

        var mean: Double { right / count }

        mutating func join(_ next: Block) {
            high = next.high
            count += next.count
            right += next.right
        }
    }
}
