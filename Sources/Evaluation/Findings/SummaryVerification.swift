/// Checks what a judge says about a summary and its source against their words.
struct SummaryVerification {
    let start: Int
    let source: TokenizedText
    private let sourceStems: Set<Int>
    let summary: TokenizedText
    private let summaryStems: Set<Int>
    private(set) var quotes = QuoteTally()

    /// What a point counts that the judge left out.
    private static let silence = 0.3
    /// Content words of a passage that the summary must hold to uphold a verdict without a valid quote.
    private static let lexicalShare = 0.8

    init(_ task: SummaryTask) {
        start = task.start
        source = TokenizedText(task.source)
        sourceStems = Self.stems(source)
        summary = TokenizedText(task.summary)
        summaryStems = Self.stems(summary)
    }

    private static func stems(_ text: TokenizedText) -> Set<Int> {
        Set(text.words.lazy.filter(\.isContent).map(\.stem))
    }

    private static func share(of wanted: Set<Int>, in offered: Set<Int>) -> Double {
        wanted.isEmpty ? 0 : Double(wanted.intersection(offered).count) / Double(wanted.count)
    }

    /// Where a quote is in the source; nil when it is not there, or is too short to be a point.
    mutating func sourcePassage(_ quote: String) -> SummaryFindings.Passage? {
        let parts = QuoteParts(quote, dataMark: nil)
        guard !parts.parts.isEmpty, case .found(let range) = parts.place(in: source) else {
            quotes.count(exists: false)
            return nil
        }
        quotes.count(exists: true)
        let isWhole = range.count * 2 > source.original.count
        guard parts.rejection == nil || isWhole else { return nil }
        return SummaryFindings.Passage(
            text: source.original.text(range), range: start + range.lowerBound..<start + range.upperBound)
    }

    /// A verdict on a key point; nil is the judge's silence.
    mutating func point(
        _ id: String, _ text: String, at passage: SummaryFindings.Passage,
        said: (covered: SummaryTask.Covered, quote: String?, stated: Double)?
    ) -> SummaryFindings.Point {
        let wanted = Self.stems(TokenizedText(passage.text))
        var point = SummaryFindings.Point(
            id: id, text: text, source: passage, covered: said?.covered ?? .no, stated: said?.stated ?? Self.silence,
            quote: .none, overlap: Self.share(of: wanted, in: summaryStems), isMissing: said == nil)
        if let quote = said?.quote { (point.quote, point.place) = summaryPassage(quote) }
        if point.covered != .no, !point.quote.isVerified, point.overlap < Self.lexicalShare { point.covered = .no }
        return point
    }

    /// What both texts say to a question; nil is the judge's silence. Only the same answer of both covers it.
    mutating func question(
        _ question: NumberedText,
        said: (
            source: SummaryTask.Answer, sourceQuote: String?, summary: SummaryTask.Answer, summaryQuote: String?,
            stated: Double
        )?
    ) -> SummaryFindings.Point {
        let wanted = Self.stems(TokenizedText(question.text))
        var point = SummaryFindings.Point(
            id: question.id, text: question.text, source: nil, covered: .no, stated: said?.stated ?? Self.silence,
            quote: .none, overlap: Self.share(of: wanted, in: summaryStems), isMissing: said == nil)
        guard let said else { return point }
        point.source = said.sourceQuote.flatMap { sourcePassage($0) }
        if let quote = said.summaryQuote { (point.quote, point.place) = summaryPassage(quote) }
        guard said.source != .unstated else {
            // A source that holds the question's own words is not silent on it, whatever the judge says.
            point.isUnstated = Self.share(of: wanted, in: sourceStems) < Self.lexicalShare || wanted.isEmpty
            if !point.isUnstated {
                point.isMissing = true
                point.stated = Self.silence
            }
            return point
        }
        let isBorneOut = point.quote.isVerified || point.overlap >= Self.lexicalShare
        if said.summary == said.source, isBorneOut { point.covered = .full }
        return point
    }

    private mutating func summaryPassage(_ quote: String) -> (QuoteSupport, SummaryFindings.Passage?) {
        let parts = QuoteParts(quote, dataMark: nil)
        guard !parts.parts.isEmpty, case .found(let range) = parts.place(in: summary) else {
            quotes.count(exists: false)
            return (.rejected, nil)
        }
        quotes.count(exists: true)
        return (
            parts.rejection == nil ? .exact : .fuzzy,
            SummaryFindings.Passage(text: summary.original.text(range), range: range)
        )
    }
}
