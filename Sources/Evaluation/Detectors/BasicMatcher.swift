/// The `basic` provider: does the output contain what the criteria ask for?
///
/// Criteria with whole numbers ask for any of them, as a number of its own: 7 is not in 167. Other criteria ask for
/// their text, in any case and any normal form, on word borders.
package struct BasicMatcher: Sendable {
    /// A matcher.
    package init() {}

    /// Compares an output with criteria. Linear time for any one number or text.
    package func match(output: String, criteria: String) -> BasicMatch {
        let folded = NormalizedText(output)
        let polite = Self.politeWords.first { folded.firstRange(of: $0.folded) != nil }?.word
        let wanted = NormalizedText(criteria)
        let (score, found) = Self.find(wanted, criteria, in: folded)
        return BasicMatch(score: score, found: found, politeness: polite == nil ? 0.8 : 1, politeWord: polite)
    }

    private static func find(
        _ wanted: NormalizedText, _ criteria: String, in output: NormalizedText
    ) -> (score: Double?, found: String?) {
        guard !wanted.scalars.isEmpty else { return (nil, nil) }
        let numbers = wholeNumbers(wanted.scalars)
        guard !numbers.isEmpty else {
            return output.firstRange(of: wanted.scalars) == nil ? (0, nil) : (1, String(criteria.trimmed))
        }
        let offered = Set(wholeNumbers(output.scalars))
        let found = numbers.first { offered.contains($0) }
        return (found == nil ? 0 : 1, found)
    }

    /// Runs of digits that are neither glued to letters nor part of a longer number, without leading zeros; a group
    /// notation such as 1,000 counts as the number it writes.
    private static func wholeNumbers(_ scalars: [UInt32]) -> [String] {
        var numbers: [String] = []
        var index = 0
        while index < scalars.count {
            guard ScalarClass.isDigit(scalars[index]) else {
                index += 1
                continue
            }
            let start = index
            while index < scalars.count {
                let isInner =
                    (scalars[index] == 0x2E || scalars[index] == 0x2C) && index + 1 < scalars.count
                    && ScalarClass.isDigit(scalars[index + 1])
                guard ScalarClass.isDigit(scalars[index]) || isInner else { break }
                index += 1
            }
            if start > 0, isGlued(scalars[start - 1]) || index < scalars.count && isGlued(scalars[index]) { continue }
            if start == 0, index < scalars.count, isGlued(scalars[index]) { continue }
            let (value, alternative) = NumberReader.decimal(scalars[start..<index])
            for reading in [value, alternative].compactMap({ $0 }) where !reading.contains(".") {
                numbers.append(reading)
            }
        }
        return numbers
    }

    private static func isGlued(_ value: UInt32) -> Bool {
        value == 0x5F || ScalarClass.isLetter(value) && !ScalarClass.isIdeographic(value)
    }

    private static let politeWords: [(word: String, folded: [UInt32])] = [
        "please", "thank", "thanks", "thank you", "sorry", "hello", "hi", "vui lòng", "cảm ơn", "cám ơn", "xin chào",
        "xin lỗi",
    ].map { ($0, NormalizedText($0).scalars) }
}

extension String {
    /// Without white space at either end.
    fileprivate var trimmed: Substring {
        var rest = self[...]
        while let first = rest.first, first.isWhitespace { rest = rest.dropFirst() }
        while let last = rest.last, last.isWhitespace { rest = rest.dropLast() }
        return rest
    }
}
