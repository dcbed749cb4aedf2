/// Checks what a judge says about retrieved chunks against their words.
struct RetrievalVerification {
    let task: RetrievalTask
    let chunks: [TokenizedText]
    let chunkStems: [Set<Int>]
    let expected: [TokenizedText]
    private let expectedStems: [Set<Int>]
    private let inputStems: Set<Int>
    /// What a useful chunk is expected to speak of: the words of the input and of the expected output.
    let topic: Set<Int>
    private let verifier: QuoteVerifier
    private(set) var quotes = QuoteTally()

    init(_ task: RetrievalTask) {
        self.task = task
        chunks = task.chunks.map { TokenizedText($0.text) }
        chunkStems = chunks.map(Self.stems)
        expected = task.expected.map { TokenizedText($0.text) }
        expectedStems = expected.map(Self.stems)
        inputStems = Self.stems(TokenizedText(task.input ?? ""))
        topic = expectedStems.reduce(into: inputStems) { $0.formUnion($1) }
        verifier = QuoteVerifier(chunks: chunks, ownWords: expected)
    }

    private static func stems(_ text: TokenizedText) -> Set<Int> {
        Set(text.words.lazy.filter(\.isContent).map(\.stem))
    }

    /// The largest share of one set in several others, 0 to 1.
    private static func share(of wanted: Set<Int>, in offered: Set<Int>) -> Double {
        wanted.isEmpty ? 0 : Double(wanted.intersection(offered).count) / Double(wanted.count)
    }

    /// A verdict on the chunk at a place of the task; nil is the judge's silence.
    mutating func chunk(_ place: Int, said: (use: RetrievalTask.Use, quote: String?, stated: Double)?)
        -> RetrievalFindings.Chunk
    {
        let shown = task.chunks[place]
        var finding = RetrievalFindings.Chunk(
            id: shown.id, rank: shown.rank, source: shown.source, use: said?.use ?? .unrelated,
            stated: said?.stated ?? Self.silence, quote: .none,
            overlap: expectedStems.map { Self.share(of: $0, in: chunkStems[place]) }.max() ?? 0, isLexical: false,
            isMissing: said == nil, isAttributed: false)
        if let quote = said?.quote {
            (finding.quote, finding.place) = found(quote, in: place, about: topic)
        }
        guard finding.use == .useful, !finding.quote.isVerified else { return finding }
        let window = expected.lazy.compactMap { [chunks] in LexicalSupport.window(for: $0, in: chunks[place]) }.first
        if let window {
            finding.place = self.place(place, window)
            finding.isLexical = true
        } else {
            finding.use = .related
        }
        return finding
    }

    /// A verdict on the sentence of the expected output at a place of the task; nil is the judge's silence.
    mutating func sentence(
        _ place: Int, said: (attribution: RetrievalTask.Attribution, chunk: Int?, quote: String?, stated: Double)?
    ) -> RetrievalFindings.Sentence {
        let shown = task.expected[place]
        let tokens = expected[place]
        var finding = RetrievalFindings.Sentence(
            id: shown.id, text: shown.text, range: shown.range, attribution: said?.attribution ?? .notAttributable,
            stated: said?.stated ?? Self.silence, quote: .none,
            overlap: chunkStems.map { Self.share(of: expectedStems[place], in: $0) }.max() ?? 0, isLexical: false,
            isMissing: said == nil)
        if finding.attribution == .statesNothing, statesSomething(tokens) {
            // The judge must not choose what the share is taken of.
            finding.attribution = .notAttributable
            finding.stated = Self.silence
            finding.isMissing = true
        }
        guard finding.attribution == .attributable else { return finding }
        if let quote = said?.quote {
            let verdict = verifier.verify(quote: quote, claim: tokens, namedChunk: said?.chunk)
            quotes.count(exists: verdict.exists)
            finding.quote = QuoteSupport(verdict)
            switch verdict {
            case .exact(let chunk, let start, let end), .fuzzy(let chunk, let start, let end):
                finding.place = self.place(chunk, start..<end)
                return finding
            case .rejected: break
            }
        }
        for (chunk, text) in chunks.enumerated() {
            guard let window = LexicalSupport.window(for: tokens, in: text) else { continue }
            finding.place = self.place(chunk, window)
            finding.isLexical = true
            return finding
        }
        finding.attribution = .notAttributable
        return finding
    }

    /// A verdict on a passage of the chunk at a place of the task; nil is the judge's silence.
    mutating func passage(
        _ shown: RetrievalTask.Passage, of place: Int, said: (isRelevant: Bool, quote: String?, stated: Double)?
    ) -> RetrievalFindings.Passage {
        let words = TokenizedText(shown.text)
        var finding = RetrievalFindings.Passage(
            id: shown.id,
            place: RetrievalFindings.Place(source: task.chunks[place].source, range: shown.range, text: shown.text),
            isRelevant: said?.isRelevant ?? false, stated: said?.stated ?? Self.silence, quote: .none,
            overlap: Self.share(of: inputStems, in: Self.stems(words)), isMissing: said == nil)
        if let quote = said?.quote {
            let parts = QuoteParts(quote, dataMark: nil)
            finding.quote = .rejected
            if !parts.parts.isEmpty, case .found = parts.place(in: words) {
                finding.quote = parts.rejection == nil ? .exact : .fuzzy
            }
            quotes.count(exists: finding.quote.isVerified || isSomewhere(parts))
        }
        // Without a quote the wording must speak for it.
        if finding.isRelevant, !finding.quote.isVerified, finding.overlap < Self.relevantShare {
            finding.isRelevant = false
        }
        return finding
    }

    /// What an item counts that the judge left out.
    private static let silence = 0.3
    /// Content words of the input that a passage without a valid quote must hold to stay relevant.
    private static let relevantShare = 1.0 / 3

    /// Courtesy speaks to somebody: it asks, exclaims, or says I or you, and names no number. All else states something.
    func statesSomething(_ tokens: TokenizedText) -> Bool {
        guard tokens.numbers.isEmpty else { return true }
        let asksOrExclaims = tokens.original.scalars.last.map { [0x3F, 0x21, 0xFF1F, 0xFF01].contains($0) } ?? false
        return !asksOrExclaims && !tokens.words.contains { Self.persons.contains($0.key) }
    }

    /// Words by which a speaker names itself or whom it speaks to.
    private static let persons = Set(
        TokenizedText("i i'm i'd me my we we're us our you your yours bạn tôi mình em anh chị quý").words.map(\.key))

    /// Where a quote is in one chunk; one that shares no word with the topic, or is very short, shows less.
    private mutating func found(
        _ quote: String, in place: Int, about topic: Set<Int>
    ) -> (QuoteSupport, RetrievalFindings.Place?) {
        let parts = QuoteParts(quote, dataMark: nil)
        guard !parts.parts.isEmpty, case .found(let range) = parts.place(in: chunks[place]) else {
            quotes.count(exists: isSomewhere(parts))
            return (.rejected, nil)
        }
        quotes.count(exists: true)
        let isTelling = parts.rejection == nil && !Self.stems(parts.words).isDisjoint(with: topic)
        return (isTelling ? .exact : .fuzzy, self.place(place, range))
    }

    /// Whether quoted words are in any chunk: a quote from another one proves nothing, but it is no forgery.
    private func isSomewhere(_ parts: QuoteParts) -> Bool {
        !parts.parts.isEmpty
            && chunks.contains { text in
                if case .found = parts.place(in: text) { true } else { false }
            }
    }

    func place(_ chunk: Int, _ range: Range<Int>) -> RetrievalFindings.Place {
        let shown = task.chunks[chunk]
        return RetrievalFindings.Place(
            source: shown.source, range: shown.start + range.lowerBound..<shown.start + range.upperBound,
            text: chunks[chunk].original.text(range))
    }
}
