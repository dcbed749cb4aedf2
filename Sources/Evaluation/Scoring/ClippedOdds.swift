/// The log-odds of a probability that is never believed wholly, to which independent evidence adds.
struct ClippedOdds: Hashable, Sendable {
    /// The natural logarithm of the odds.
    let value: Double

    /// No probability is believed beyond this, nor below its complement: a model's 1.0 is no certainty.
    static let highest = 0.98

    /// - Parameter probability: 0 to 1.
    init(_ probability: Double) {
        value = LogOdds.of(min(Self.highest, max(1 - Self.highest, probability)))
    }

    init(value: Double) { self.value = value }

    /// 0 to 1.
    var probability: Double { LogOdds.probability(value) }

    func adding(_ evidence: Double) -> ClippedOdds { ClippedOdds(value: value + evidence) }
}
