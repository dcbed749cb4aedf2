/// A curve with the calibrated confidence of its labels as it would have been had the curve not seen them.
struct CrossValidation: Sendable, Hashable {
    /// Parts that take turns at being unseen.
    static let folds = 5

    let curve: CalibrationCurve
    /// In the order of the labels.
    let unseen: [Prediction]

    /// Fits the curve that so many labels can carry: Platt scaling, or isotonic regression where there are labels enough
    /// and it is the better one of unseen labels by the Brier score.
    ///
    /// - Parameters:
    ///   - predictions: the labels.
    ///   - items: what each prediction is about.
    /// - Returns: nil below `CalibrationCurve.fewestLabels`.
    init?(_ predictions: [Prediction], items: [String]) {
        guard predictions.count >= CalibrationCurve.fewestLabels else { return nil }
        var unseen = Self.unseen(predictions, items: items, isIsotonic: false)
        var isIsotonic = false
        if predictions.count >= CalibrationCurve.fewestIsotonicLabels {
            let other = Self.unseen(predictions, items: items, isIsotonic: true)
            if let brier = Reliability(unseen)?.brier, let better = Reliability(other)?.brier, better < brier {
                (unseen, isIsotonic) = (other, true)
            }
        }
        self.unseen = unseen
        curve = CalibrationCurve(fitting: predictions, isIsotonic: isIsotonic)
    }

    /// The predictions with the confidence of a curve that was fitted to the other folds, in the given order.
    ///
    /// Items are dealt to the folds in the order of a stable hash: the same labels always fall the same way, in whatever
    /// order they come, and two labels of one item are never apart.
    ///
    /// - Parameters:
    ///   - predictions: at least one.
    ///   - items: what each prediction is about.
    ///   - isIsotonic: the kind of the curve.
    static func unseen(_ predictions: [Prediction], items: [String], isIsotonic: Bool) -> [Prediction] {
        let folds = folds(of: items)
        var unseen = predictions
        for fold in 0..<Self.folds {
            let others = predictions.indices.filter { folds[$0] != fold }.map { predictions[$0] }
            guard !others.isEmpty else { continue }
            let curve = CalibrationCurve(fitting: others, isIsotonic: isIsotonic)
            for place in predictions.indices where folds[place] == fold {
                unseen[place] = Prediction(
                    confidence: curve.value(at: predictions[place].confidence), isRight: predictions[place].isRight)
            }
        }
        return unseen
    }

    private static func folds(of items: [String]) -> [Int] {
        let dealt = Set(items).map { (hash: StableHash.of("fold", $0), item: $0) }
            .sorted { ($0.hash, $0.item) < ($1.hash, $1.item) }
        var folds: [String: Int] = [:]
        for (place, entry) in dealt.enumerated() { folds[entry.item] = place % Self.folds }
        return items.map { folds[$0, default: 0] }
    }
}
