extension SummaryFindings {
    /// Reads and verifies an answer to `task`. A key point that the source does not hold counts for nothing; one that
    /// the judge says nothing more about is not covered.
    ///
    /// - Throws: `AnswerError` when the answer breaks the schema, names what is not there or judges something twice.
    package init(task: SummaryTask, answer: String) throws(AnswerError) {
        self.init()
        let isAboutPoints = task.questions.isEmpty
        let reader = try AnswerReader(
            answer: answer, members: ["reasoning"] + (isAboutPoints ? ["points", "coverage"] : ["questions"]))
        _ = try reader.string("reasoning")
        var verification = SummaryVerification(task)
        if isAboutPoints {
            try readPoints(of: reader, task: task, &verification)
        } else {
            try readQuestions(of: reader, task: task, &verification)
        }
        quotes = verification.quotes
    }

    private mutating func readPoints(
        of reader: AnswerReader, task: SummaryTask, _ verification: inout SummaryVerification
    ) throws(AnswerError) {
        let given = try reader.items("points", members: ["id", "point", "quote"])
        var numbers: Set<String> = []
        for item in given {
            let id = try item.string("id")
            guard numbers.insert(id).inserted else { throw AnswerError("\(id) is named twice") }
        }
        let coverage = try reader.items("coverage", members: ["id", "quote", "covered", "p"], byID: numbers)
        asked = task.points
        var quoted: Set<[Int]> = []
        for item in given {
            let text = try item.string("point")
            guard let passage = verification.sourcePassage(try item.string("quote")) else {
                unverified += 1
                continue
            }
            guard points.count < task.points, quoted.insert(TokenizedText(passage.text).words.map(\.key)).inserted
            else { continue }
            let id = "k\(points.count + 1)"
            guard let said = coverage[try item.string("id")] else {
                points.append(verification.point(id, text, at: passage, said: nil))
                continue
            }
            let verdict = (
                covered: try said.word("covered", of: SummaryTask.Covered.self),
                quote: try said.optionalString("quote"), stated: try said.probability("p")
            )
            points.append(verification.point(id, text, at: passage, said: verdict))
        }
    }

    private mutating func readQuestions(
        of reader: AnswerReader, task: SummaryTask, _ verification: inout SummaryVerification
    ) throws(AnswerError) {
        let items = try reader.items(
            "questions", members: ["id", "source_quote", "source", "summary_quote", "summary", "p"],
            byID: task.questions.map(\.id))
        asked = task.questions.count
        for question in task.questions {
            guard let item = items[question.id] else {
                points.append(verification.question(question, said: nil))
                continue
            }
            let said = (
                source: try item.word("source", of: SummaryTask.Answer.self),
                sourceQuote: try item.optionalString("source_quote"),
                summary: try item.word("summary", of: SummaryTask.Answer.self),
                summaryQuote: try item.optionalString("summary_quote"), stated: try item.probability("p")
            )
            points.append(verification.question(question, said: said))
        }
    }
}
