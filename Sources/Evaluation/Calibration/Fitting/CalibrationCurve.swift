/// What turns a stated confidence into a measured one. Never falls, never above `Certainty.highest`, never NaN.
package enum CalibrationCurve: Sendable, Hashable {
    case platt(PlattScaling)
    case isotonic(IsotonicRegression)

    /// Fewest labels for any curve.
    package static let fewestLabels = 50
    /// Fewest labels to try isotonic regression, which follows every accident of fewer.
    package static let fewestIsotonicLabels = 500

    /// A curve of a given kind.
    ///
    /// - Parameter predictions: at least one.
    init(fitting predictions: [Prediction], isIsotonic: Bool) {
        self =
            isIsotonic
            ? .isotonic(IsotonicRegression(fitting: predictions)) : .platt(PlattScaling(fitting: predictions))
    }

    /// The name in the calibration file.
    package var method: String {
        switch self {
        case .platt: "platt"
        case .isotonic: "isotonic"
        }
    }

    /// The measured confidence for a stated one, 0 to `Certainty.highest`.
    ///
    /// - Parameter confidence: what is not a number counts as 0.
    package func value(at confidence: Double) -> Double {
        let stated = confidence.isNaN ? 0 : min(1, max(0, confidence))
        let measured =
            switch self {
            case .platt(let scaling): scaling.value(at: stated)
            case .isotonic(let regression): regression.value(at: stated)
            }
        return measured.isNaN ? 0 : min(Certainty.highest, max(0, measured))
    }
}
