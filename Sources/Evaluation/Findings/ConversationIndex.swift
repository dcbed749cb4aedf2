/// The turns that one task shows, tokenized once: what its answer is verified against.
struct ConversationIndex {
    /// A shown turn.
    struct Entry {
        let line: ConversationTask.Line
        let tokens: TokenizedText
    }

    /// In the order of the conversation.
    let entries: [Entry]
    private let places: [String: Int]

    init(_ task: ConversationTask) {
        entries = task.lines.map { Entry(line: $0, tokens: TokenizedText($0.text)) }
        places = Dictionary(task.lines.enumerated().map { ($0.element.id, $0.offset) }) { first, _ in first }
    }

    subscript(_ id: String) -> Entry? { places[id].map { entries[$0] } }

    subscript(_ number: Int) -> Entry? { self["t\(number)"] }

    /// Where a quote is in one of some turns, the first that has it.
    ///
    /// Without a quote the support is `none`, with one that is nowhere `rejected`.
    func support(
        of quote: String?, in entries: some Sequence<Entry>
    ) -> (QuoteSupport, ConversationFindings.Passage?) {
        guard let quote else { return (.none, nil) }
        let parts = QuoteParts(quote, dataMark: nil)
        guard !parts.parts.isEmpty else { return (.rejected, nil) }
        for entry in entries {
            if case .found(let range) = parts.place(in: entry.tokens) { return (.exact, entry.passage(range)) }
        }
        guard parts.parts.count == 1, parts.words.words.count <= QuoteVerifier.maximumWords else {
            return (.rejected, nil)
        }
        for entry in entries {
            if case .same(let range) = FuzzyQuote(parts.words, in: entry.tokens).match {
                return (.fuzzy, entry.passage(range))
            }
        }
        return (.rejected, nil)
    }
}

extension ConversationIndex.Entry {
    func passage(_ range: Range<Int>) -> ConversationFindings.Passage {
        ConversationFindings.Passage(turn: line.number, text: tokens.original.text(range), range: range)
    }

    /// The whole turn.
    var whole: ConversationFindings.Passage { passage(0..<tokens.original.count) }

    /// The share of some content words that the turn holds, 0 to 1; 0 of none.
    func share(of text: String) -> Double {
        let wanted = Set(TokenizedText(text).words.lazy.filter(\.isContent).map(\.stem))
        guard !wanted.isEmpty else { return 0 }
        let held = Set(tokens.words.lazy.filter(\.isContent).map(\.stem))
        return Double(wanted.intersection(held).count) / Double(wanted.count)
    }

    /// Whether it ends a sentence as a question does.
    var asks: Bool { tokens.original.scalars.contains { $0 == 0x3F || $0 == 0xFF1F } }
}
