/// Undoes the ways in which insults are written around word filters.
enum ToxicDisguise {
    /// A reading of the text, or of one part of it.
    struct Variant {
        let bytes: [UInt8]
        /// Where the part is; nil for a reading of the whole text, byte for byte.
        let range: Range<Int>?
    }

    /// Readings of the text that differ from it. Linear time.
    static func variants(of text: [UInt8]) -> [Variant] {
        var variants: [Variant] = []
        if let letters = Disguise.lettersForDigits(text) { variants.append(Variant(bytes: letters, range: nil)) }
        var start = 0
        while start < text.count {
            guard WordByte.isWord(text[start]) else {
                start += 1
                continue
            }
            if let spaced = spaced(text, from: start) {
                variants.append(spaced)
                start = spaced.range?.upperBound ?? start + 1
                continue
            }
            var end = start + 1
            var run = 1
            var longest = 1
            while end < text.count, WordByte.isWord(text[end]) {
                run = text[end] == text[end - 1] ? run + 1 : 1
                longest = max(longest, run)
                end += 1
            }
            if longest >= 3, end - start <= 40 {
                variants.append(Variant(bytes: unstretched(text[start..<end]), range: start..<end))
            }
            start = end
        }
        return variants
    }

    /// At least three single letters with one sign or space between each: "f u c k", "n.g.u".
    private static func spaced(_ text: [UInt8], from start: Int) -> Variant? {
        // Most words have a second letter.
        guard isLetter(text[start]), start + 1 < text.count, !isLetter(text[start + 1]) else { return nil }
        var letters: [UInt8] = []
        var count = 0
        var place = start
        var end = start
        var lettersBefore = 0
        var endBefore = start
        while place < text.count, isLetter(text[place]) {
            lettersBefore = letters.count
            endBefore = end
            letters.append(text[place])
            place += 1
            while place < text.count, text[place] >= 0x90 && text[place] <= 0x97 {
                letters.append(text[place])
                place += 1
            }
            count += 1
            end = place
            guard count < 40, place + 1 < text.count, isGap(text[place]), isLetter(text[place + 1]) else { break }
            place += 1
        }
        // The last letter must not be the beginning of a word.
        if end < text.count, WordByte.isWord(text[end]) {
            count -= 1
            letters.removeSubrange(lettersBefore...)
            end = endBefore
        }
        guard count >= 3 else { return nil }
        return Variant(bytes: letters, range: start..<end)
    }

    /// A word without its stretched letters: "fuuuck", "nguuu".
    private static func unstretched(_ word: ArraySlice<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        for byte in word where output.last != byte { output.append(byte) }
        return output
    }

    private static func isLetter(_ byte: UInt8) -> Bool { byte &- 0x61 < 26 || byte == 0x98 }
    private static func isGap(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x2E || byte == 0x2D || byte == 0x5F || byte == 0x2A
    }
}
