/// A window of text that says a statement in nearly its own words, negations and numbers included: what upholds a good
/// verdict whose quote does not hold.
enum LexicalSupport {
    /// Share of a statement's content words that the window must hold, 0 to 1.
    private static let share = 0.8

    /// Unicode scalars of `text`; nil when no window says it.
    static func window(for statement: TokenizedText, in text: TokenizedText) -> Range<Int>? {
        let overlap = TextOverlap(claim: statement, evidence: text)
        guard overlap.windowPrecision >= share, overlap.hasAllNumbers else { return nil }
        let inWindow = text.words.count { word in
            word.isNegation && overlap.window.overlaps(text.normalized.originalRange(word.range))
        }
        return inWindow == statement.words.count(where: \.isNegation) ? overlap.window : nil
    }
}
