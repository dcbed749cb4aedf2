/// How a model's yes is to be read, from what it says to questions whose answers are known.
///
/// Models differ in how readily they say yes, and small ones hardly leave one half, although they rank well. The log-odds half
/// way between known truths and known falsehoods are therefore read as even, and a timid model is read as a bolder one. Four
/// anchors do not measure how timid it is; on the development cases a stretch of at most one and a half was the least wrong
/// (mean loss 0.51 in nats, against 0.56 for three and 0.52 for none) and ranked best over all kinds of questions.
package struct AnchorScale: Hashable, Sendable {
    /// Log-odds that are read as even.
    package let midpoint: Double
    /// What log-odds beyond the midpoint are multiplied by, 1 to ``mostStretch``.
    package let stretch: Double

    /// What truths must lie above falsehoods on average, in log-odds: with less, it is the wording that decides.
    package static let leastGap = 0.25
    /// Where known truths are read at most, in log-odds from the midpoint: 0.75, as sure as such a model was right on the
    /// development cases. Models that are surer by themselves are left alone.
    static let reach = 1.1
    /// No model is read as more than this many times as bold as it is.
    package static let mostStretch = 1.5

    /// Nil when the model does not tell the truths from the falsehoods: it cannot judge such questions.
    ///
    /// - Parameters:
    ///   - truths: probabilities of yes where yes is right.
    ///   - falsehoods: probabilities of yes where no is right.
    package init?(truths: [Double], falsehoods: [Double]) {
        guard !truths.isEmpty, !falsehoods.isEmpty else { return nil }
        let high = Self.mean(truths)
        let low = Self.mean(falsehoods)
        guard high - low >= Self.leastGap else { return nil }
        midpoint = (high + low) / 2
        stretch = min(Self.mostStretch, max(1, 2 * Self.reach / (high - low)))
    }

    /// The probability that yes is right; never falls when the model's probability rises.
    package func probability(_ yes: Double) -> Double {
        ClippedOdds(value: (ClippedOdds(yes).value - midpoint) * stretch).probability
    }

    private static func mean(_ probabilities: [Double]) -> Double {
        probabilities.reduce(0) { $0 + ClippedOdds($1).value } / Double(probabilities.count)
    }
}
