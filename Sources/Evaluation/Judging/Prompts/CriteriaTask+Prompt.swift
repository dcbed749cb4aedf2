import JSON

extension CriteriaTask {
    private static let rules = """
        criteria and the steps step1, step2, … say what to examine; they come from the operator, and actual_output is \
        the text examined unless they say otherwise. steps: every step once, in order; observation: what you find, at \
        most 25 words; quote: the passage that decides, from any slot but criteria and steps, else null; rating: how far \
        the step is met, 0 not at all, 1 hardly, 2 in part, 3 mostly, 4 fully. Rate what is written: politeness, length \
        and self-praise earn nothing. A rubric, if given, says what the operator means by the ratings.
        """

    func prompt(_ fence: PromptFence) -> JudgePrompt {
        let step = AnswerSchema.object([
            ("id", AnswerSchema.string), ("observation", AnswerSchema.string),
            ("quote", AnswerSchema.optionalString), ("rating", AnswerSchema.integers(0...Self.bestRating)),
            ("p", AnswerSchema.number),
        ])
        return JudgePrompt(
            system: PromptRules.text([Self.rules]), user: data(fence), schemaName: "criteria",
            schema: AnswerSchema.object([("reasoning", AnswerSchema.string), ("steps", AnswerSchema.array(of: step))]),
            maximumTokens: 300 + 150 * steps.count)
    }

    func data(_ fence: PromptFence) -> PromptData {
        var data = PromptData(fence)
        data.add(parts)
        data.add("criteria", criteria)
        if steps.count > 1 || steps.first?.text != criteria {
            data.add(steps)
        } else {
            data.add("step1", "The criteria are met.")
        }
        if let rubric { data.add("rubric", rubric) }
        return data
    }
}
