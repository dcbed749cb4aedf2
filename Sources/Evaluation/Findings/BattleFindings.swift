/// Which of two answers is better in one order, after verification.
package struct BattleFindings: Sendable, Hashable {
    /// One criterion.
    package struct Comparison: Sendable, Hashable {
        package var criterion: BattleTask.Criterion
        package var better: BattleTask.Preference
        package var stated: Double
    }

    /// Every criterion once, in their fixed order.
    package var comparisons: [Comparison]
    package var overall: BattleTask.Preference
    package var stated: Double
    package var quotes = QuoteTally()

    /// Reads and verifies an answer to `task`.
    ///
    /// - Throws: `AnswerError` when the answer breaks the schema, leaves out a criterion or names one twice.
    package init(task: BattleTask, answer: String) throws(AnswerError) {
        let reader = try AnswerReader(answer: answer, members: ["reasoning", "criteria", "overall", "p"])
        _ = try reader.string("reasoning")
        overall = try reader.word("overall")
        stated = try reader.probability("p")
        let first = TokenizedText(task.first)
        let second = TokenizedText(task.second)
        var given: [BattleTask.Criterion: Comparison] = [:]
        for item in try reader.items("criteria", members: ["name", "better", "quote_a", "quote_b", "p"]) {
            let criterion: BattleTask.Criterion = try item.word("name")
            guard given[criterion] == nil else { throw AnswerError("\(criterion.rawValue) is compared twice") }
            given[criterion] = Comparison(
                criterion: criterion, better: try item.word("better"), stated: try item.probability("p"))
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
        comparisons = BattleTask.Criterion.allCases.compactMap { given[$0] }
        guard comparisons.count == BattleTask.Criterion.allCases.count else {
            throw AnswerError("every criterion must be compared once")
        }
    }
}
