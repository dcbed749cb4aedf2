/// Says whether a text quotes an attack to explain it, as warnings and papers do.
///
/// Quotation marks alone prove nothing, nor does "for example": both are free to an attacker. What counts is talk of
/// attacks, outside the quotation and near it; where the quotation speaks to the evaluator and asks for a score, twice.
struct InjectionMention {
    /// Quoted ranges in order.
    private let quotes: [Range<Int>]
    /// Where the words begin that explain, outside quotations.
    private let explanations: [Int]
    private let text: ArraySlice<UInt8>

    /// How far a quotation goes on at most, and how far before and after it an explanation stands, in bytes.
    private static let longestQuote = 400
    private static let reach = 160

    init(_ text: ArraySlice<UInt8>, _ cues: [PhraseMatcher<InjectionCue>.Match]) {
        self.text = text
        let quotes = Self.quotes(text)
        var next = 0
        var explanations: [Int] = []
        for cue in cues where cue.tag == .discussion {
            let place = cue.range.lowerBound
            // Cues come in order of their ends, which is nearly that of their starts.
            while next < quotes.count, quotes[next].upperBound <= place { next += 1 }
            if next == quotes.count || !quotes[next].contains(place) { explanations.append(place) }
        }
        self.quotes = explanations.isEmpty ? [] : quotes
        self.explanations = explanations
    }

    /// Whether a passage is quoted by a text that explains it.
    func explains(_ passage: Range<Int>, isDemand: Bool) -> Bool {
        guard let first = quotes.first(where: { $0.upperBound > passage.lowerBound }), first.overlaps(passage) else {
            return false
        }
        return explanations(near: first.lowerBound..<max(first.upperBound, passage.upperBound)) >= (isDemand ? 2 : 1)
    }

    /// How many explanations stand near a range, in its paragraph.
    func explanations(near range: Range<Int>) -> Int {
        explanations.count { place in
            guard place < range.upperBound + Self.reach, place >= range.lowerBound - Self.reach else { return false }
            let gap = place < range.lowerBound ? place..<range.lowerBound : min(range.upperBound, place)..<place
            return !hasBlankLine(gap)
        }
    }

    private func hasBlankLine(_ range: Range<Int>) -> Bool {
        var isLineEnd = false
        for byte in text[range.clamped(to: text.startIndex..<text.endIndex)] {
            if byte == 0x0A {
                if isLineEnd { return true }
                isLineEnd = true
            } else if byte > 0x20 {
                isLineEnd = false
            }
        }
        return false
    }

    /// Text between double quotation marks or single backticks; marks too far apart open anew.
    private static func quotes(_ text: ArraySlice<UInt8>) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var open: (place: Int, mark: UInt8)?
        var index = text.startIndex
        while index < text.endIndex {
            let mark = text[index]
            guard mark == 0x22 || mark == 0x60 else {
                index += 1
                continue
            }
            var end = index
            while end < text.endIndex, text[end] == mark { end += 1 }
            // Three backticks fence code, which may speak for itself.
            if mark == 0x22 || end - index == 1 {
                if let start = open, start.mark == mark, index - start.place <= longestQuote {
                    ranges.append(start.place..<end)
                    open = nil
                } else if open == nil || index - (open?.place ?? 0) > longestQuote {
                    open = (index, mark)
                }
            }
            index = end
        }
        return ranges
    }
}
