/// Checks that the quotes a judge gives are in the evidence and bear on the claim.
///
/// A quote is looked for as it stands (folded, whole words), first in the named chunk, then in the others; then as
/// words, nine of ten in order within one window, with the same numbers, negations and names. A quote found only in
/// the answer or the question is a self-citation.
package struct QuoteVerifier: Sendable {
    /// Words of a quote; a longer one is rejected.
    package static let maximumWords = QuoteParts.maximumWords
    /// Share of a quote's words a window must hold in order to count as nearly the same, 0...1.
    package static let fuzzyShare = FuzzyQuote.share
    /// Share of a claim's content words a quote must hold when it shares no number or name with it, 0...1.
    package static let relevantShare = 0.3

    /// The evidence, in the order the judge saw it.
    package let chunks: [TokenizedText]
    private let ownWords: [TokenizedText]
    private let dataMark: Unicode.Scalar?

    /// A verifier for one piece of judged work.
    ///
    /// - Parameters:
    ///   - chunks: the evidence.
    ///   - answer: the judged text, which cannot prove itself.
    ///   - question: the user's input, which proves nothing either. Default: none.
    ///   - dataMark: the mark put between words of slots shown to the judge. Default: none.
    package init(chunks: [String], answer: String, question: String? = nil, dataMark: Unicode.Scalar? = nil) {
        self.init(
            chunks: chunks.map { TokenizedText($0) },
            ownWords: ([answer] + (question.map { [$0] } ?? [])).map { TokenizedText($0) }, dataMark: dataMark)
    }

    /// A verifier over texts that were tokenized before; `ownWords` are the answer and the question.
    package init(chunks: [TokenizedText], ownWords: [TokenizedText], dataMark: Unicode.Scalar? = nil) {
        self.chunks = chunks
        self.ownWords = ownWords
        self.dataMark = dataMark
    }

    /// Checks one quote.
    ///
    /// - Parameters:
    ///   - quote: as the judge wrote it.
    ///   - claim: the claim it is to prove or contradict.
    ///   - namedChunk: the index the judge gave; nil or out of range means it named none.
    package func verify(quote: String, claim: TokenizedText, namedChunk: Int?) -> QuoteVerdict {
        let quote = QuoteParts(quote, dataMark: dataMark)
        if let rejection = quote.rejection { return .rejected(rejection) }
        let order = searchOrder(namedChunk)
        var elided = false
        for index in order {
            switch quote.place(in: chunks[index]) {
            case .found(let range):
                guard isRelevant(quote.words, to: claim) else { return .rejected(.irrelevant) }
                return .exact(chunk: index, start: range.lowerBound, end: range.upperBound)
            case .elidesNegation: elided = true
            case .absent: break
            }
        }
        if elided { return .rejected(.elidedNegation) }
        var altered = false
        if quote.parts.count == 1 {
            for index in order {
                switch FuzzyQuote(quote.words, in: chunks[index]).match {
                case .same(let range):
                    guard isRelevant(quote.words, to: claim) else { return .rejected(.irrelevant) }
                    return .fuzzy(chunk: index, start: range.lowerBound, end: range.upperBound)
                case .altered: altered = true
                case .none: break
                }
            }
        }
        let isOwn = ownWords.contains { text in
            if case .absent = quote.place(in: text) { false } else { true }
        }
        if isOwn { return .rejected(.selfCitation) }
        return .rejected(altered ? .altered : .notFound)
    }

    private func searchOrder(_ named: Int?) -> [Int] {
        guard let named, chunks.indices.contains(named) else { return Array(chunks.indices) }
        return [named] + chunks.indices.filter { $0 != named }
    }

    /// Whether a quote shares a number, a name or enough content words with a claim.
    private func isRelevant(_ quote: TokenizedText, to claim: TokenizedText) -> Bool {
        if claim.numbers.contains(where: { number in quote.numbers.contains { $0.matches(number) } }) { return true }
        let quoted = Set(quote.words.lazy.map(\.stem))
        if claim.words.contains(where: { $0.isNamed && quoted.contains($0.stem) }) { return true }
        let wanted = Set(claim.words.lazy.filter(\.isContent).map(\.stem))
        guard !wanted.isEmpty else { return false }
        return Double(wanted.intersection(quoted).count) >= Self.relevantShare * Double(wanted.count)
    }
}
