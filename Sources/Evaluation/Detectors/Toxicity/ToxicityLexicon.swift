/// A small English and Vietnamese lexicon of profanity, insults, threats and slurs, read in context.
///
/// A prior only: word lists read below chance on hateful text without slurs and fire on quotes, counter-speech and
/// reclaimed words alike, so a hit tells a judge where to look and never decides. Tones count in Vietnamese ("các" is
/// harmless), so words are compared folded, not stripped.
package struct ToxicityLexicon: Sendable {
    /// A lexicon.
    package init() {}

    /// Entries found, in order. Linear time.
    package func scan(_ text: String) -> [LexiconHit] { read(text).hits }

    /// Entries found in folded text, in order. Linear time.
    package func scan(_ text: NormalizedText, original: ScalarText) -> [LexiconHit] {
        read(text, original: original).hits
    }

    /// Entries found and the prior that follows from them and the words around them. Linear time.
    package func read(_ text: String) -> ToxicityReading {
        let original = ScalarText(text)
        return read(NormalizedText(original), original: original)
    }

    /// Entries found in folded text and the prior that follows. Linear time.
    package func read(_ text: NormalizedText, original: ScalarText) -> ToxicityReading {
        let bytes = text.scalars.map(ToxicAlphabet.byte)
        var context = ToxicContext(bytes, ToxicCue.matcher.matches(in: bytes))
        for variant in ToxicDisguise.variants(of: bytes) {
            context.add(ToxicCue.matcher.matches(in: variant.bytes), at: variant.range)
        }
        let hits = context.hits.map { hit in
            LexiconHit(
                category: hit.category, range: original.range(text.originalRange(hit.range)), strength: hit.strength)
        }
        return ToxicityReading(hits: hits, prior: context.prior)
    }
}
