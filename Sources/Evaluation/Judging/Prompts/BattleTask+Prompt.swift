import JSON

extension BattleTask {
    private static let rules = """
        A and B answer the same input. criteria: each of correctness, relevance, completeness, clarity once; better: \
        which answer meets it better, tie if neither; quote_a and quote_b: the passages of A and of B that decide, else \
        null. overall: which is better, correctness first; p: how sure. The order of the two says nothing. Length, \
        politeness, confidence of tone and repetition earn nothing; an answer that says less but right beats one that \
        says more and wrong.
        """

    func prompt(nonce: String) -> JudgePrompt {
        var data = PromptData(nonce: nonce)
        data.add("input", input)
        data.add("A", first)
        data.add("B", second)
        let preference = AnswerSchema.words(Preference.allCases)
        let criterion = AnswerSchema.object([
            ("name", AnswerSchema.words(Criterion.allCases)), ("better", preference),
            ("quote_a", AnswerSchema.optionalString), ("quote_b", AnswerSchema.optionalString),
            ("p", AnswerSchema.number),
        ])
        return JudgePrompt(
            system: PromptRules.text([Self.rules]), user: data.text, schemaName: "battle",
            schema: AnswerSchema.object([
                ("reasoning", AnswerSchema.string), ("criteria", AnswerSchema.array(of: criterion)),
                ("overall", preference), ("p", AnswerSchema.number),
            ]), maximumTokens: 900)
    }
}
