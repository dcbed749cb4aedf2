import JSON

extension StepsTask {
    private static let rules = """
        criteria says what the operator wants examined in the texts that parts names; the texts themselves are not \
        shown. steps: what to examine, as 3 to 5 statements that a good text fulfils, each to be rated alone by someone \
        who sees nothing else: one demand each, in the language of criteria, at most 40 words. Together they demand \
        what the criteria demand and nothing else; the weightiest comes first. A rubric, if given, says what the \
        operator means by good and bad.
        """

    func prompt(_ fence: PromptFence) -> JudgePrompt {
        var data = PromptData(fence)
        data.add("criteria", criteria)
        if let rubric { data.add("rubric", rubric) }
        data.add("parts", parts.joined(separator: ", "))
        let step = AnswerSchema.object([("step", AnswerSchema.string)])
        return JudgePrompt(
            system: PromptRules.text([Self.rules]), user: data, schemaName: "steps",
            schema: AnswerSchema.object([("reasoning", AnswerSchema.string), ("steps", AnswerSchema.array(of: step))]),
            maximumTokens: 700)
    }
}
