extension RetrievalFindings {
    /// Joins the findings about parts, in order. Of a chunk or sentence that several parts were asked about the best
    /// verdict stands; a sentence states nothing only if no part found that it does.
    package static func merged(_ parts: [RetrievalFindings]) -> RetrievalFindings? {
        guard var whole = parts.first else { return nil }
        var chunks = Dictionary(whole.chunks.enumerated().map { ($0.element.id, $0.offset) }) { first, _ in first }
        var sentences = Dictionary(whole.sentences.enumerated().map { ($0.element.id, $0.offset) }) { first, _ in first
        }
        for part in parts.dropFirst() {
            whole.quotes = whole.quotes + part.quotes
            whole.passages += part.passages
            for chunk in part.chunks {
                guard let place = chunks[chunk.id] else {
                    chunks[chunk.id] = whole.chunks.count
                    whole.chunks.append(chunk)
                    continue
                }
                let isAttributed = chunk.isAttributed || whole.chunks[place].isAttributed
                if chunk.use.rank > whole.chunks[place].use.rank { whole.chunks[place] = chunk }
                whole.chunks[place].isAttributed = isAttributed
            }
            for sentence in part.sentences {
                guard let place = sentences[sentence.id] else {
                    sentences[sentence.id] = whole.sentences.count
                    whole.sentences.append(sentence)
                    continue
                }
                if sentence.attribution.rank > whole.sentences[place].attribution.rank {
                    whole.sentences[place] = sentence
                }
            }
        }
        return whole
    }
}

extension RetrievalTask.Use {
    /// From bad to good.
    fileprivate var rank: Int {
        switch self {
        case .unrelated: 0
        case .related: 1
        case .useful: 2
        }
    }
}

extension RetrievalTask.Attribution {
    /// What stands when parts disagree: the higher.
    fileprivate var rank: Int {
        switch self {
        case .statesNothing: 0
        case .notAttributable: 1
        case .attributable: 2
        }
    }
}
