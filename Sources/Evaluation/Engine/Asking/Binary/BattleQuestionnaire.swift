import JSON

/// One order of a battle by plain questions: each aspect and the whole, A, B or neither.
struct BattleQuestionnaire: Questionnaire {
    /// C stands for a tie: the word would be told from others by more than its first token.
    private static let words = ["A", "B", "C"]
    private static let preferences: [BattleTask.Preference] = [.first, .second, .tie]
    private static let scale =
        "A = the first, B = the second, C = neither. Length and tone earn nothing. Answer A, B or C."

    private let task: BattleTask
    let questions: [TokenQuestion]

    init(_ task: BattleTask, nonce: String) {
        self.task = task
        let own = task.yardstick.criteria
        let prompt = PlainPrompt(nonce: nonce) { data in
            if let own { data.add("criteria", own) }
            data.add("input", task.input)
            for part in task.yardstick.parts { data.add(part.label, part.text) }
            data.add("A", task.first)
            data.add("B", task.second)
        }
        let whole =
            own == nil
            ? "Which of A and B is the better answer to `input`, correctness first?"
            : "Which of A and B meets `criteria` better?"
        let aspects = task.yardstick.aspects.map { aspect in
            prompt.question("Which of A and B is better in `aspect`? \(Self.scale)", words: Self.words) {
                $0.add("aspect", aspect.text)
            }
        }
        questions = [prompt.question("\(whole) \(Self.scale)", words: Self.words)] + aspects
    }

    func findings(
        _ answers: [TokenAnswer], _ further: [TokenAnswer], _ bound: BoundTask
    ) throws(AnswerError) -> JudgeFindings? {
        guard let overall = answers.first else { throw AnswerError("nothing was answered") }
        let criteria = zip(task.yardstick.aspects, answers.dropFirst()).map { aspect, answer -> JSONValue in
            [
                "name": .string(aspect.id), "better": .string(Self.preferences[answer.best].rawValue),
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
