extension NormalizedText {
    /// The first place at or after `start` where `needle` occurs as whole words, in folded offsets.
    ///
    /// A hit that begins or ends inside a word, a number or a character is skipped: "5 years" is not in "15 years", and
    /// "able" is not in "unable". Scripts without spaces have no such borders. Linear time (Knuth, Morris, Pratt 1977).
    ///
    /// - Parameter limit: the folded offset at which it must end at the latest. Default: the text's end.
    package func firstRange(of needle: [UInt32], from start: Int = 0, to limit: Int = .max) -> Range<Int>? {
        let limit = min(limit, scalars.count)
        guard !needle.isEmpty, start >= 0, needle.count <= limit - start else { return nil }
        guard grams?.mayContain(needle) ?? true else { return nil }
        let failure = Self.failureTable(needle)
        var matched = 0
        var index = start
        while index < limit {
            let scalar = scalars[index]
            while matched > 0, needle[matched] != scalar { matched = failure[matched - 1] }
            if needle[matched] == scalar { matched += 1 }
            index += 1
            guard matched == needle.count else { continue }
            let range = (index - needle.count)..<index
            if isWholeWords(range) { return range }
            matched = failure[matched - 1]
        }
        return nil
    }

    /// Whether neither end of a folded range cuts a word, a number or a character.
    func isWholeWords(_ range: Range<Int>) -> Bool {
        guard isBoundary(range.lowerBound), isBoundary(range.upperBound) else { return false }
        return !joins(range.lowerBound) && !joins(range.upperBound)
    }

    private func joins(_ offset: Int) -> Bool {
        guard offset > 0, offset < scalars.count else { return false }
        let before = scalars[offset - 1]
        let after = scalars[offset]
        if Self.isSeparator(before), ScalarClass.isDigit(after) {
            return offset > 1 && ScalarClass.isDigit(scalars[offset - 2])
        }
        if ScalarClass.isDigit(before), Self.isSeparator(after) {
            return offset + 1 < scalars.count && ScalarClass.isDigit(scalars[offset + 1])
        }
        return Self.isWordPart(before) && Self.isWordPart(after)
    }

    /// Marks that stand inside numbers: 1,234.5.
    private static func isSeparator(_ value: UInt32) -> Bool { value == 0x2C || value == 0x2E }

    private static func isWordPart(_ value: UInt32) -> Bool {
        if ScalarClass.isDigit(value) { return true }
        if ScalarClass.isUnspaced(value) { return false }
        return ScalarClass.isMark(value) || ScalarClass.isLetter(value) && !ScalarClass.isIdeographic(value)
    }

    private static func failureTable(_ needle: [UInt32]) -> [Int] {
        var table = [Int](repeating: 0, count: needle.count)
        var length = 0
        for index in 1..<max(1, needle.count) {
            while length > 0, needle[index] != needle[length] { length = table[length - 1] }
            if needle[index] == needle[length] { length += 1 }
            table[index] = length
        }
        return table
    }
}
