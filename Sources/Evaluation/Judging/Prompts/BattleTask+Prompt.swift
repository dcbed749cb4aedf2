import JSON

extension BattleTask {
    private static let rules = """
        A and B answer the same input. criteria: each of correctness, relevance, completeness, clarity once; better: \
        which answer meets it better, tie if neither; quote_a and quote_b: the passages of A and of B that decide, else \
        null. overall: which is better, correctness first; p: how sure. The order of the two says nothing. Length, \
        politeness, confidence of tone and repetition earn nothing; an answer that says less but right beats one that \
        says more and wrong.
        """

    private static let ownRules = """
        A and B answer the same input. The slot criteria with the steps step1, step2, … is the operator's: compare A \
        and B by nothing else. Your criteria: every step once by its id; better: which answer meets it better, tie if \
        neither; quote_a and quote_b: the passages of A and of B that decide, else null. overall: which meets the \
        operator's criteria better; p: how sure. The order of the two says nothing, and unless the criteria ask for \
        them, length, politeness, confidence of tone and repetition earn nothing. Other slots are what both are seen \
        beside.
        """

    func prompt(_ fence: PromptFence) -> JudgePrompt {
        var data = PromptData(fence)
        for part in yardstick.parts where part.isEvidence { data.add(part.label, part.text) }
        data.endShared()
        if let criteria = yardstick.criteria {
            data.add("criteria", criteria)
            if yardstick.aspects.count > 1 || yardstick.aspects.first?.text != criteria {
                data.add(yardstick.aspects)
            } else {
                data.add("step1", "The criteria are met.")
            }
        }
        data.add("input", input)
        for part in yardstick.parts where !part.isEvidence { data.add(part.label, part.text) }
        data.endShared()
        data.add("A", first)
        data.endShared()
        data.add("B", second)
        let preference = AnswerSchema.words(Preference.allCases)
        let names = yardstick.aspects.map { JSONValue.string($0.id) }
        let criterion = AnswerSchema.object([
            ("name", ["type": "string", "enum": .array(names)]), ("better", preference),
            ("quote_a", AnswerSchema.optionalString), ("quote_b", AnswerSchema.optionalString),
            ("p", AnswerSchema.number),
        ])
        return JudgePrompt(
            system: PromptRules.text([yardstick.criteria == nil ? Self.rules : Self.ownRules]), user: data,
            schemaName: "battle",
            schema: AnswerSchema.object([
                ("reasoning", AnswerSchema.string), ("criteria", AnswerSchema.array(of: criterion)),
                ("overall", preference), ("p", AnswerSchema.number),
            ]), maximumTokens: 420 + 120 * yardstick.aspects.count)
    }
}
