/// Whether a judge is right often enough for its confidence to mean anything.
///
/// A judge that is wrong as often as right can be unanimous, and its confidence may even point the wrong way; no curve
/// mends that.
package struct CompetenceGate: Sendable, Hashable {
    /// Why a judge is refused; the raw value is the calibration file's.
    package enum Refusal: String, Sendable, Hashable, CaseIterable {
        /// The lower 95 % bound of its accuracy is not above one half.
        case accuracy = "accuracy_not_above_chance"
        /// Even the upper 95 % bound of kappa means slight agreement at best, though humans passed and failed enough
        /// answers to tell.
        case agreement = "agreement_too_low"
    }

    /// The accuracy that chance reaches.
    static let chance = 0.5
    /// Kappa up to here is "slight" agreement (Landis and Koch 1977).
    static let slightKappa = 0.2
    /// Kappa says little when almost all answers are of one kind: fewest human decisions of the rarer kind.
    static let fewestOfRarerKind = 10

    /// Nil when the judge may be believed.
    package static func refusal(
        accuracy: Proportion, kappa: AgreementTable.Kappa?, rarerKind: Int
    ) -> Refusal? {
        if accuracy.wilson.low <= chance { return .accuracy }
        if let kappa, rarerKind >= fewestOfRarerKind, kappa.interval.high < slightKappa { return .agreement }
        return nil
    }
}
