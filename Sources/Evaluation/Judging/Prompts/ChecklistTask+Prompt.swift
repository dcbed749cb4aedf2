import JSON

extension ChecklistTask {
    func prompt(nonce: String) -> JudgePrompt {
        var data = PromptData(nonce: nonce)
        data.add("input", input ?? "")
        return JudgePrompt(
            system: PromptRules.text([]), user: data.text, schemaName: "checklist",
            schema: AnswerSchema.object([("reasoning", AnswerSchema.string)]), maximumTokens: 500)
    }
}
