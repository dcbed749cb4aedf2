extension RetrievalFindings {
    /// Reads and verifies an answer to `task`. What the judge leaves out keeps its place and counts against the chunks.
    ///
    /// - Throws: `AnswerError` when the answer breaks the schema, names what was not shown or judges something twice.
    package init(task: RetrievalTask, answer: String) throws(AnswerError) {
        self.init()
        let aspects = task.aspects
        let asked =
            ["reasoning"] + (aspects.contains(.usefulness) ? ["chunks"] : [])
            + (aspects.contains(.attribution) ? ["sentences"] : [])
            + (aspects.contains(.relevance) ? ["passages"] : [])
        let reader = try AnswerReader(answer: answer, members: asked)
        _ = try reader.string("reasoning")
        var verification = RetrievalVerification(task)
        if aspects.contains(.usefulness) {
            let items = try reader.items("chunks", members: ["id", "quote", "use", "p"], byID: task.chunks.map(\.id))
            for (place, chunk) in task.chunks.enumerated() {
                guard let item = items[chunk.id] else {
                    chunks.append(verification.chunk(place, said: nil))
                    continue
                }
                let said = (
                    use: try item.word("use", of: RetrievalTask.Use.self), quote: try item.optionalString("quote"),
                    stated: try item.probability("p")
                )
                chunks.append(verification.chunk(place, said: said))
            }
        }
        if aspects.contains(.attribution) {
            let items = try reader.items(
                "sentences", members: ["id", "eid", "quote", "attribution", "p"], byID: task.expected.map(\.id))
            for (place, sentence) in task.expected.enumerated() {
                guard let item = items[sentence.id] else {
                    sentences.append(verification.sentence(place, said: nil))
                    continue
                }
                let id = try item.optionalString("eid")
                let chunk = id.flatMap { id in task.chunks.firstIndex { $0.id == id || id.hasPrefix($0.id + ".") } }
                if id != nil, chunk == nil { throw item.unknown("eid") }
                let said = (
                    attribution: try item.word("attribution", of: RetrievalTask.Attribution.self), chunk: chunk,
                    quote: try item.optionalString("quote"), stated: try item.probability("p")
                )
                sentences.append(verification.sentence(place, said: said))
            }
        }
        if aspects.contains(.relevance) {
            let items = try reader.items(
                "passages", members: ["id", "quote", "relevant", "p"],
                byID: task.chunks.flatMap { $0.passages.map(\.id) })
            for (place, chunk) in task.chunks.enumerated() {
                for passage in chunk.passages {
                    guard let item = items[passage.id] else {
                        passages.append(verification.passage(passage, of: place, said: nil))
                        continue
                    }
                    let said = (
                        isRelevant: try item.bool("relevant"), quote: try item.optionalString("quote"),
                        stated: try item.probability("p")
                    )
                    passages.append(verification.passage(passage, of: place, said: said))
                }
            }
        }
        quotes = verification.quotes
        noteAttributions()
    }

    /// Marks the chunks that a sentence was attributed to.
    private mutating func noteAttributions() {
        let proven = Set(sentences.lazy.filter { $0.quote.isVerified }.compactMap { $0.place?.source })
        for place in chunks.indices where proven.contains(chunks[place].source) { chunks[place].isAttributed = true }
    }
}
