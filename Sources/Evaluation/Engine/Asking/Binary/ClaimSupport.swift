/// Whether evidence supports a sentence, from what a small model says and what words show, added up in log-odds.
///
/// The model decides and the wording corrects it: a number that the evidence lacks and a negation that it does not have move
/// it far, the share of shared words a little. That share is high where a sentence turns the evidence's own words around and
/// low where it says the same in others; on the development cases (`Tests/Judging/development.jsonl`) it ranked worse than
/// chance. Never falls when the model's probability rises.
struct ClaimSupport: Hashable {
    /// That the evidence supports the sentence, 0 to 1.
    let probability: Double

    /// Numbers are copied or wrong, seldom put in other words.
    private static let missingNumber = -1.5
    private static let otherNegation = -1.0
    /// What all words shared count beside half of them: it decides only between what the model finds equal.
    private static let sharedWords = 0.05

    /// - Parameters:
    ///   - yes: the model's probability that the evidence says so, as its anchors read it.
    ///   - share: share of the sentence's content words in one chunk of evidence; nil when there is no evidence.
    ///   - lacksNumber: a number of the sentence is nowhere in the evidence.
    ///   - negationDiffers: one of the sentence and its passage is negated, the other is not.
    init(yes: Double, share: Double?, lacksNumber: Bool = false, negationDiffers: Bool = false) {
        var odds = ClippedOdds(yes)
        if let share { odds = odds.adding(Self.sharedWords * (2 * share - 1)) }
        if lacksNumber { odds = odds.adding(Self.missingNumber) }
        if negationDiffers { odds = odds.adding(Self.otherNegation) }
        probability = odds.probability
    }

    var isSupported: Bool { probability >= 0.5 }

    /// That the verdict is right.
    var certainty: Double { min(Certainty.measured, max(probability, 1 - probability)) }
}
