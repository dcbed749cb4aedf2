/// The calibration of one metric as one judge measures it.
package struct CalibrationEntry: Sendable, Hashable {
    package var key: CalibrationKey
    package var curve: CalibrationCurve
    /// How many labels it was fitted to.
    package var labels: Int
    /// Why the judge may not be believed; nil when it may.
    package var refusal: CompetenceGate.Refusal?

    package init(
        key: CalibrationKey, curve: CalibrationCurve, labels: Int, refusal: CompetenceGate.Refusal? = nil
    ) {
        self.key = key
        self.curve = curve
        self.labels = labels
        self.refusal = refusal
    }
}
