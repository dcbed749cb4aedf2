/// What recognisers see of one text: its skeleton, and the words that say what a number is.
///
/// A class because every recogniser reads it and none may copy it; lives for one scan.
final class PIIScan {
    let skeleton: SkeletonText
    let bytes: [UInt8]
    let lower: [UInt8]
    /// Phrases that mean something, in order of their ends.
    let cues: [PhraseMatcher<Cue>.Match]
    /// The offset before which words were last asked for, and what they said.
    var saidOf = -1
    var saidBefore: (all: ContextHint, closest: ContextHint) = ([], [])
    /// Where the last web address ends, and the last run of characters of a machine-readable line: nothing in them
    /// begins another.
    var urlEnd = 0
    var travelEnd = 0
    /// The last word for a Vietnamese place that had no house number before it.
    var placeWithoutNumber = -1

    init(_ skeleton: SkeletonText) {
        self.skeleton = skeleton
        bytes = skeleton.bytes
        lower = skeleton.lower
        cues = Cue.matcher.matches(in: skeleton.lower)
    }

    /// The byte at an offset; 0 outside the text.
    func byte(_ index: Int) -> UInt8 { index >= 0 && index < bytes.count ? bytes[index] : 0 }

    /// The byte in lower case at an offset; 0 outside the text.
    func lowerByte(_ index: Int) -> UInt8 { index >= 0 && index < lower.count ? lower[index] : 0 }

    /// Whether a capital letter stands there, accented or not.
    func isCapital(_ index: Int) -> Bool {
        let byte = byte(index)
        if byte &- 0x41 < 26 { return true }
        guard !skeleton.text.isASCII, byte >= 0x80 || byte &- 0x61 < 26 else { return false }
        let place = skeleton.range(index..<index + 1).scalars.lowerBound
        return place < skeleton.text.count && ScalarClass.isUppercase(skeleton.text.scalars[place])
    }

    /// Whether the lower-case text at an offset starts with `word`.
    func has(_ word: StaticString, at index: Int) -> Bool {
        let count = word.utf8CodeUnitCount
        guard index >= 0, index + count <= lower.count else { return false }
        return word.withUTF8Buffer { letters in
            for offset in 0..<count where unsafe lower[index + offset] != letters[offset] { return false }
            return true
        }
    }

    /// Where a run of bytes that satisfy `test` ends, at most `limit` bytes on.
    func end(from start: Int, limit: Int, while test: (UInt8) -> Bool) -> Int {
        var index = max(0, start)
        let bound = min(bytes.count, index + limit)
        while index < bound, test(bytes[index]) { index += 1 }
        return index
    }

    /// The lower-case word of a range as a key of a ``WordSet``.
    func word(_ range: Range<Int>) -> UInt128 { WordSet.key(lower[range.clamped(to: 0..<lower.count)]) }

    static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
    static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
    static func isUpper(_ byte: UInt8) -> Bool { byte &- 0x41 < 26 }
    static func isAlphanumeric(_ byte: UInt8) -> Bool { isDigit(byte) || isLetter(byte) }
    /// ASCII letters, digits and letters of other scripts.
    static func isWord(_ byte: UInt8) -> Bool { isAlphanumeric(byte) || byte == SkeletonText.letter }
    /// What a value must not be glued to: scripts without spaces write numbers right behind words.
    static func isGlue(_ byte: UInt8) -> Bool { isAlphanumeric(byte) || byte == 0x5F }
}
