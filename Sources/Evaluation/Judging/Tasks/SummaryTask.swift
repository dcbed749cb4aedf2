/// Parts of a question about a summary: which key points of its source it holds.
///
/// The answer is one JSON object with exactly the asked members, in this order:
///
///     {"reasoning": "…",
///      "points": [{"id": "k1", "point": "…", "quote": "…"}],
///      "coverage": [{"id": "k1", "quote": "…" | null, "covered": Covered, "p": 0.9}],
///      "questions": [{"id": "q1", "source_quote": "…" | null, "source": Answer, "summary_quote": "…" | null,
///                     "summary": Answer, "p": 0.9}]}
///
/// Key points are asked for when the operator gives no questions. Quotes of points and `source_quote` are copied from
/// the source, the others from the summary. Words in capitals are the raw values of the enums below.
package struct SummaryTask: Sendable, Hashable {
    /// How far the summary holds a key point.
    package enum Covered: String, Sendable, Hashable, CaseIterable { case full, partial, no }

    /// What a text says to a closed question.
    package enum Answer: String, Sendable, Hashable, CaseIterable { case yes, no, unstated }

    /// The source, or a part of a long one.
    package let source: String
    /// Where ``source`` begins in the whole, in Unicode scalars.
    package let start: Int
    package let summary: String
    /// The operator's closed questions, `q1`, `q2`, …; trusted, unlike the texts. Empty means key points are asked for.
    package let questions: [NumberedText]
    /// Key points that are asked for; the source may hold fewer.
    package let points: Int

    package init(source: String, start: Int = 0, summary: String, questions: [NumberedText] = [], points: Int = 5) {
        self.source = source
        self.start = start
        self.summary = summary
        self.questions = questions
        self.points = max(1, points)
    }
}
