/// The sentences of a text in parts that one task can hold each.
struct SentenceParts {
    private(set) var parts: [[NumberedText]] = []
    /// Share of the text, in scalars of its sentences, that the parts cover, 0 to 1; 1 only when all is covered.
    private(set) var coverage: Double = 1

    /// Scalars of one part.
    static let length = 16_000

    init(_ sentences: [Sentence], policy: EvaluationPolicy) {
        guard !sentences.isEmpty else { return }
        parts = [[]]
        var length = 0
        for sentence in sentences {
            let size = sentence.range.scalars.count
            let last = parts.count - 1
            let isFull = parts[last].count >= policy.sentencesPerTask || length + size > Self.length
            if isFull, !parts[last].isEmpty {
                guard parts.count < policy.partsPerAnswer else { break }
                parts.append([])
                length = 0
            }
            parts[parts.count - 1].append(NumberedText(id: sentence.id, text: sentence.text))
            length += size
        }
        let shown = parts.reduce(0) { $0 + $1.count }
        guard shown < sentences.count else { return }
        let scalars = { (some: ArraySlice<Sentence>) in some.reduce(0) { $0 + $1.range.scalars.count } }
        coverage = Double(scalars(sentences.prefix(shown))) / Double(max(1, scalars(sentences[...])))
    }
}
