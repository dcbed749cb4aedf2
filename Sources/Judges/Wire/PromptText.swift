internal import Evaluation
internal import JSON

/// What every wire tells a model in words.
enum PromptText {
    /// The rules; where the provider does not enforce the schema the judge has to be told. JSON modes also insist on the
    /// word.
    static func system(of prompt: JudgePrompt, _ format: RequestShape.AnswerFormat) -> String {
        switch format {
        case .schema, .openAPISchema, .tool: return prompt.system
        case .object, .text: break
        }
        return """
            \(prompt.system)

            Answer with a single JSON object and nothing else. It must follow this JSON Schema:
            \(JSONWriter.text(of: prompt.schema))
            """
    }

    /// One user message in every case: many chat templates refuse two of the same role in a row.
    static func user(of prompt: JudgePrompt, _ call: JudgeCall) -> String {
        guard let repair = call.repair else { return prompt.user }
        return """
            \(prompt.user)

            An earlier answer to this could not be used: \(repair)
            Answer again from the start, exactly in the schema's form.
            """
    }
}
