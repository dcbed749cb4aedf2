/// What a judge found about a summary and its source. After verification.
package struct SummaryFindings: Sendable, Hashable {
    package var quotes = QuoteTally()
    /// Share of the examined text that the judge was shown, 0 to 1.
    package var coverage: Double = 1

    /// Reads and verifies an answer to `task`.
    ///
    /// - Throws: `AnswerError` when the answer breaks the schema.
    package init(task: SummaryTask, answer: String) throws(AnswerError) {
        let reader = try AnswerReader(answer: answer, members: ["reasoning"])
        _ = try reader.string("reasoning")
    }

    /// Joins the findings about parts, in order.
    package static func merged(_ parts: [SummaryFindings]) -> SummaryFindings? { parts.first }
}
