import JSON

extension SummaryTask {
    private static let pointRules = """
        points: what a reader of the source most needs to know, chosen from source alone as if summary were not there; \
        as many as the slot points says, fewer only if the source holds no more; k1, k2, … with a quote from source. \
        coverage: each of these points once. covered: full if summary says it, in whatever words, partial if in part, \
        else no. quote: from summary, what covers the point; null for no.
        """

    private static let questionRules = """
        questions: every closed question q1, q2, … once, answered twice, from one text alone each time: source, then \
        summary. yes, no, or unstated if that text does not answer it. source_quote and summary_quote: what answers it \
        there; null for unstated.
        """

    func prompt(_ fence: PromptFence) -> JudgePrompt {
        var data = PromptData(fence)
        data.add("source", source)
        data.endShared()
        data.add("summary", summary)
        if questions.isEmpty { data.add("points", String(points)) } else { data.add(questions) }
        return JudgePrompt(
            system: PromptRules.text([questions.isEmpty ? Self.pointRules : Self.questionRules]), user: data,
            schemaName: "summary", schema: schema,
            maximumTokens: 300 + (questions.isEmpty ? 200 * points : 130 * questions.count))
    }

    private var schema: JSONValue {
        guard questions.isEmpty else {
            let question = AnswerSchema.object([
                ("id", AnswerSchema.string), ("source_quote", AnswerSchema.optionalString),
                ("source", AnswerSchema.words(Answer.allCases)), ("summary_quote", AnswerSchema.optionalString),
                ("summary", AnswerSchema.words(Answer.allCases)), ("p", AnswerSchema.number),
            ])
            return AnswerSchema.object([
                ("reasoning", AnswerSchema.string), ("questions", AnswerSchema.array(of: question)),
            ])
        }
        let point = AnswerSchema.object([
            ("id", AnswerSchema.string), ("point", AnswerSchema.string), ("quote", AnswerSchema.string),
        ])
        let covered = AnswerSchema.object([
            ("id", AnswerSchema.string), ("quote", AnswerSchema.optionalString),
            ("covered", AnswerSchema.words(Covered.allCases)), ("p", AnswerSchema.number),
        ])
        return AnswerSchema.object([
            ("reasoning", AnswerSchema.string), ("points", AnswerSchema.array(of: point)),
            ("coverage", AnswerSchema.array(of: covered)),
        ])
    }
}
