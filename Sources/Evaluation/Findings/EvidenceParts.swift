/// Pieces of evidence in parts that one question can hold each: the nearest ones in the first part, the next in the second.
struct EvidenceParts {
    /// Places of pieces, in order; none is empty.
    private(set) var parts: [[Int]] = []

    /// - Parameters:
    ///   - lengths: of the pieces, in scalars; a longer one than `length` is a part by itself.
    ///   - nearness: how much each has to do with what is asked.
    ///   - length: scalars of one part.
    ///   - most: parts; the pieces behind them are left out.
    init(lengths: [Int], nearness: [Int], length: Int, most: Int) {
        guard lengths.reduce(0, +) > length else {
            if !lengths.isEmpty { parts = [Array(lengths.indices)] }
            return
        }
        var left = lengths.indices.sorted { (nearness[$1], $0) < (nearness[$0], $1) }
        while !left.isEmpty, parts.count < most {
            var room = length
            var part: [Int] = []
            var passedOver: [Int] = []
            for place in left {
                if lengths[place] <= room || part.isEmpty {
                    room -= lengths[place]
                    part.append(place)
                } else {
                    passedOver.append(place)
                }
            }
            parts.append(part.sorted())
            left = passedOver
        }
    }

    /// The places of all pieces that are in a part, in order.
    var kept: [Int] { parts.joined().sorted() }
}

/// A text cut at the ends of sentences.
struct EvidencePieces {
    /// In order; each with where it begins, in Unicode scalars.
    private(set) var pieces: [(start: Int, text: ScalarText)] = []

    /// - Parameter length: scalars of a piece.
    init(_ text: ScalarText, length: Int) {
        guard text.count > length else {
            pieces = [(0, text)]
            return
        }
        var start = 0
        var end = 0
        for sentence in SentenceSplitter().split(text) {
            let range = sentence.range.scalars
            if range.upperBound - start > length, end > start {
                pieces.append((start, ScalarText(text.text(start..<end))))
                start = range.lowerBound
            }
            end = range.upperBound
        }
        if end > start { pieces.append((start, ScalarText(text.text(start..<end)))) }
    }
}
