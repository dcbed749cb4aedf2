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
        let bytes = text.scalars.map(Self.byte)
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

    /// ASCII as it is; the marks of Vietnamese and đ have bytes of their own, other letters one for all.
    @inline(__always)
    static func byte(_ scalar: UInt32) -> UInt8 {
        if scalar < 0x80 { return UInt8(truncatingIfNeeded: scalar) }
        switch scalar {
        case 0x300: return 0x90
        case 0x301: return 0x91
        case 0x302: return 0x92
        case 0x303: return 0x93
        case 0x306: return 0x94
        case 0x309: return 0x95
        case 0x31B: return 0x96
        case 0x323: return 0x97
        case 0x111: return 0x98
        default: return ScalarClass.isLetter(scalar) ? WordByte.letter : WordByte.other
        }
    }
}
