/// The evidence, cut and indexed once: what quotes are verified against.
package struct EvidenceIndex: Sendable {
    /// A piece of evidence as the judge sees it.
    package struct Chunk: Sendable {
        /// `e1`, `e2`, ….
        package let id: String
        /// Which element of the request's evidence it comes from.
        package let source: Int
        /// Where it begins there, in Unicode scalars.
        package let start: Int
        let tokens: TokenizedText

        package var text: String { tokens.original.string }
    }

    /// Scalars of one chunk; longer evidence is cut at the ends of sentences.
    static let chunkLength = 4_000
    /// Scalars shown to a judge; of more evidence the chunks nearest to the answer are shown.
    static let budget = 64_000

    package let chunks: [Chunk]
    /// Some chunks were left out.
    package let isTruncated: Bool
    let verifier: QuoteVerifier
    /// What the numbers of all chunks measure, by each of their readings.
    private let numbers: [String: Set<NumberReading.Unit>]

    /// - Parameters:
    ///   - evidence: as the request gives it.
    ///   - document: the judged answer, which cannot prove itself.
    ///   - input: the user's words, which prove nothing either.
    package init(_ evidence: [String], document: JudgedDocument, input: String?) {
        var pieces: [(source: Int, start: Int, tokens: TokenizedText)] = []
        for (source, text) in evidence.enumerated() {
            for piece in Self.pieces(of: ScalarText(text)) {
                pieces.append((source, piece.start, TokenizedText(piece.text)))
            }
        }
        let all = pieces.count
        let kept = Self.nearest(pieces.map(\.tokens), to: document.tokens)
        chunks = kept.enumerated().map { place, piece in
            Chunk(
                id: "e\(place + 1)", source: pieces[piece].source, start: pieces[piece].start,
                tokens: pieces[piece].tokens)
        }
        isTruncated = kept.count < all
        var numbers: [String: Set<NumberReading.Unit>] = [:]
        for number in chunks.lazy.flatMap(\.tokens.numbers) {
            numbers[number.value, default: []].insert(number.unit)
            if let alternative = number.alternative { numbers[alternative, default: []].insert(number.unit) }
        }
        self.numbers = numbers
        verifier = QuoteVerifier(
            chunks: chunks.map(\.tokens), ownWords: [document.tokens] + (input.map { [TokenizedText($0)] } ?? []))
    }

    package var isEmpty: Bool { chunks.isEmpty }

    /// The place of the chunk with an id such as `e2`.
    func place(of id: String?) -> Int? {
        guard let id, id.first == "e", let number = Int(id.dropFirst()) else { return nil }
        return chunks.indices.contains(number - 1) ? number - 1 : nil
    }

    /// Whether some number of the evidence matches another.
    func holds(_ number: NumberReading) -> Bool {
        [number.value, number.alternative].contains { reading in
            guard let units = reading.flatMap({ numbers[$0] }) else { return false }
            return number.unit == .none || units.contains(.none) || units.contains(number.unit)
        }
    }

    /// The largest share of a claim's content words that one chunk holds, 0 to 1.
    func overlap(of claim: TokenizedText) -> Double { shares(of: claim).max() ?? 0 }

    /// The share of a claim's content words that each chunk holds, 0 to 1, in the order of ``chunks``.
    func shares(of claim: TokenizedText) -> [Double] {
        let wanted = claim.stems
        return chunks.map { chunk in
            wanted.isEmpty ? 0 : Double(wanted.shared(with: chunk.tokens.stems)) / Double(wanted.count)
        }
    }

    /// The place of the chunk that holds most of a claim's content words, the first of equals; nil when none holds any.
    func nearest(to claim: TokenizedText) -> Int? {
        let shares = shares(of: claim)
        let best = shares.indices.max { (shares[$0], $1) < (shares[$1], $0) }
        return best.flatMap { shares[$0] > 0 ? $0 : nil }
    }

    /// The pieces that fit the budget, those that share most words with the answer first, in their original order.
    private static func nearest(_ pieces: [TokenizedText], to answer: TokenizedText) -> [Int] {
        guard pieces.reduce(0, { $0 + $1.original.count }) > budget else { return Array(pieces.indices) }
        let shared = pieces.map { answer.stems.shared(with: $0.stems) }
        var left = budget
        var kept: [Int] = []
        for place in pieces.indices.sorted(by: { (shared[$1], $0) < (shared[$0], $1) }) {
            guard pieces[place].original.count <= left else { continue }
            left -= pieces[place].original.count
            kept.append(place)
        }
        return kept.sorted()
    }

    private static func pieces(of text: ScalarText) -> [(start: Int, text: ScalarText)] {
        guard text.count > chunkLength else { return [(0, text)] }
        var pieces: [(start: Int, text: ScalarText)] = []
        var start = 0
        var end = 0
        for sentence in SentenceSplitter().split(text) {
            let range = sentence.range.scalars
            if range.upperBound - start > chunkLength, end > start {
                pieces.append((start, ScalarText(text.text(start..<end))))
                start = range.lowerBound
            }
            end = range.upperBound
        }
        if end > start { pieces.append((start, ScalarText(text.text(start..<end)))) }
        return pieces
    }
}
