/// The evidence, cut into chunks: what quotes are verified against.
///
/// Its words are looked at when an answer is read and not before: while a judge is waited for, the text is all that is kept.
///
/// What is too long for one question is divided into ``parts`` that hold all of it together, up to a limit; what is behind
/// the limit is left out, and ``share`` says how much was not.
package struct EvidenceIndex: Sendable {
    /// A piece of evidence as the judge sees it.
    package struct Chunk: Sendable {
        /// `e1`, `e2`, ….
        package let id: String
        /// Which element of the request's evidence it comes from.
        package let source: Int
        /// Where it begins there, in Unicode scalars.
        package let start: Int
        package let text: String
        /// In Unicode scalars.
        let length: Int
        private let read: Late<TokenizedText>

        init(id: String, source: Int, start: Int, text: String, length: Int) {
            self.id = id
            self.source = source
            self.start = start
            self.text = text
            self.length = length
            read = Late { TokenizedText(text) }
        }

        private init(_ other: Chunk, id: String) {
            self.id = id
            source = other.source
            start = other.start
            text = other.text
            length = other.length
            read = other.read
        }

        var tokens: TokenizedText { read.value }

        /// The same under another name.
        func named(_ id: String) -> Chunk { Chunk(self, id: id) }

        /// The same, not yet read.
        var unread: Chunk { Chunk(id: id, source: source, start: start, text: text, length: length) }
    }

    /// What reading all chunks tells.
    private struct Contents {
        let verifier: QuoteVerifier
        /// What the numbers measure, by each of their readings.
        let numbers: [String: Set<NumberReading.Unit>]

        init(_ chunks: [Chunk], document: JudgedDocument, input: String?) {
            verifier = QuoteVerifier(
                chunks: chunks.map(\.tokens),
                ownWords: [document.tokens] + (input.map { [TokenizedText($0)] } ?? []))
            var numbers: [String: Set<NumberReading.Unit>] = [:]
            for number in chunks.lazy.flatMap(\.tokens.numbers) {
                numbers[number.value, default: []].insert(number.unit)
                if let alternative = number.alternative { numbers[alternative, default: []].insert(number.unit) }
            }
            self.numbers = numbers
        }
    }

    /// Scalars of one chunk; longer evidence is cut at the ends of sentences.
    static let chunkLength = 4_000
    /// Scalars of evidence in one question with a structured answer.
    static let partLength = 64_000

    /// In the order of the evidence.
    package let chunks: [Chunk]
    /// Share of the evidence that the chunks hold, in scalars, 0 to 1; 1 only when they hold all of it.
    package let share: Double
    /// Places of the chunks that one question with a structured answer shows, in order; those nearest to the answer in the
    /// first part. Together they hold every chunk once.
    let parts: [[Int]]
    /// Parts of evidence that a claim is asked against at most, 1 or more.
    let mostParts: Int
    /// The places of the chunks by the numbers in their ids.
    private let places: [Int: Int]
    private let document: JudgedDocument
    private let input: String?
    private let contents: Late<Contents>

    /// - Parameters:
    ///   - evidence: as the request gives it.
    ///   - document: the judged answer, which cannot prove itself.
    ///   - input: the user's words, which prove nothing either.
    ///   - mostParts: parts that a claim is asked against at most. Default: as many as the usual policy allows.
    package init(
        _ evidence: [String], document: JudgedDocument, input: String?,
        mostParts: Int = EvaluationPolicy.usualEvidenceParts
    ) {
        let pieces = evidence.enumerated().flatMap { source, text in Self.pieces(of: text, source: source) }
        let lengths = pieces.map(\.length)
        let all = lengths.reduce(0, +)
        let parts = EvidenceParts(
            lengths: lengths,
            nearness: all > Self.partLength ? pieces.map { document.tokens.stems.shared(with: $0.tokens.stems) } : [],
            length: Self.partLength,
            most: max(1, mostParts))
        let kept = parts.kept
        let places = Dictionary(uniqueKeysWithValues: kept.enumerated().map { ($1, $0) })
        let shown = kept.reduce(0) { $0 + lengths[$1] }
        self.init(
            chunks: kept.enumerated().map { place, piece in pieces[piece].named("e\(place + 1)") },
            numbers: Array(1..<kept.count + 1),
            share: kept.count == pieces.count ? 1 : Double(shown) / Double(max(1, all)),
            parts: parts.parts.map { $0.compactMap { places[$0] } }, mostParts: max(1, mostParts), document: document,
            input: input)
    }

    private init(
        chunks: [Chunk], numbers ids: [Int], share: Double, parts: [[Int]], mostParts: Int, document: JudgedDocument,
        input: String?
    ) {
        self.chunks = chunks
        self.share = share
        self.parts = parts
        self.mostParts = mostParts
        self.document = document
        self.input = input
        places = Dictionary(zip(ids, chunks.indices)) { first, _ in first }
        contents = Late { Contents(chunks, document: document, input: input) }
    }

    /// The pieces of one text, without names.
    private static func pieces(of text: String, source: Int) -> [Chunk] {
        // No text has more scalars than bytes.
        guard text.utf8.count > chunkLength else {
            return [Chunk(id: "", source: source, start: 0, text: text, length: ScalarText.count(of: text))]
        }
        return EvidencePieces(ScalarText(text), length: chunkLength).pieces.map { piece in
            Chunk(id: "", source: source, start: piece.start, text: piece.text.string, length: piece.text.count)
        }
    }

    /// The same, not yet read: what reading it takes goes with the copy.
    var unread: EvidenceIndex { EvidenceIndex(unread: self) }

    private init(unread other: EvidenceIndex) {
        let chunks = other.chunks.map(\.unread)
        self.chunks = chunks
        share = other.share
        parts = other.parts
        mostParts = other.mostParts
        places = other.places
        document = other.document
        input = other.input
        contents = Late { [document, input] in Contents(chunks, document: document, input: input) }
    }

    package var isEmpty: Bool { chunks.isEmpty }

    /// Scalars of all chunks.
    var length: Int { chunks.reduce(0) { $0 + $1.length } }

    var verifier: QuoteVerifier { contents.value.verifier }

    /// Some chunks alone, under their own names: what a judge was shown that saw no others.
    ///
    /// - Parameter shown: places of chunks, in order.
    func part(_ shown: [Int]) -> EvidenceIndex {
        let chunks = shown.map { self.chunks[$0] }
        return EvidenceIndex(
            chunks: chunks, numbers: chunks.map { Self.number(of: $0.id) ?? 0 },
            share: share, parts: [Array(chunks.indices)], mostParts: 1, document: document, input: input)
    }

    /// The place of the chunk with an id such as `e2`; nil for one that is not among the chunks.
    func place(of id: String?) -> Int? { id.flatMap { Self.number(of: $0) }.flatMap { places[$0] } }

    private static func number(of id: String) -> Int? { id.first == "e" ? Int(id.dropFirst()) : nil }

    /// Whether some number of the evidence matches another.
    func holds(_ number: NumberReading) -> Bool {
        let numbers = contents.value.numbers
        return [number.value, number.alternative].contains { reading in
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

    /// The chunks as a question shows them.
    ///
    /// - Parameter shown: places of chunks.
    func texts(_ shown: [Int]) -> [NumberedText] {
        shown.map { NumberedText(id: chunks[$0].id, text: chunks[$0].text) }
    }
}
