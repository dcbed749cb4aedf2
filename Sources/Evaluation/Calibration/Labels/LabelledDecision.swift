/// A decision of the service together with a human's about the same thing.
package struct LabelledDecision: Sendable, Hashable {
    /// The evaluation it belongs to; labels of one evaluation are not independent.
    package var item: String
    /// What of it: a key of `details`, `total` or the battle.
    package var part: String
    package var key: CalibrationKey
    package var judged: Ruling
    package var human: Ruling
    /// As the engine stated it, before any calibration, 0 to 1; nil when the result has none.
    package var confidence: Double?
    /// What the score says for the answer, harm as 1 - score, 0 to 1; nil when there is none.
    package var benefit: Double?
    /// The human's own score, seen the same way.
    package var humanBenefit: Double?

    package init(
        item: String, part: String, key: CalibrationKey, judged: Ruling, human: Ruling, confidence: Double?,
        benefit: Double? = nil, humanBenefit: Double? = nil
    ) {
        self.item = item
        self.part = part
        self.key = key
        self.judged = judged
        self.human = human
        self.confidence = confidence
        self.benefit = benefit
        self.humanBenefit = humanBenefit
    }

    /// Whether the human decided the same.
    package var isRight: Bool { judged == human }
}
