import JSON

extension TruthfulJudge {
    /// The criterion as its only step.
    func steps(_ question: JudgeQuestion) -> JSONValue {
        ["reasoning": Self.reasoning, "steps": [["step": .string(question["criteria"])]]]
    }

    /// A step is met as far as its quoted words ('like these') are in the answer; one without any is met mostly.
    func criteria(_ question: JudgeQuestion) -> JSONValue {
        let output = question["actual_output"]
        let steps = question.numbered("step").map { step -> JSONValue in
            let pieces = (step.text + " " + question["criteria"]).split(
                separator: "'", omittingEmptySubsequences: false)
            let wanted = pieces.enumerated().filter { $0.offset % 2 == 1 }.map { $0.element.lowercased() }
            let met = wanted.count { output.lowercased().contains($0) }
            return [
                "id": .string(step.id), "observation": "Looked for the words.", "quote": JudgeWords.quote(output),
                "rating": wanted.isEmpty ? 3 : .integer(Int64(4 * met / wanted.count)), "p": Self.certainty,
            ]
        }
        return ["reasoning": Self.reasoning, "steps": .array(steps)]
    }

    /// The answer that has more words of the question is better, whatever its place.
    func battle(_ question: JudgeQuestion) -> JSONValue {
        let wanted = JudgeWords(question["input"])
        let first = wanted.share(in: JudgeWords(question["A"]))
        let second = wanted.share(in: JudgeWords(question["B"]))
        let better: JSONValue = first == second ? "tie" : first > second ? "A" : "B"
        let steps = question.numbered("step").map(\.id)
        let names = steps.isEmpty ? ["correctness", "relevance", "completeness", "clarity"] : steps
        let criteria = names.map { name -> JSONValue in
            [
                "name": .string(name), "better": better, "quote_a": JudgeWords.quote(question["A"]),
                "quote_b": JudgeWords.quote(question["B"]), "p": Self.certainty,
            ]
        }
        return [
            "reasoning": Self.reasoning, "criteria": .array(criteria), "overall": better, "p": Self.certainty,
        ]
    }
}
