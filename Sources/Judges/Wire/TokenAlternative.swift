/// One of the tokens that a model might have begun its answer with.
package struct TokenAlternative: Sendable, Hashable {
    /// As the provider writes it: often with a space, or with the mark of a tokenizer in a space's place.
    package var text: String
    /// 0 to 1.
    package var probability: Double

    package init(_ text: String, probability: Double) {
        self.text = text
        self.probability = probability
    }
}

/// How probable the words of a plain question are, by the alternatives for the first token.
package struct WordProbabilities: Sendable, Hashable {
    /// In the order of the words; add up to 1, evenly where the model considered none of them.
    package let probabilities: [Double]
    /// What all words had together before that, 0 to 1.
    package let mass: Double

    /// - Parameters:
    ///   - words: as the question names them; case does not count.
    ///   - alternatives: one that is named twice counts once.
    package init(_ words: [String], in alternatives: [TokenAlternative]) {
        let names = words.map { $0.lowercased() }
        var sums = [Double](repeating: 0, count: words.count)
        var seen: Set<String> = []
        for alternative in alternatives where alternative.probability.isFinite && alternative.probability > 0 {
            guard seen.insert(alternative.text).inserted, let place = names.firstIndex(of: Self.word(alternative.text))
            else { continue }
            sums[place] += min(1, alternative.probability)
        }
        let mass = sums.reduce(0, +)
        self.mass = min(1, mass)
        probabilities =
            mass > 0 ? sums.map { $0 / mass } : sums.map { _ in 1 / Double(max(1, words.count)) }
    }

    /// A token without what surrounds its word: `ĠYes.` is `yes`.
    private static func word(_ token: String) -> String {
        let scalars = token.unicodeScalars
        let isFrame: (Unicode.Scalar) -> Bool = { scalar in
            spaceMarks.contains(scalar) || scalar.properties.isWhitespace || frames.contains(scalar)
        }
        guard let first = scalars.firstIndex(where: { !isFrame($0) }),
            let last = scalars.lastIndex(where: { !isFrame($0) })
        else { return "" }
        return String(scalars[first...last]).lowercased()
    }

    /// A space and a line end as SentencePiece and byte-level tokenizers write them.
    private static let spaceMarks: Set<Unicode.Scalar> = ["▁", "Ġ", "Ċ"]
    private static let frames: Set<Unicode.Scalar> = [
        ".", ",", ":", ";", "!", "?", ")", "(", "\"", "'", "*", "`", "[", "]", "“", "”",
    ]
}
