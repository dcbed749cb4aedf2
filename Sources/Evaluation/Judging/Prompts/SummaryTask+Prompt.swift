import JSON

extension SummaryTask {
    func prompt(nonce: String) -> JudgePrompt {
        var data = PromptData(nonce: nonce)
        data.add("input", input ?? "")
        return JudgePrompt(
            system: PromptRules.text([]), user: data.text, schemaName: "summary",
            schema: AnswerSchema.object([("reasoning", AnswerSchema.string)]), maximumTokens: 500)
    }
}
