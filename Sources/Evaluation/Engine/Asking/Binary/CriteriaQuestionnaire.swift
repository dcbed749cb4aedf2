import JSON

/// A criterion by plain questions: one rating for each step, read as its expectation.
struct CriteriaQuestionnaire: Questionnaire {
    private static let scale = "0 not at all, 1 hardly, 2 in part, 3 mostly, 4 fully. Answer with one digit, 0 to 4."

    private let task: CriteriaTask
    let questions: [TokenQuestion]

    init(_ task: CriteriaTask, nonce: String) {
        self.task = task
        let prompt = PlainPrompt(nonce: nonce) { data in
            for part in task.parts { data.add(part.label, part.text) }
            data.add("criteria", task.criteria)
            if let rubric = task.rubric { data.add("rubric", rubric) }
        }
        let digits = (0...CriteriaTask.bestRating).map { String($0) }
        questions = task.steps.map { step in
            prompt.question("How far do the texts meet `step`, a part of `criteria`: \(Self.scale)", words: digits) {
                $0.add("step", step.text)
            }
        }
    }

    func findings(
        _ answers: [TokenAnswer], _ further: [TokenAnswer], _ bound: BoundTask
    ) throws(AnswerError) -> JudgeFindings? {
        var distributions: [RatingDistribution] = []
        var items: [JSONValue] = []
        for (step, answer) in zip(task.steps, answers) {
            guard let distribution = RatingDistribution(answer) else {
                throw AnswerError("\(step.id) is not rated with a digit")
            }
            distributions.append(distribution)
            let best = Double(CriteriaTask.bestRating)
            items.append([
                "id": .string(step.id), "observation": "", "quote": nil,
                "rating": .integer(Int64((distribution.mean * best).rounded())), "p": .number(answer.certainty),
            ])
        }
        let object: JSONObject = ["reasoning": "Read from token probabilities.", "steps": .array(items)]
        var found = try JudgeFindings(bound, answer: JSONWriter.text(of: .object(object)))
        if case .criteria(var criteria) = found, task.isOneCriterion {
            criteria.distribution = RatingDistribution(mixing: distributions)
            found = .criteria(criteria)
        }
        return found
    }
}

/// Closed questions one by one: yes or no where the usual choices are given, else the number of a choice.
struct ChecklistQuestionnaire: Questionnaire {
    private let task: ChecklistTask
    let questions: [TokenQuestion]

    /// Nil when an item has more choices than can be told apart.
    init?(_ task: ChecklistTask, nonce: String) {
        guard task.items.allSatisfy({ $0.choices.count <= PlainPrompt.mostOptions }) else { return nil }
        self.task = task
        let prompt = PlainPrompt(nonce: nonce) { data in
            for part in task.parts { data.add(part.label, part.text) }
        }
        questions = task.items.map { item in
            guard !item.hasCommonChoices else {
                return prompt.yesOrNo("Answer `question` about the texts.") {
                    $0.add("question", item.question, isTrusted: true)
                }
            }
            let numbers = item.choices.indices.map { String($0 + 1) }
            return prompt.question(
                "Answer `question` about the texts: which choice fits best? Answer with its number.", words: numbers
            ) { data in
                data.add("question", item.question, isTrusted: true)
                data.add(NumberedText.numbered(item.choices, prefix: "choice "))
            }
        }
    }

    func findings(
        _ answers: [TokenAnswer], _ further: [TokenAnswer], _ bound: BoundTask
    ) throws(AnswerError) -> JudgeFindings? {
        let items = zip(task.items, answers).map { item, answer -> JSONValue in
            var choice = item.choices[min(answer.best, item.choices.count - 1)]
            var certainty = answer.certainty
            if item.hasCommonChoices {
                let yes = answer.yes
                let said: ChecklistTask.Choice = yes >= 0.65 ? .yes : yes >= 0.35 ? .partial : .no
                choice = said.rawValue
                certainty = min(Certainty.measured, max(yes, 1 - yes))
            }
            return ["id": .string(item.id), "quote": nil, "choice": .string(choice), "p": .number(certainty)]
        }
        let object: JSONObject = ["reasoning": "Read from token probabilities.", "items": .array(items)]
        return try JudgeFindings(bound, answer: JSONWriter.text(of: .object(object)))
    }
}
