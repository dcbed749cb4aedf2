/// Checks the claims of one answer against the evidence, and that every sentence was answered for.
struct ClaimVerification {
    /// What a sentence counts that the judge left out.
    private static let missingProbability = 0.3
    /// Content words of a sentence that its claims must hold together; else they are claims of some other sentence.
    private static let coveredShare = 1.0 / 3

    private let document: JudgedDocument
    private var evidence: EvidenceIndex
    private let isClosedBook: Bool
    private var claims: [String: [GroundingFindings.Claim]] = [:]
    /// The stems of all claims of a sentence that was not taken as a whole.
    private var claimed: [String: [StemSet]] = [:]
    /// The sentences that were read so far.
    private var read: [String: TokenizedText] = [:]
    private(set) var quotes = QuoteTally()

    init(document: JudgedDocument, evidence: EvidenceIndex, isClosedBook: Bool) {
        self.document = document
        self.evidence = evidence
        self.isClosedBook = isClosedBook
    }

    mutating func add(
        sentence: Sentence, claim: String?, verdict: GroundingTask.Verdict, eid: String?, quote: String?,
        stated: Double
    ) {
        let text = claim ?? sentence.text
        let tokens = claim.map { TokenizedText($0) } ?? tokens(of: sentence)
        var finding = self.claim(text, tokens, in: sentence, verdict: verdict, stated: stated)
        if finding.isAddressedToEvaluator {
            finding.verdict = .notAClaim
        } else if verdict == .supported || verdict == .contradicted, !isClosedBook {
            check(&finding, tokens, quote: quote, eid: eid)
        }
        claims[sentence.id, default: []].append(finding)
        // A sentence taken whole, or said to claim nothing, is covered by itself.
        let said = verdict == .notAClaim && claim != nil ? self.tokens(of: sentence) : tokens
        claimed[sentence.id, default: []].append(said.stems)
    }

    /// Takes a sentence as one claim, with a small model's probability that the evidence says it; the passage is the one
    /// that shares most words with it.
    ///
    /// - Parameters:
    ///   - yes: 0 to 1; nil when the sentence claims nothing.
    ///   - shown: the evidence it was asked against; nil for all of it.
    mutating func add(sentence: Sentence, yes: Double?, among shown: EvidenceIndex? = nil) {
        let whole = evidence
        evidence = shown ?? whole
        defer { evidence = whole }
        let tokens = tokens(of: sentence)
        var finding = claim(
            sentence.text, tokens, in: sentence, verdict: .notAClaim, stated: Certainty.measured)
        finding.isMeasured = true
        if let yes, !finding.isAddressedToEvaluator {
            let nearest = isClosedBook ? nil : closest(to: tokens)
            let overlap = nearest.map { TextOverlap(claim: tokens, evidence: evidence.chunks[$0].tokens) }
            let lacksNumber =
                !isClosedBook
                && !tokens.numbers.allSatisfy { number in
                    evidence.chunks.contains { $0.tokens.numbers.contains { $0.matches(number) } }
                }
            let differs =
                nearest.flatMap { place in
                    overlap.map { Self.negationDiffers(tokens, evidence.chunks[place].tokens, window: $0.window) }
                } ?? false
            let support = ClaimSupport(
                yes: yes, share: isClosedBook ? nil : finding.overlap, lacksNumber: lacksNumber,
                negationDiffers: differs)
            // A model that a text speaks to may believe it: there its yes needs a word of the evidence.
            let isForeign = !isClosedBook && finding.overlap == 0 && !document.addressedToEvaluator.isEmpty
            let isSupported = support.isSupported && !isForeign
            // What the evidence says in nearly these words, but with another number or turned around, it denies.
            let isDenied = (lacksNumber || differs) && finding.overlap >= Self.deniedShare
            finding.verdict = isSupported ? .supported : isDenied ? .contradicted : .notInEvidence
            finding.stated = isForeign ? min(support.certainty, Certainty.unquoted) : support.certainty
            finding.probability = isForeign ? min(support.probability, 1 - Certainty.unquoted) : support.probability
            finding.lacksNumber = isSupported && lacksNumber
            if let nearest, let window = overlap?.window, !window.isEmpty, finding.verdict != .notInEvidence {
                finding.passage = passage(nearest, window)
            }
        }
        claims[sentence.id, default: []].append(finding)
        claimed[sentence.id, default: []].append(tokens.stems)
    }

    /// Chunks with equally many of a claim's words that are looked into.
    private static let comparedChunks = 8

    /// The place of the chunk that holds most of a claim's content words, of equals the one that holds them closest
    /// together; nil when none holds any.
    private func closest(to claim: TokenizedText) -> Int? {
        let shares = evidence.shares(of: claim)
        guard let best = shares.max(), best > 0 else { return nil }
        let equals = shares.indices.filter { shares[$0] == best }.prefix(Self.comparedChunks)
        guard equals.count > 1 else { return equals.first }
        let windows = equals.map { place in
            let overlap = TextOverlap(claim: claim, evidence: evidence.chunks[place].tokens)
            return (place: place, precision: overlap.windowPrecision)
        }
        return windows.max { ($0.precision, $1.place) < ($1.precision, $0.place) }?.place
    }

    /// Content words of a sentence that evidence must share to deny it.
    private static let deniedShare = 0.6

    /// Whether one of a claim and the sentences around a window of evidence is negated and the other is not. Only where
    /// the window holds most of the claim.
    static func negationDiffers(_ claim: TokenizedText, _ text: TokenizedText, window: Range<Int>) -> Bool {
        let overlap = Set(claim.words.lazy.filter(\.isContent).map(\.stem))
        var held: Set<Int> = []
        var isNegated = false
        for word in text.words where window.overlaps(text.normalized.originalRange(word.range)) {
            if word.isContent { held.insert(word.stem) }
            if word.isNegation { isNegated.toggle() }
        }
        guard !overlap.isEmpty, Double(overlap.intersection(held).count) >= deniedShare * Double(overlap.count) else {
            return false
        }
        return isNegated != (claim.words.count(where: \.isNegation) % 2 == 1)
    }

    /// The claims in the order of the text; a sentence without any counts as not in the evidence.
    mutating func complete(_ sentences: [NumberedText]) -> [GroundingFindings.Claim] {
        var all: [GroundingFindings.Claim] = []
        for shown in sentences {
            if let found = claims[shown.id] { all += found }
            if let sentence = document.sentence(shown.id), !isCovered(sentence) {
                var missing = claim(
                    sentence.text, tokens(of: sentence), in: sentence, verdict: .notInEvidence,
                    stated: Self.missingProbability)
                missing.isMissing = true
                if missing.isAddressedToEvaluator { missing.verdict = .notAClaim }
                all.append(missing)
            }
        }
        return all
    }

    /// Whether the claims given for a sentence say what it says: a true claim under the number of a false sentence must
    /// not stand for it.
    private mutating func isCovered(_ sentence: Sentence) -> Bool {
        guard let said = claimed[sentence.id] else { return false }
        let wanted = tokens(of: sentence).stems
        return wanted.isEmpty || Double(wanted.shared(withAnyOf: said)) >= Self.coveredShare * Double(wanted.count)
    }

    /// A sentence by itself; each is read once.
    private mutating func tokens(of sentence: Sentence) -> TokenizedText {
        if let known = read[sentence.id] { return known }
        let tokens = TokenizedText(sentence.text)
        read[sentence.id] = tokens
        return tokens
    }

    private func claim(
        _ text: String, _ tokens: TokenizedText, in sentence: Sentence, verdict: GroundingTask.Verdict,
        stated: Double
    ) -> GroundingFindings.Claim {
        GroundingFindings.Claim(
            sentence: sentence.id, text: text, verdict: verdict, stated: stated, quote: .none, passage: nil,
            overlap: evidence.overlap(of: tokens), lacksNumber: false, isLexical: false, isMissing: false,
            isAddressedToEvaluator: document.addressedToEvaluator.contains(sentence.number),
            isSpecific: !tokens.numbers.isEmpty || tokens.words.contains(where: \.isNamed) || Self.holdsURL(text),
            range: sentence.range.scalars, key: tokens.words.map(\.key))
    }

    private static func holdsURL(_ text: String) -> Bool {
        var rest = text.utf8[...]
        while let colon = rest.firstIndex(of: UInt8(ascii: ":")) {
            rest = rest[text.utf8.index(after: colon)...]
            if rest.starts(with: "//".utf8) { return true }
        }
        return false
    }

    private mutating func check(
        _ claim: inout GroundingFindings.Claim, _ tokens: TokenizedText, quote: String?, eid: String?
    ) {
        if let quote {
            let verdict = evidence.verifier.verify(quote: quote, claim: tokens, namedChunk: evidence.place(of: eid))
            quotes.count(exists: verdict.exists)
            claim.quote = QuoteSupport(verdict)
            switch verdict {
            case .exact(let chunk, let start, let end), .fuzzy(let chunk, let start, let end):
                claim.passage = passage(chunk, start..<end)
                claim.lacksNumber =
                    claim.verdict == .supported && !tokens.numbers.allSatisfy { evidence.holds($0) }
                return
            case .rejected: break
            }
        }
        if claim.verdict == .supported, let passage = lexicalSupport(tokens) {
            claim.passage = passage
            claim.isLexical = true
        } else {
            claim.verdict = .notInEvidence
        }
    }

    /// A window of evidence that says the claim in nearly its own words.
    private func lexicalSupport(_ claim: TokenizedText) -> GroundingFindings.Passage? {
        for (place, chunk) in evidence.chunks.enumerated() {
            if let window = LexicalSupport.window(for: claim, in: chunk.tokens) { return passage(place, window) }
        }
        return nil
    }

    private func passage(_ place: Int, _ range: Range<Int>) -> GroundingFindings.Passage {
        let chunk = evidence.chunks[place]
        return GroundingFindings.Passage(
            source: chunk.source, range: chunk.start + range.lowerBound..<chunk.start + range.upperBound,
            text: chunk.tokens.original.text(range))
    }
}
