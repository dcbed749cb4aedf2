/// Everything that the labels of one metric and judge say.
package struct CalibratedGroup: Sendable, Hashable {
    package let key: CalibrationKey
    package let labels: Int
    package let accuracy: Proportion
    /// Nil when all decisions, the judge's and the humans', are of one kind.
    package let kappa: AgreementTable.Kappa?
    /// Why the judge may not be believed; nil when it may.
    package let refusal: CompetenceGate.Refusal?
    /// Nil with too few labels.
    package let curve: CalibrationCurve?
    /// Of the stated confidence.
    package let before: ConfidenceFigures
    /// Of the calibrated one, each label judged by a curve that has not seen it; nil with too few labels.
    package let after: ConfidenceFigures?
    /// Suggested for the calibrated confidence; nil when none can be shown to be safe.
    package let threshold: ReviewThreshold?

    /// Fits and measures.
    ///
    /// - Parameter decisions: all of `key`, each with a confidence.
    /// - Returns: nil without decisions.
    init?(_ key: CalibrationKey, decisions: [LabelledDecision], promise: ReviewThreshold.Promise) {
        let stated = decisions.filter { $0.confidence != nil }
        let predictions = stated.map { Prediction(confidence: $0.confidence ?? 0, isRight: $0.isRight) }
        guard let before = ConfidenceFigures(predictions) else { return nil }
        self.key = key
        labels = predictions.count
        accuracy = Proportion(successes: predictions.count { $0.isRight }, trials: predictions.count)
        kappa = AgreementTable(
            stated.lazy.map { ($0.judged.rawValue, $0.human.rawValue) }, categories: Ruling.allCases.count
        ).kappa()
        self.before = before
        let passed = stated.count { $0.human == .passed }
        let failed = stated.count { $0.human == .failed }
        if let validation = CrossValidation(predictions, items: stated.map(\.item)) {
            curve = validation.curve
            refusal = CompetenceGate.refusal(accuracy: accuracy, kappa: kappa, rarerKind: min(passed, failed))
            after = ConfidenceFigures(validation.unseen)
            threshold = refusal == nil ? ReviewThreshold(validation.unseen, promise: promise) : nil
        } else {
            (curve, refusal, after, threshold) = (nil, nil, nil, nil)
        }
    }

    /// For the table that the service loads; nil with too few labels.
    package var entry: CalibrationEntry? {
        curve.map { CalibrationEntry(key: key, curve: $0, labels: labels, refusal: refusal) }
    }
}
