/// Looks for a quote in a text as words in order, some of them missing or added.
struct FuzzyQuote {
    /// The outcome of the search.
    enum Match: Equatable {
        /// Nearly the quote, and nothing that matters differs. Original scalar offsets.
        case same(Range<Int>)
        /// Nearly the quote, but a number, a negation or a name differs.
        case altered
        /// Nowhere near.
        case none
    }

    /// The best outcome over the text.
    let match: Match

    /// Share of a quote's words that a window must hold in order to count as nearly the same, 0...1.
    static let share = 0.9
    /// Windows that are compared word by word; the ones with most words in common come first.
    static let maximumWindows = 6

    init(_ quote: TokenizedText, in text: TokenizedText) {
        let length = quote.words.count
        let needed = Int((Self.share * Double(length)).rounded(.up))
        // Few words leave no room for a difference: below this, nine of ten is all of them.
        guard length >= 3, text.words.count >= needed else {
            match = .none
            return
        }
        var result = Match.none
        for window in Self.windows(quote, text, needed: needed) {
            guard let span = Self.span(quote, text, window, needed: needed) else { continue }
            if Self.agree(quote, text, span) {
                result = .same(text.originalRange(words: span))
                break
            }
            result = .altered
        }
        match = result
    }

    /// Windows of a ninth more words than the quote that share enough of them, best first.
    private static func windows(_ quote: TokenizedText, _ text: TokenizedText, needed: Int) -> [Range<Int>] {
        let size = min(text.words.count, quote.words.count + max(1, quote.words.count / 9))
        var wanted: [Int: Int] = [:]
        for word in quote.words { wanted[word.key, default: 0] += 1 }
        var seen: [Int: Int] = [:]
        var shared = 0
        var found: [(shared: Int, start: Int)] = []
        for (index, word) in text.words.enumerated() {
            if let limit = wanted[word.key] {
                seen[word.key, default: 0] += 1
                if seen[word.key, default: 0] <= limit { shared += 1 }
            }
            if index >= size, let limit = wanted[text.words[index - size].key] {
                let key = text.words[index - size].key
                if seen[key, default: 0] <= limit { shared -= 1 }
                seen[key, default: 0] -= 1
            }
            let start = index + 1 - size
            guard start >= 0, shared >= needed else { continue }
            if let last = found.last, start - last.start < size / 2 {
                if shared > last.shared { found[found.count - 1] = (shared, start) }
            } else {
                found.append((shared, start))
            }
        }
        return found.sorted { ($1.shared, $0.start) < ($0.shared, $1.start) }.prefix(maximumWindows).map {
            $0.start..<$0.start + size
        }
    }

    /// The part of a window from the first to the last word of the longest common subsequence, if that is long enough.
    private static func span(
        _ quote: TokenizedText, _ text: TokenizedText, _ window: Range<Int>, needed: Int
    ) -> Range<Int>? {
        let rows = quote.words.count
        let columns = window.count
        var table = [UInt16](repeating: 0, count: (rows + 1) * (columns + 1))
        for row in stride(from: rows - 1, through: 0, by: -1) {
            for column in stride(from: columns - 1, through: 0, by: -1) {
                let here = row * (columns + 1) + column
                let below = here + columns + 1
                if quote.words[row].key == text.words[window.lowerBound + column].key {
                    table[here] = table[below + 1] + 1
                } else {
                    table[here] = max(table[below], table[here + 1])
                }
            }
        }
        guard Int(table[0]) >= needed else { return nil }
        var row = 0
        var column = 0
        var first: Int?
        var last = 0
        while row < rows, column < columns {
            let here = row * (columns + 1) + column
            if quote.words[row].key == text.words[window.lowerBound + column].key {
                first = first ?? column
                last = column
                row += 1
                column += 1
            } else if table[here + columns + 1] >= table[here + 1] {
                row += 1
            } else {
                column += 1
            }
        }
        guard let first else { return nil }
        return (window.lowerBound + first)..<(window.lowerBound + last + 1)
    }

    /// Whether quote and span have the same numbers, negations and names.
    private static func agree(_ quote: TokenizedText, _ text: TokenizedText, _ span: Range<Int>) -> Bool {
        let words = text.words[span]
        guard quote.words.count(where: \.isNegation) == words.count(where: \.isNegation) else { return false }
        guard sorted(quote.words[...]) == sorted(words) else { return false }
        let quoted = Set(quote.words.lazy.map(\.key))
        let offered = Set(words.lazy.map(\.key))
        return quote.words.allSatisfy { !$0.isNamed || offered.contains($0.key) }
            && words.allSatisfy { !$0.isNamed || quoted.contains($0.key) }
    }

    private static func sorted(_ words: ArraySlice<Token>) -> [Int] {
        words.lazy.filter { $0.kind == .number }.map(\.key).sorted()
    }
}
