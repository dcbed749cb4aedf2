/// A long text in parts that one task can hold each, cut at the ends of sentences.
struct TextParts {
    /// One part.
    struct Part {
        /// Where it begins in the whole, in Unicode scalars.
        let start: Int
        let text: String
    }

    private(set) var parts: [Part] = []
    /// Share of the text that the parts hold, 0 to 1.
    private(set) var coverage: Double = 1

    /// - Parameters:
    ///   - length: scalars of one part; a longer sentence is cut there.
    ///   - limit: parts; what lies behind is left out.
    init(_ text: String, length: Int, limit: Int) {
        let text = ScalarText(text)
        guard text.count > length else {
            if text.count > 0 { parts = [Part(start: 0, text: text.string)] }
            return
        }
        var ranges: [Range<Int>] = []
        for sentence in SentenceSplitter().split(text) {
            let range = sentence.range.scalars
            if let last = ranges.last, range.upperBound - last.lowerBound <= length {
                ranges[ranges.count - 1] = last.lowerBound..<range.upperBound
            } else {
                ranges += stride(from: range.lowerBound, to: range.upperBound, by: length).map {
                    $0..<min(range.upperBound, $0 + length)
                }
            }
        }
        let shown = ranges.prefix(limit)
        parts = shown.map { Part(start: $0.lowerBound, text: text.text($0)) }
        guard shown.count < ranges.count, let first = ranges.first, let last = ranges.last, let end = shown.last else {
            return
        }
        coverage = Double(end.upperBound - first.lowerBound) / Double(last.upperBound - first.lowerBound)
    }
}
