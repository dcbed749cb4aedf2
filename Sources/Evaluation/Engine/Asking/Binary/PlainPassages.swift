/// A text in pieces that one plain question each is asked about: its sentences, neighbours taken together where there are
/// more of them than may be asked about. All of the text is in a piece.
struct PlainPassages {
    /// Scalars of one piece; a longer sentence is cut.
    private static let longest = 4_000

    /// Unicode scalar offsets, in order.
    let ranges: [Range<Int>]

    /// - Parameter most: pieces, 1 or more; overlong sentences may add some.
    init(_ text: ScalarText, most: Int) {
        let sentences = SentenceSplitter().split(text).map(\.range.scalars)
        let all = sentences.reduce(0) { $0 + $1.count }
        let wanted = sentences.count > max(1, most) ? (all + most - 1) / max(1, most) : 0
        var ranges: [Range<Int>] = []
        var open: Range<Int>?
        for sentence in sentences {
            let joined = (open?.lowerBound ?? sentence.lowerBound)..<sentence.upperBound
            open = joined.count >= wanted ? nil : joined
            if open == nil { ranges.append(joined) }
        }
        if let open { ranges.append(open) }
        self.ranges = ranges.flatMap { range in
            stride(from: range.lowerBound, to: range.upperBound, by: Self.longest).map {
                $0..<min(range.upperBound, $0 + Self.longest)
            }
        }
    }
}
