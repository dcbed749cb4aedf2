/// How far each step of a criterion is met, after verification.
package struct CriteriaFindings: Sendable, Hashable {
    /// One step with its rating.
    package struct Step: Sendable, Hashable {
        package var id: String
        package var text: String
        /// The judge's words; shown beside the finding, never scored.
        package var observation: String
        /// 0 to `CriteriaTask.bestRating`.
        package var rating: Int
        package var stated: Double
        package var quote: QuoteSupport
        /// The verified quote as the text has it, with the label of its part and its scalar offsets there.
        package var passage: Passage?
    }

    /// A quoted place in one of the parts.
    package struct Passage: Sendable, Hashable {
        package var label: String
        package var text: String
        package var range: Range<Int>
    }

    /// In the order of the task.
    package var steps: [Step]
    package var quotes = QuoteTally()
    /// How probable each rating of the whole is; nil where the judge gives no token probabilities.
    package var distribution: RatingDistribution?

    /// Reads and verifies an answer to `task`.
    ///
    /// - Throws: `AnswerError` when the answer breaks the schema, leaves out a step or rates one twice.
    package init(task: CriteriaTask, answer: String) throws(AnswerError) {
        let reader = try AnswerReader(answer: answer, members: ["reasoning", "steps"])
        _ = try reader.string("reasoning")
        let parts = task.parts.map { (label: $0.label, tokens: TokenizedText($0.text)) }
        var given: [String: Step] = [:]
        for item in try reader.items("steps", members: ["id", "observation", "quote", "rating", "p"]) {
            let id = try item.string("id")
            guard let step = task.steps.first(where: { $0.id == id }) else { throw item.unknown("id") }
            guard given[id] == nil else { throw AnswerError("\(id) is rated twice") }
            var finding = Step(
                id: id, text: step.text, observation: try item.string("observation"),
                rating: try item.integer("rating", in: 0...CriteriaTask.bestRating),
                stated: try item.probability("p"), quote: .none)
            if let quote = try item.optionalString("quote") {
                let words = QuoteParts(quote, dataMark: nil)
                finding.quote = .rejected
                for part in parts where !words.parts.isEmpty {
                    guard case .found(let range) = words.place(in: part.tokens) else { continue }
                    finding.quote = .exact
                    finding.passage = Passage(
                        label: part.label, text: part.tokens.original.text(range), range: range)
                    break
                }
                quotes.count(exists: finding.passage != nil)
            }
            given[id] = finding
        }
        steps = task.steps.compactMap { given[$0.id] }
        guard steps.count == task.steps.count else { throw AnswerError("every step must be rated once") }
    }
}
