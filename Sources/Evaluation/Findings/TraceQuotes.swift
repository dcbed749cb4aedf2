/// Looks for a judge's quotes in the lines of a run that it was shown.
struct TraceQuotes {
    /// Share of a statement's content words that a step must hold to bear it out without a quote.
    private static let lexicalShare = 0.3

    private let lines: [TraceTask.Line]
    private let places: [String: Int]
    private let tokens: [TokenizedText]
    private let stems: [Set<Int>]
    private(set) var tally = QuoteTally()

    init(_ lines: [TraceTask.Line]) {
        self.lines = lines
        tokens = lines.map { TokenizedText($0.text) }
        stems = tokens.map { Self.stems($0) }
        var places: [String: Int] = [:]
        for (place, line) in lines.enumerated() { places[line.id] = places[line.id] ?? place }
        self.places = places
    }

    /// Where a line stands; nil for one that was not shown.
    func place(of id: String) -> Int? { places[id] }

    /// A line as it was shown.
    func text(of id: String) -> ScalarText? { places[id].map { tokens[$0].original } }

    /// The passage that a quote names, in the line named if it is there, else in the first of the others.
    ///
    /// - Parameter allowed: lines by place that may bear it out.
    mutating func find(
        _ quote: String, named: String?, where allowed: (Int, TraceTask.Line) -> Bool
    ) -> (support: QuoteSupport, passage: TraceFindings.Passage?) {
        let words = QuoteParts(quote, dataMark: nil)
        guard words.rejection != .empty, words.rejection != .tooLong else {
            tally.count(exists: false)
            return (.rejected, nil)
        }
        let first = named.flatMap { places[$0] }
        // A word or two may be anywhere; they count only where they were said to be.
        let isShort = words.rejection == .tooShort
        let others = isShort && first != nil ? [] : lines.indices.filter { $0 != first }
        for place in (first.map { [$0] } ?? []) + others where allowed(place, lines[place]) {
            guard case .found(let range) = words.place(in: tokens[place]) else { continue }
            tally.count(exists: true)
            return (
                isShort ? .fuzzy : .exact,
                TraceFindings.Passage(
                    line: lines[place].id, text: tokens[place].original.text(range), range: range)
            )
        }
        tally.count(exists: false)
        return (.rejected, nil)
    }

    /// Whether a line speaks of what a text says.
    func bears(_ id: String, out text: String) -> Bool {
        guard let place = places[id] else { return false }
        let wanted = Self.stems(TokenizedText(text))
        guard !wanted.isEmpty else { return false }
        return Double(wanted.intersection(stems[place]).count) >= Self.lexicalShare * Double(wanted.count)
    }

    /// The share of a text's content words that lines before a place hold; 1 for a text without words.
    func overlap(of text: String, before place: Int) -> Double {
        let wanted = Self.stems(TokenizedText(text))
        guard !wanted.isEmpty else { return 1 }
        var missing = wanted
        for stems in stems[..<place] where !missing.isEmpty { missing.subtract(stems) }
        return Double(wanted.count - missing.count) / Double(wanted.count)
    }

    private static func stems(_ tokens: TokenizedText) -> Set<Int> {
        Set(tokens.words.lazy.filter(\.isContent).map(\.stem))
    }
}
