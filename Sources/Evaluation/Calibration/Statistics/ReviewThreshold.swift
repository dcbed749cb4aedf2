internal import Glibc

/// The lowest confidence that may complete without a human while the error among what completes stays bounded.
///
/// Fixed-sequence testing as in Jung, Brahman and Choi (2024, arXiv 2407.18370): thresholds are tried from the strictest
/// down, each by the exact upper bound of the error among the decisions at or above it, and the first one that cannot be
/// shown to be safe ends the sequence. The order is fixed beforehand, so that many tries need no correction.
package struct ReviewThreshold: Sendable, Hashable {
    /// What is promised.
    package struct Promise: Sendable, Hashable {
        /// Largest share of wrong decisions among those that complete, strictly between 0 and 1. Default: 0.05.
        package let error: Double
        /// Probability that the promise does not hold, strictly between 0 and 1. Default: 0.1.
        package let risk: Double

        package init(error: Double = 0.05, risk: Double = 0.1) {
            self.error = error
            self.risk = risk
        }

        /// Fewest decisions that can show it, all of them right.
        package var fewestDecisions: Int {
            let needed = log(risk) / log1p(-error)
            return needed < 1e9 ? max(1, Int(needed.rounded(.up))) : .max
        }
    }

    /// Confidence below which a human decides, in hundredths.
    package let confidence: Double
    /// Share of the labelled decisions that would complete.
    package let coverage: Double
    /// Upper bound of the error among them.
    package let errorBound: Double

    /// Nil when no threshold can be shown to be safe: too few labels, or too many errors where confidence is highest.
    package init?(_ predictions: [Prediction], promise: Promise = Promise()) {
        let levels = PredictionLevel.levels(of: predictions)
        var next = levels.count - 1
        var kept = 0
        var wrong = 0
        var found: (confidence: Double, kept: Int, bound: Double)?
        for step in stride(from: 99, through: 0, by: -1) {
            let threshold = Double(step) / 100
            let before = kept
            while next >= 0, levels[next].confidence >= threshold {
                kept += levels[next].count
                wrong += levels[next].count - levels[next].right
                next -= 1
            }
            // The same decisions again prove nothing new, and too few could not prove anything. Both depend on the
            // confidences alone, never on what was right, so that skipping them costs no assurance.
            guard kept > before, kept >= promise.fewestDecisions else { continue }
            let bound = Proportion(successes: wrong, trials: kept).upperBound(risk: promise.risk)
            guard bound <= promise.error else { break }
            found = (threshold, kept, bound)
        }
        guard let found else { return nil }
        confidence = found.confidence
        coverage = Double(found.kept) / Double(predictions.count)
        errorBound = found.bound
    }
}
