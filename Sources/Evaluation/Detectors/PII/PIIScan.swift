/// What recognisers see of the text: its skeleton, and where words stand that say what a number is.
struct PIIScan {
    let skeleton: SkeletonText
    private let hints: [ContextHint: [Int]]

    /// Reading hints costs a pass, so it is skipped for text without digits.
    init(_ skeleton: SkeletonText, needsHints: Bool) {
        self.skeleton = skeleton
        guard needsHints else {
            hints = [:]
            return
        }
        var hints: [ContextHint: [Int]] = [:]
        for match in ContextHint.matcher.matches(in: skeleton.lower) {
            hints[match.tag, default: []].append(match.range.lowerBound)
        }
        self.hints = hints
    }

    var bytes: [UInt8] { skeleton.bytes }
    var lower: [UInt8] { skeleton.lower }

    /// The byte at an offset; 0 outside the text.
    func byte(_ index: Int) -> UInt8 {
        index >= 0 && index < skeleton.bytes.count ? skeleton.bytes[index] : 0
    }

    /// Whether a hint stands within 60 bytes before a range or 25 after it.
    func hasHint(_ hint: ContextHint, near range: Range<Int>) -> Bool {
        guard let places = hints[hint] else { return false }
        let from = range.lowerBound - 60
        var low = 0
        var high = places.count
        while low < high {
            let middle = (low + high) / 2
            if places[middle] < from { low = middle + 1 } else { high = middle }
        }
        return low < places.count && places[low] < range.upperBound + 25
    }

    /// Whether the lower-case text at an offset starts with `word`.
    func has(_ word: String, at index: Int) -> Bool {
        guard index >= 0, index + word.utf8.count <= lower.count else { return false }
        var place = index
        for byte in word.utf8 {
            guard lower[place] == byte else { return false }
            place += 1
        }
        return true
    }

    /// Where a run of bytes that satisfy `test` ends, at most `limit` bytes on.
    func end(from start: Int, limit: Int, while test: (UInt8) -> Bool) -> Int {
        var index = start
        let bound = min(bytes.count, start + limit)
        while index < bound, test(bytes[index]) { index += 1 }
        return index
    }

    static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
    static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
    static func isAlphanumeric(_ byte: UInt8) -> Bool { isDigit(byte) || isLetter(byte) }
    /// ASCII letters, digits and letters of other scripts: what a value must not be glued to.
    static func isWord(_ byte: UInt8) -> Bool { isAlphanumeric(byte) || byte == SkeletonText.letter }
}
