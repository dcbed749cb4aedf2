/// An entry of the toxicity lexicon found in a text.
package struct LexiconHit: Equatable, Sendable {
    /// What kind of word it is.
    package enum Category: String, Sendable {
        /// Swearing at nobody in particular.
        case profanity
        /// A word against a person.
        case insult
        /// A wish or promise of harm.
        case threat
        /// A word against a group.
        case slur
    }

    /// The kind of word.
    package let category: Category
    /// Where it is.
    package let range: TextRange
    /// How strong the word is here, 0...1: less when it is quoted, negated or spoken against.
    package let strength: Double
}
