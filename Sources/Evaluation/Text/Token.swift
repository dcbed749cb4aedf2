/// A word, number or symbol of a folded text.
package struct Token: Sendable {
    /// What a token is.
    package enum Kind: Sendable {
        /// Letters, with inner apostrophes; one ideograph.
        case word
        /// Digits with their separators.
        case number
        /// Any other visible character.
        case symbol
    }

    /// Equal for equal folded text; numbers are equal when they are written for the same value (1,234 and 1234).
    package let key: Int
    /// Equal for inflected forms of the same English word; ``key`` for everything else.
    package let stem: Int
    // A text has many tokens: in this order and with short bounds they take a third less memory.
    private let start: Int32
    private let end: Int32
    /// What it is.
    package let kind: Kind
    /// Whether it carries meaning: a number, or a word outside the English and Vietnamese stop lists.
    package let isContent: Bool
    /// Whether it negates: "not", "never", "không", "chưa".
    package let isNegation: Bool
    /// Whether it looks like a name: a capital inside a sentence, capitals only, or letters with digits.
    package let isNamed: Bool

    /// Where it is, in folded scalar offsets.
    package var range: Range<Int> { Int(start)..<Int(end) }

    /// A token with every property known.
    package init(
        kind: Kind, range: Range<Int>, key: Int, stem: Int, isContent: Bool, isNegation: Bool, isNamed: Bool
    ) {
        self.kind = kind
        start = Int32(truncatingIfNeeded: range.lowerBound)
        end = Int32(truncatingIfNeeded: range.upperBound)
        self.key = key
        self.stem = stem
        self.isContent = isContent
        self.isNegation = isNegation
        self.isNamed = isNamed
    }
}
