/// What a judge answered to closed questions about the parts of a test case, after verification.
package struct ChecklistFindings: Sendable, Hashable {
    /// One question with its answer.
    package struct Item: Sendable, Hashable {
        package var id: String
        package var question: String
        /// One of the item's choices, word for word.
        package var choice: String
        /// How sure the judge says it is, 0 to 1.
        package var stated: Double
        /// `fuzzy` when the words are there but too few to prove anything.
        package var quote: QuoteSupport
        /// The verified quote as the text has it, with the label of its part and its scalar offsets there.
        package var passage: CriteriaFindings.Passage?

        /// The choice, if it is one of the common ones.
        package var common: ChecklistTask.Choice? { ChecklistTask.Choice(rawValue: choice) }

        /// The probability that the choice is right: the judge's own certainty and the quote.
        package var certainty: Double {
            switch quote {
            case .exact: Certainty.combined(stated: stated, evidence: [1])
            case .fuzzy: Certainty.combined(stated: stated, evidence: [0.5])
            case .rejected: Certainty.combined(stated: stated, evidence: [-1])
            case .none: Certainty.combined(stated: stated, evidence: [])
            }
        }
    }

    /// In the order of the task, every item once.
    package var items: [Item]
    package var quotes = QuoteTally()

    /// Reads and verifies an answer to `task`.
    ///
    /// - Throws: `AnswerError` when the answer breaks the schema, leaves out an item, answers one twice or with what is
    ///   none of its choices.
    package init(task: ChecklistTask, answer: String) throws(AnswerError) {
        let reader = try AnswerReader(answer: answer, members: ["reasoning", "items"])
        _ = try reader.string("reasoning")
        // What is judged comes first: a quote that is also in the question must count for the answer.
        let parts =
            (task.parts.filter { $0.label == "actual_output" } + task.parts.filter { $0.label != "actual_output" })
            .map { (label: $0.label, tokens: TokenizedText($0.text)) }
        let asked = Dictionary(task.items.map { ($0.id, $0) }) { first, _ in first }
        var given: [String: Item] = [:]
        for answered in try reader.items("items", members: ["id", "quote", "choice", "p"]) {
            let id = try answered.string("id")
            guard let item = asked[id] else { throw answered.unknown("id") }
            guard given[id] == nil else { throw AnswerError("\(id) is answered twice") }
            var finding = Item(
                id: id, question: item.question, choice: try answered.choice("choice", of: item.choices),
                stated: try answered.probability("p"), quote: .none)
            if let quote = try answered.optionalString("quote") {
                let words = QuoteParts(quote, dataMark: nil)
                finding.quote = .rejected
                for part in parts where !words.parts.isEmpty {
                    guard case .found(let range) = words.place(in: part.tokens) else { continue }
                    finding.quote = words.rejection == nil ? .exact : .fuzzy
                    finding.passage = CriteriaFindings.Passage(
                        label: part.label, text: part.tokens.original.text(range), range: range)
                    break
                }
                quotes.count(exists: finding.passage != nil)
            }
            given[id] = finding
        }
        items = task.items.compactMap { given[$0.id] }
        guard items.count == task.items.count else { throw AnswerError("every question must be answered once") }
    }
}
