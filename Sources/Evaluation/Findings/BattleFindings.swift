/// Which of two answers is better in one order, after verification.
package struct BattleFindings: Sendable, Hashable {
    /// One aspect.
    package struct Comparison: Sendable, Hashable {
        package var aspect: NumberedText
        package var better: BattleTask.Preference
        package var stated: Double
    }

    /// Every aspect once, in the order of the task.
    package var comparisons: [Comparison]
    package var overall: BattleTask.Preference
    package var stated: Double
    package var quotes = QuoteTally()

    /// Reads and verifies an answer to `task`.
    ///
    /// - Throws: `AnswerError` when the answer breaks the schema, leaves out an aspect or names one twice.
    package init(task: BattleTask, answer: String) throws(AnswerError) {
        let reader = try AnswerReader(answer: answer, members: ["reasoning", "criteria", "overall", "p"])
        _ = try reader.string("reasoning")
        overall = try reader.word("overall")
        stated = try reader.probability("p")
        let first = TokenizedText(task.first)
        let second = TokenizedText(task.second)
        let aspects = task.yardstick.aspects
        let known = Dictionary(aspects.map { ($0.id, $0) }) { first, _ in first }
        var given: [String: Comparison] = [:]
        for item in try reader.items("criteria", members: ["name", "better", "quote_a", "quote_b", "p"]) {
            guard let aspect = known[try item.string("name")] else { throw item.unknown("name") }
            guard given[aspect.id] == nil else { throw AnswerError("\(aspect.id) is compared twice") }
            given[aspect.id] = Comparison(
                aspect: aspect, better: try item.word("better"), stated: try item.probability("p"))
            for (name, text) in [("quote_a", first), ("quote_b", second)] {
                guard let quote = try item.optionalString(name) else { continue }
                let words = QuoteParts(quote, dataMark: nil)
                if case .absent = words.place(in: text) {
                    quotes.count(exists: false)
                } else {
                    quotes.count(exists: true)
                }
            }
        }
        comparisons = aspects.compactMap { given[$0.id] }
        guard comparisons.count == aspects.count else { throw AnswerError("every criterion must be compared once") }
    }
}
