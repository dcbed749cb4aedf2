/// Cuts folded text into words, numbers and symbols.
package struct Tokenizer: Sendable {
    /// A tokenizer.
    package init() {}

    /// The tokens of `text` in order, in linear time; `original` is what it was folded from.
    package func tokens(of text: NormalizedText, original: ScalarText) -> [Token] {
        let scalars = text.scalars
        var tokens: [Token] = []
        tokens.reserveCapacity(scalars.count / 4)
        var index = 0
        var sentenceStart = true
        while index < scalars.count {
            let value = scalars[index]
            if value == 0x20 {
                index += 1
                continue
            }
            let end: Int
            let kind: Token.Kind
            if ScalarClass.isDigit(value) {
                end = Self.numberEnd(scalars, from: index)
                kind = .number
            } else if ScalarClass.isLetter(value) {
                end = Self.wordEnd(scalars, from: index)
                kind = .word
            } else {
                end = index + 1
                kind = .symbol
            }
            let range = index..<end
            tokens.append(
                Self.token(
                    kind, range, text, isNamed: kind == .word && Self.isNamed(range, text, original, sentenceStart)))
            if kind == .symbol {
                sentenceStart = sentenceStart || Self.endsSentence(value)
            } else {
                sentenceStart = false
            }
            index = end
        }
        return tokens
    }

    private static func token(_ kind: Token.Kind, _ range: Range<Int>, _ text: NormalizedText, isNamed: Bool) -> Token {
        let slice = text.scalars[range]
        switch kind {
        case .number:
            let key = NumberReader.canonicalKey(slice)
            return Token(
                kind: kind, range: range, key: key, stem: key, isContent: true, isNegation: false, isNamed: false)
        case .symbol:
            let key = Int(slice.first ?? 0)
            return Token(
                kind: kind, range: range, key: key, stem: key, isContent: false, isNegation: false, isNamed: false)
        case .word:
            let key = WordKey.key(slice)
            let role = WordLists.roles[key]
            return Token(
                kind: kind, range: range, key: key, stem: EnglishStemmer.key(slice, whole: key),
                isContent: role != .stopWord, isNegation: role == .negation || endsInNot(slice), isNamed: isNamed)
        }
    }

    /// "isn't", "don't", "cannot".
    private static func endsInNot(_ word: ArraySlice<UInt32>) -> Bool {
        let end = word.endIndex
        return word.count > 3 && word[end - 1] == 0x74 && word[end - 2] == 0x27 && word[end - 3] == 0x6E
    }

    private static func endsSentence(_ value: UInt32) -> Bool {
        switch value {
        case 0x2E, 0x21, 0x3F, 0x3A, 0x22, 0x2D, 0x2A, 0x23: true
        default: false
        }
    }

    private static func isNamed(
        _ range: Range<Int>, _ text: NormalizedText, _ original: ScalarText, _ sentenceStart: Bool
    ) -> Bool {
        guard ScalarClass.isUppercase(original.scalars[Int(text.origins[range.lowerBound])]) else { return false }
        let place = text.originalRange(range)
        let rest = original.scalars[place].dropFirst()
        if rest.contains(where: ScalarClass.isUppercase) { return true }
        return !sentenceStart && !rest.isEmpty
    }

    private static func wordEnd(_ scalars: [UInt32], from start: Int) -> Int {
        var index = start + 1
        let ideographic = ScalarClass.isIdeographic(scalars[start])
        while index < scalars.count {
            let value = scalars[index]
            if value < 0x80 {
                // Most of a text.
                guard !ideographic else { break }
                let goesOn =
                    (value | 0x20) &- 0x61 < 26 || ScalarClass.isDigit(value)
                    || value == 0x27 && index + 1 < scalars.count && ScalarClass.isLetter(scalars[index + 1])
                guard goesOn else { break }
                index += 1
            } else if ScalarClass.isMark(value) {
                index += 1
            } else if ideographic {
                break
            } else if ScalarClass.isLetter(value), !ScalarClass.isIdeographic(value) {
                index += 1
            } else {
                break
            }
        }
        return index
    }

    private static func numberEnd(_ scalars: [UInt32], from start: Int) -> Int {
        var index = start + 1
        while index < scalars.count {
            let value = scalars[index]
            if ScalarClass.isDigit(value) {
                index += 1
            } else if value == 0x2E || value == 0x2C, index + 1 < scalars.count, ScalarClass.isDigit(scalars[index + 1])
            {
                index += 1
            } else {
                break
            }
        }
        return index
    }
}
