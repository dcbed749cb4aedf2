/// Retrieved texts as judges are shown them: numbered by rank, cut into passages, in parts that one task can hold each.
///
/// Texts with the same words share the best of their ranks. Blank texts are not shown, but they keep theirs.
struct RetrievedChunks {
    /// The chunks of each task, in the order of the ranking.
    private(set) var parts: [[RetrievalTask.Chunk]] = []
    /// Share of the text that the parts show, in scalars, 0 to 1.
    private(set) var coverage: Double = 1

    /// Scalars of the chunks of one task.
    static let budget = 32_000
    /// Passages of the chunks of one task.
    static let passagesPerTask = 120
    /// Passages of a chunk of usual length; short sentences of one with more are taken together.
    static let passagesPerChunk = 12
    /// Scalars of a passage, from which on no further sentence is added to it.
    static let passageLength = 600
    /// Scalars of a passage that consists of one overlong piece, such as a block of code.
    static let maximumPassage = 4_000

    init(_ texts: [String], policy: EvaluationPolicy) {
        var filling = Filling(limit: policy.partsPerAnswer)
        var known: Set<[Int]> = []
        var rank = 0
        var total = 0
        for (source, text) in texts.enumerated() {
            let tokens = TokenizedText(text)
            guard known.insert(tokens.words.map(\.key)).inserted else { continue }
            rank += 1
            let ranges = Self.passages(of: tokens.original)
            total += ranges.reduce(0) { $0 + $1.count }
            filling.add(ranges, of: tokens.original, rank: rank, source: source)
        }
        parts = filling.parts
        coverage = filling.shown < total ? Double(filling.shown) / Double(total) : 1
    }

    /// Where the passages of a text are: a sentence each, or neighbours together when they are many and short.
    private static func passages(of text: ScalarText) -> [Range<Int>] {
        let sentences = SentenceSplitter().split(text).map(\.range.scalars)
        let isLong = sentences.count > passagesPerChunk
        let wanted = isLong ? min(passageLength, text.count / passagesPerChunk) : 0
        var ranges: [Range<Int>] = []
        var open: Range<Int>?
        for sentence in sentences {
            let joined = (open?.lowerBound ?? sentence.lowerBound)..<sentence.upperBound
            if joined.count >= wanted {
                ranges.append(joined)
                open = nil
            } else {
                open = joined
            }
        }
        if let open { ranges.append(open) }
        return ranges.flatMap { range in
            stride(from: range.lowerBound, to: range.upperBound, by: maximumPassage).map {
                $0..<min(range.upperBound, $0 + maximumPassage)
            }
        }
    }

    /// Parts that grow passage by passage.
    private struct Filling {
        let limit: Int
        private(set) var parts: [[RetrievalTask.Chunk]] = []
        /// Scalars of all parts.
        private(set) var shown = 0
        private var size = 0
        private var passages = 0
        private var isFull = false

        init(limit: Int) { self.limit = limit }

        /// Adds a chunk, to the last part if it fits there as a whole, else from a new part on.
        mutating func add(_ ranges: [Range<Int>], of text: ScalarText, rank: Int, source: Int) {
            guard !ranges.isEmpty, !isFull else { return }
            var from = 0
            if !fits(ranges[...]) { startPart() }
            while from < ranges.count {
                var end = from + 1
                while end < ranges.count, fits(ranges[from...end]) { end += 1 }
                guard openPart() else { return }
                append(ranges[from..<end], numberedFrom: from + 1, of: text, rank: rank, source: source)
                from = end
                if from < ranges.count { startPart() }
            }
        }

        private func fits(_ ranges: ArraySlice<Range<Int>>) -> Bool {
            guard let first = ranges.first, let last = ranges.last else { return true }
            return size + last.upperBound - first.lowerBound <= RetrievedChunks.budget
                && passages + ranges.count <= RetrievedChunks.passagesPerTask
        }

        private mutating func startPart() {
            size = 0
            passages = 0
        }

        /// A part to add to; false when there may be no more.
        private mutating func openPart() -> Bool {
            guard size == 0 else { return true }
            isFull = parts.count >= limit
            if !isFull { parts.append([]) }
            return !isFull
        }

        private mutating func append(
            _ ranges: ArraySlice<Range<Int>>, numberedFrom number: Int, of text: ScalarText, rank: Int, source: Int
        ) {
            guard let first = ranges.first, let last = ranges.last else { return }
            let range = first.lowerBound..<last.upperBound
            parts[parts.count - 1].append(
                RetrievalTask.Chunk(
                    rank: rank, source: source, start: range.lowerBound, text: text.text(range),
                    passages: ranges.enumerated().map { place, range in
                        RetrievalTask.Passage(
                            id: "e\(rank).\(number + place)", text: text.text(range), range: range)
                    }))
            size += range.count
            passages += ranges.count
            shown += ranges.reduce(0) { $0 + $1.count }
        }
    }
}
