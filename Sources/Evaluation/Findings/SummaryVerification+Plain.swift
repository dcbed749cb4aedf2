/// What a small model's yes says about a summary. It quotes nothing: passages are found by words, and no verdict is as sure
/// as a quoted one.
extension SummaryVerification {
    /// A passage of the source as a key point, with the verdict on whether the summary says it.
    ///
    /// - Parameter range: scalar offsets in the source that the task shows.
    mutating func point(_ id: String, at range: Range<Int>, _ verdict: PlainVerdict) -> SummaryFindings.Point {
        let text = source.original.text(range)
        let passage = SummaryFindings.Passage(
            text: text, range: start + range.lowerBound..<start + range.upperBound)
        var point = point(id, text, at: passage, said: (covered: .no, quote: nil, stated: verdict.certainty))
        switch verdict.extent {
        case .full: point.covered = .full
        case .partial: point.covered = .partial
        case .none: return point
        }
        let window = TextOverlap(claim: TokenizedText(text), evidence: summary).window
        if !window.isEmpty {
            point.place = SummaryFindings.Passage(text: summary.original.text(window), range: window)
        }
        return point
    }

    /// What both texts say to a question: only the same answer of both covers it.
    mutating func question(
        _ question: NumberedText, source: SummaryTask.Answer, summary: SummaryTask.Answer, stated: Double
    ) -> SummaryFindings.Point {
        var point = self.question(
            question, said: (source: source, sourceQuote: nil, summary: .unstated, summaryQuote: nil, stated: stated))
        if source != .unstated, source == summary { point.covered = .full }
        return point
    }
}
