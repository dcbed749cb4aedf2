internal import Glibc

/// Whether evidence supports a sentence, from what a small model says and what words show.
///
/// The mean of the model's probability and the share of shared words; a number that the evidence lacks and a negation that
/// it does not have move it further. Where sentences are made to share words with evidence that does not say so, the share
/// misleads, see `docs/architecture.md`. Never falls when the model's probability rises.
struct ClaimSupport: Hashable {
    /// That the evidence supports the sentence, 0 to 1.
    let probability: Double

    private static let missingNumber = -1.5
    private static let otherNegation = -1.0

    /// - Parameters:
    ///   - yes: the model's probability that the evidence says so.
    ///   - share: share of the sentence's content words in one chunk of evidence; nil when there is no evidence.
    ///   - lacksNumber: a number of the sentence is nowhere in the evidence.
    ///   - negationDiffers: one of the sentence and its passage is negated, the other is not.
    init(yes: Double, share: Double?, lacksNumber: Bool = false, negationDiffers: Bool = false) {
        let mean = share.map { (yes + $0) / 2 } ?? yes
        let shift = (lacksNumber ? Self.missingNumber : 0) + (negationDiffers ? Self.otherNegation : 0)
        guard shift != 0 else {
            probability = mean
            return
        }
        let clipped = min(0.98, max(0.02, mean))
        probability = 1 / (1 + exp(-(log(clipped / (1 - clipped)) + shift)))
    }

    var isSupported: Bool { probability >= 0.5 }

    /// That the verdict is right.
    var certainty: Double { min(Certainty.measured, max(probability, 1 - probability)) }
}
