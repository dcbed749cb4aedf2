/// Parts of an extraction: which statements an answer makes, before anybody looks at the evidence.
///
/// The answer is one JSON object:
///
///     {"reasoning": "…", "claims": [{"sid": "s1", "claim": "…" | null}]}
///
/// Every sentence is named at least once; a null claim says that it states no fact.
package struct ExtractionTask: Sendable, Hashable {
    /// The sentences asked about.
    package let sentences: [NumberedText]
    /// Joins the words of the sentences in place of spaces; nil when they stand as they are.
    package let dataMark: Unicode.Scalar?

    package init(sentences: [NumberedText], dataMark: Unicode.Scalar? = nil) {
        self.sentences = sentences
        self.dataMark = dataMark
    }
}
