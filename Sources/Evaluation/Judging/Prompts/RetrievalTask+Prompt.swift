import JSON

extension RetrievalTask {
    private static let chunkRules = """
        e1, e2, … are the chunks that a retriever found, in the order of its ranking.
        """

    private static let passageRules = """
        The chunks e1, e2, … that a retriever found are given passage by passage: e1.1, e1.2, … together are e1.
        """

    private static let usefulnessRules = """
        chunks: every chunk once, judged alone, whatever the others hold. use: useful if the chunk states something \
        that is needed to arrive at the expected output x1, x2, …; related if it only shares its topic; else \
        unrelated. quote: from that chunk, what makes it useful; else null.
        """

    private static let attributionRules = """
        sentences: every sentence x1, x2, … of the expected output once. attribution: attributable if the chunks state \
        all that the sentence states; not_attributable in every other case, even if true; states_nothing for courtesy \
        and questions. attributable needs eid and a quote from that chunk; else both are null.
        """

    private static let relevanceRules = """
        passages: every passage once, in order. relevant: whether the passage helps to answer the input, true or not. \
        quote: its words that do; null for a passage that is not relevant.
        """

    func prompt(_ fence: PromptFence) -> JudgePrompt {
        var rules = [aspects.contains(.relevance) ? Self.passageRules : Self.chunkRules]
        if aspects.contains(.usefulness) { rules.append(Self.usefulnessRules) }
        if aspects.contains(.attribution) { rules.append(Self.attributionRules) }
        if aspects.contains(.relevance) { rules.append(Self.relevanceRules) }
        var data = PromptData(fence)
        for chunk in chunks {
            if aspects.contains(.relevance) {
                for passage in chunk.passages { data.add(passage.id, passage.text) }
            } else {
                data.add(chunk.id, chunk.text)
            }
        }
        data.endShared()
        if let input { data.add("input", input) }
        for sentence in expected { data.add(sentence.id, sentence.text) }
        return JudgePrompt(
            system: PromptRules.text(rules), user: data, schemaName: "retrieval", schema: schema,
            maximumTokens: maximumTokens)
    }

    private var maximumTokens: Int {
        300 + (aspects.contains(.usefulness) ? 80 * chunks.count : 0)
            + (aspects.contains(.attribution) ? 100 * expected.count : 0)
            + (aspects.contains(.relevance) ? 60 * chunks.reduce(0) { $0 + $1.passages.count } : 0)
    }

    private var schema: JSONValue {
        var properties = [("reasoning", AnswerSchema.string)]
        if aspects.contains(.usefulness) {
            let chunk = AnswerSchema.object([
                ("id", AnswerSchema.string), ("quote", AnswerSchema.optionalString),
                ("use", AnswerSchema.words(Use.allCases)), ("p", AnswerSchema.number),
            ])
            properties.append(("chunks", AnswerSchema.array(of: chunk)))
        }
        if aspects.contains(.attribution) {
            let sentence = AnswerSchema.object([
                ("id", AnswerSchema.string), ("eid", AnswerSchema.optionalString),
                ("quote", AnswerSchema.optionalString), ("attribution", AnswerSchema.words(Attribution.allCases)),
                ("p", AnswerSchema.number),
            ])
            properties.append(("sentences", AnswerSchema.array(of: sentence)))
        }
        if aspects.contains(.relevance) {
            let passage = AnswerSchema.object([
                ("id", AnswerSchema.string), ("quote", AnswerSchema.optionalString),
                ("relevant", AnswerSchema.boolean), ("p", AnswerSchema.number),
            ])
            properties.append(("passages", AnswerSchema.array(of: passage)))
        }
        return AnswerSchema.object(properties)
    }
}
