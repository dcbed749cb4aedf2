import JSON

/// One order of a battle by plain questions: each criterion and the whole, A, B or neither.
struct BattleQuestionnaire: Questionnaire {
    /// C stands for a tie: the word would be told from others by more than its first token.
    private static let words = ["A", "B", "C"]
    private static let preferences: [BattleTask.Preference] = [.first, .second, .tie]
    private static let rules =
        "A = the first, B = the second, C = neither. Length and tone earn nothing. Answer A, B or C."

    let questions: [TokenQuestion]

    init(_ task: BattleTask, nonce: String) {
        let prompt = PlainPrompt(nonce: nonce) { data in
            data.add("input", task.input)
            data.add("A", task.first)
            data.add("B", task.second)
        }
        let asked =
            ["Which of A and B is the better answer to `input`, correctness first?"]
            + BattleTask.Criterion.allCases.map {
                "Which of A and B is better in \($0.rawValue) as an answer to `input`?"
            }
        questions = asked.map { prompt.question("\($0) \(Self.rules)", words: Self.words) }
    }

    func findings(
        _ answers: [TokenAnswer], _ further: [TokenAnswer], _ bound: BoundTask
    ) throws(AnswerError) -> JudgeFindings? {
        guard let overall = answers.first else { throw AnswerError("nothing was answered") }
        let criteria = zip(BattleTask.Criterion.allCases, answers.dropFirst()).map { criterion, answer -> JSONValue in
            [
                "name": .string(criterion.rawValue), "better": .string(Self.preferences[answer.best].rawValue),
                "quote_a": nil, "quote_b": nil, "p": .number(answer.certainty),
            ]
        }
        let object: JSONObject = [
            "reasoning": "Read from token probabilities.", "criteria": .array(criteria),
            "overall": .string(Self.preferences[overall.best].rawValue), "p": .number(overall.certainty),
        ]
        return try JudgeFindings(bound, answer: JSONWriter.text(of: .object(object)))
    }
}
