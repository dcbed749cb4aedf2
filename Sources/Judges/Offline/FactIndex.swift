internal import Evaluation

/// The sentences of the evidence, found by the words they hold.
struct FactIndex {
    /// One sentence of one chunk.
    struct Fact {
        let chunk: NumberedText
        let text: LexicalText
        /// Where the sentence is among all.
        let place: Int
        /// Unicode scalars from the start of its chunk.
        let range: Range<Int>
    }

    private var facts: [Fact] = []
    private var places: [Int: [Int]] = [:]
    private var chunkTexts: [String: ScalarText] = [:]

    /// Sentences remembered for one word; words found in more of them tell little, and hostile evidence costs no more.
    private static let placesPerWord = 256

    init(_ evidence: [NumberedText]) {
        for chunk in evidence {
            let decoded = ScalarText(chunk.text)
            chunkTexts[chunk.id] = decoded
            for sentence in SentenceSplitter().split(decoded) {
                let fact = Fact(
                    chunk: chunk, text: LexicalText(sentence.text), place: facts.count, range: sentence.range.scalars)
                for stem in fact.text.contentSet where (places[stem]?.count ?? 0) < Self.placesPerWord {
                    places[stem, default: []].append(fact.place)
                }
                facts.append(fact)
            }
        }
    }

    /// The sentences that share most words with a claim, at most 16, the earlier of equals first.
    func candidates(for claim: LexicalText) -> [Fact] {
        var shared: [Int: Int] = [:]
        for stem in claim.contentSet { for place in places[stem] ?? [] { shared[place, default: 0] += 1 } }
        let best = shared.sorted { ($0.value, $1.key) > ($1.value, $0.key) }
        return best.prefix(16).map { facts[$0.key] }
    }

    /// A sentence with its neighbours in the same chunk, as one text.
    func surroundings(of fact: Fact) -> LexicalText? {
        let neighbours = facts[max(0, fact.place - 1)...min(facts.count - 1, fact.place + 1)]
            .filter { $0.chunk.id == fact.chunk.id }
        guard neighbours.count > 1, let first = neighbours.first, let last = neighbours.last,
            let text = chunkTexts[fact.chunk.id]
        else { return nil }
        return LexicalText(text.text(first.range.lowerBound..<last.range.upperBound))
    }
}
