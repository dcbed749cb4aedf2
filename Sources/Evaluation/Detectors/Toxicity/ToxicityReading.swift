/// What the lexicon makes of a text.
package struct ToxicityReading: Equatable, Sendable {
    /// Entries found, in order.
    package let hits: [LexiconHit]
    /// A rough probability that the text is toxic, 0...0.9. Never a verdict.
    package let prior: Double
}
