/// The statements of an answer, each with the sentence it comes from.
package struct ExtractionFindings: Sendable, Hashable {
    /// One statement.
    package struct Statement: Sendable, Hashable {
        /// `s1`, `s2`, ….
        package var sentence: String
        package var text: String
    }

    /// In the order of the answer's sentences; a sentence that states nothing has none.
    package private(set) var statements: [Statement] = []
    /// Every sentence was named.
    private(set) var isComplete = true

    /// Each sentence as the statement that it makes.
    init(_ sentences: [NumberedText]) {
        statements = sentences.map { Statement(sentence: $0.id, text: $0.text) }
    }

    /// Reads an answer to `task`. A sentence that was left out is a statement as it stands, so that leaving it out gains
    /// nothing.
    ///
    /// - Throws: `AnswerError` when the answer breaks the schema or names a sentence that was not shown.
    package init(task: ExtractionTask, answer: String) throws(AnswerError) {
        let reader = try AnswerReader(answer: answer, members: ["reasoning", "claims"])
        _ = try reader.string("reasoning")
        var found: [String: [String]] = [:]
        let shown = Set(task.sentences.map(\.id))
        for item in try reader.items("claims", members: ["sid", "claim"]) {
            let id = try item.string("sid")
            guard shown.contains(id) else { throw item.unknown("sid") }
            found[id, default: []] += try item.optionalString("claim").map { [$0] } ?? []
        }
        for sentence in task.sentences {
            if found[sentence.id] == nil { isComplete = false }
            for text in found[sentence.id] ?? [sentence.text] {
                statements.append(Statement(sentence: sentence.id, text: text))
            }
        }
    }
}
