/// How far stated confidence is from what came true.
package struct Reliability: Sendable, Hashable {
    /// Predictions of similar confidence.
    package struct Bin: Sendable, Hashable {
        /// Mean stated confidence.
        package let confidence: Double
        /// Share that was right.
        package let accuracy: Double
        package let count: Int
    }

    /// By ascending confidence.
    package let bins: [Bin]
    /// Expected calibration error: mean distance of confidence and accuracy over the bins, 0 to 1; lower is better.
    package let expectedError: Double
    /// Brier score: mean squared distance of confidence and outcome, 0 to 1; lower is better.
    package let brier: Double

    /// Bins of equal mass (Nixon et al. 2019), not equal width: confidence crowds at the upper end.
    ///
    /// - Parameter bins: Default: 15; fewer when there are fewer predictions.
    /// - Returns: nil without predictions.
    package init?(_ predictions: [Prediction], bins wanted: Int = 15) {
        guard !predictions.isEmpty else { return nil }
        let levels = PredictionLevel.levels(of: predictions)
        let total = predictions.count
        let binCount = max(1, min(wanted, total))
        var bins: [Bin] = []
        var level = 0
        var used = 0
        for bin in 0..<binCount {
            let size = total * (bin + 1) / binCount - total * bin / binCount
            var missing = size
            var confidence = 0.0
            var accuracy = 0.0
            // A level that crosses a border gives each side its own mean.
            while missing > 0, level < levels.count {
                let taken = min(missing, levels[level].count - used)
                confidence += Double(taken) * levels[level].confidence
                accuracy += Double(taken) * levels[level].rate
                missing -= taken
                used += taken
                if used == levels[level].count {
                    level += 1
                    used = 0
                }
            }
            bins.append(Bin(confidence: confidence / Double(size), accuracy: accuracy / Double(size), count: size))
        }
        self.bins = bins
        expectedError =
            bins.reduce(0) { $0 + Double($1.count) * abs($1.confidence - $1.accuracy) } / Double(total)
        brier =
            predictions.reduce(0) {
                let distance = $1.confidence - ($1.isRight ? 1 : 0)
                return $0 + distance * distance
            } / Double(total)
    }
}
