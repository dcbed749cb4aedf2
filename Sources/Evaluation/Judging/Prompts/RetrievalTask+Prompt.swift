import JSON

extension RetrievalTask {
    func prompt(nonce: String) -> JudgePrompt {
        var data = PromptData(nonce: nonce)
        data.add("input", input ?? "")
        return JudgePrompt(
            system: PromptRules.text([]), user: data.text, schemaName: "retrieval",
            schema: AnswerSchema.object([("reasoning", AnswerSchema.string)]), maximumTokens: 500)
    }
}
