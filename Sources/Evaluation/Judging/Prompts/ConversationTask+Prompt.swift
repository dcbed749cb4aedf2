import JSON

extension ConversationTask {
    func prompt(nonce: String) -> JudgePrompt {
        var data = PromptData(nonce: nonce)
        data.add("input", input ?? "")
        return JudgePrompt(
            system: PromptRules.text([]), user: data.text, schemaName: "conversation",
            schema: AnswerSchema.object([("reasoning", AnswerSchema.string)]), maximumTokens: 500)
    }
}
