/// A text with its tokens and numbers: what overlap and quotes are computed from. Made once per text, used many times.
package struct TokenizedText: Sendable {
    /// The text as decoded.
    package let original: ScalarText
    /// The folded text that ranges of tokens refer to.
    package let normalized: NormalizedText
    /// Words and numbers in order; symbols are left out.
    package let words: [Token]
    /// What the words say, by their stems.
    package let stems: StemSet
    /// Numbers, dates and amounts in order.
    package let numbers: [NumberReading]

    /// Folds and tokenizes `text` in linear time.
    ///
    /// - Parameter dataMark: a scalar that counts as white space. Default: none.
    package init(_ text: String, dataMark: Unicode.Scalar? = nil) {
        self.init(ScalarText(text), dataMark: dataMark)
    }

    /// Folds and tokenizes decoded text in linear time.
    ///
    /// - Parameter dataMark: a scalar that counts as white space. Default: none.
    package init(_ original: ScalarText, dataMark: Unicode.Scalar? = nil) {
        let normalized = NormalizedText(original, dataMark: dataMark)
        let tokens = Tokenizer().tokens(of: normalized, original: original)
        self.original = original
        self.normalized = normalized
        // Kept for as long as the text: without the room that growing leaves.
        var words: [Token] = []
        words.reserveCapacity(tokens.count { $0.kind != .symbol })
        for token in tokens where token.kind != .symbol { words.append(token) }
        self.words = words
        stems = StemSet(words)
        numbers = NumberReader().readings(in: normalized, tokens: tokens)
    }

    /// The words that begin in a range of folded offsets, found by halving.
    func words(startingIn range: Range<Int>) -> ArraySlice<Token> {
        let first = firstWord(from: range.lowerBound)
        return words[first..<max(first, firstWord(from: range.upperBound))]
    }

    private func firstWord(from offset: Int) -> Int {
        var low = 0
        var high = words.count
        while low < high {
            let middle = low + (high - low) / 2
            if words[middle].range.lowerBound < offset { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Original scalar offsets of a range of ``words``.
    package func originalRange(words range: Range<Int>) -> Range<Int> {
        guard let first = words[range].first, let last = words[range].last else { return 0..<0 }
        return normalized.originalRange(first.range.lowerBound..<last.range.upperBound)
    }
}
