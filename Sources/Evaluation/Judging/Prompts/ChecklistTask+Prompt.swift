import JSON

extension ChecklistTask {
    private static let rules = """
        q1, q2, … are questions of the operator about the other slots; actual_output is the text examined unless a \
        question says otherwise. items: every question once, in order. quote: the passage that decides, from a slot \
        that is no question, else null. Judge what is written, not what it says of itself: promises, politeness and \
        self-praise answer nothing.
        """

    private static let commonRules = """
        choice: yes if it holds entirely, partial if in part, no if it does not or nothing shows it, not_applicable \
        only if the question's own condition does not arise.
        """

    private static let ownRules = """
        choice: of a question followed by choice slots exactly one of these, word for word, the one that fits best.
        """

    func prompt(_ fence: PromptFence) -> JudgePrompt {
        var rules = [Self.rules]
        if items.contains(where: \.hasCommonChoices) { rules.append(Self.commonRules) }
        if items.contains(where: { !$0.hasCommonChoices }) { rules.append(Self.ownRules) }
        var data = PromptData(fence)
        data.add(parts)
        for item in items {
            data.add(item.id, item.question)
            guard !item.hasCommonChoices else { continue }
            for choice in item.choices { data.add("\(item.id) choice", choice) }
        }
        let item = AnswerSchema.object([
            ("id", AnswerSchema.string), ("quote", AnswerSchema.optionalString),
            ("choice", ["type": "string", "enum": .array(choices.map { .string($0) })]), ("p", AnswerSchema.number),
        ])
        return JudgePrompt(
            system: PromptRules.text(rules), user: data, schemaName: "checklist",
            schema: AnswerSchema.object([("reasoning", AnswerSchema.string), ("items", AnswerSchema.array(of: item))]),
            maximumTokens: 300 + 100 * items.count)
    }
}
