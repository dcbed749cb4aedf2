import JSON

extension ExtractionTask {
    private static let rules = """
        claims: walk through the sentences s1, s2, … and write each factual statement as a sentence of its own that can \
        be checked without the others: names for pronouns, one fact each. A sentence that states no fact gets one item \
        with claim null. Leave no sentence out and add nothing.
        """

    func prompt(_ fence: PromptFence) -> JudgePrompt {
        var data = PromptData(fence, mark: dataMark)
        data.add(sentences)
        let claim = AnswerSchema.object([("sid", AnswerSchema.string), ("claim", AnswerSchema.optionalString)])
        return JudgePrompt(
            system: PromptRules.text([Self.rules], mark: dataMark), user: data, schemaName: "extraction",
            schema: AnswerSchema.object([
                ("reasoning", AnswerSchema.string), ("claims", AnswerSchema.array(of: claim)),
            ]), maximumTokens: 300 + 120 * sentences.count)
    }
}
