/// Evidence as plain questions about sentences show it: all of it where it is short; else to each sentence the chunks nearest
/// to it, and in further rounds the next ones.
struct PlainEvidence {
    /// Scalars of evidence in one question.
    static let length = 12_000
    /// Chunks of long evidence in the first question about a sentence.
    private static let nearestChunks = 3

    let index: EvidenceIndex
    /// It is too long for one question.
    let isLong: Bool
    /// 0 is the first round.
    var round = 0
    /// Places of chunks in rounds, by the sentence's id.
    private var rounds: [String: [[Int]]] = [:]

    /// - Parameters:
    ///   - index: all of the evidence.
    ///   - sentences: what will be asked about.
    init(_ index: EvidenceIndex, sentences: [NumberedText]) {
        self.index = index
        isLong = index.length > Self.length
        guard isLong else { return }
        for sentence in sentences { rounds[sentence.id] = Self.rounds(sentence.text, index) }
    }

    /// The chunks by the words they share with a sentence, first the nearest few, then as many as a question holds. All of
    /// them.
    private static func rounds(_ sentence: String, _ index: EvidenceIndex) -> [[Int]] {
        let shares = index.shares(of: TokenizedText(sentence))
        let ranked = shares.indices.sorted { (shares[$1], $0) < (shares[$0], $1) }
        var rounds = [Array(ranked.prefix(nearestChunks))]
        var room = 0
        for place in ranked.dropFirst(nearestChunks) {
            let size = index.chunks[place].length
            if size > room {
                rounds.append([])
                room = length
            }
            rounds[rounds.count - 1].append(place)
            room -= size
        }
        return rounds.prefix(max(1, index.mostParts)).map { $0.sorted() }
    }

    /// Whether there is evidence for a sentence in this round.
    func has(_ sentence: NumberedText) -> Bool {
        isLong ? round < min(index.mostParts, rounds[sentence.id]?.count ?? 0) : round == 0
    }

    /// Places of the chunks that a sentence is shown in this round; nil when it is shown all. A canary, which is no sentence
    /// of the answer, is shown the chunks nearest to it in every round: its truth must be there to be seen.
    func shown(to sentence: NumberedText) -> [Int]? {
        guard isLong else { return nil }
        guard let own = rounds[sentence.id] else { return Self.rounds(sentence.text, index).first ?? [] }
        return own.indices.contains(round) ? own[round] : []
    }

    /// A yes as it counts in this round: its odds divided by the parts that were asked so far.
    ///
    /// Each further part is a further chance of a false yes. With the prior odds divided among the parts, as Bonferroni's
    /// correction divides a level of significance, the chance that any of them is false does not grow with their number.
    func discounted(_ yes: Double) -> Double {
        guard isLong, round > 0 else { return yes }
        return yes / (yes + Double(round + 1) * (1 - yes))
    }

    /// Share of the evidence that a sentence was shown in all rounds up to this one, 0 to 1.
    func coverage(of sentence: String) -> Double {
        guard isLong else { return index.share }
        let shown = (rounds[sentence] ?? []).prefix(round + 1).joined()
        let length = shown.reduce(0) { $0 + index.chunks[$1].length }
        return index.share * Double(length) / Double(max(1, index.length))
    }
}
