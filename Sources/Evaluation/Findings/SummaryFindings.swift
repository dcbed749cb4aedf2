/// What a judge found about a summary and its source, after verification.
package struct SummaryFindings: Sendable, Hashable {
    /// A key point of the source, or a question that the source answers.
    package struct Point: Sendable, Hashable {
        /// `k1`, `k2`, … for key points, `q1`, `q2`, … for questions.
        package var id: String
        /// The judge's words for a key point, shown beside the finding; the operator's question.
        package var text: String
        /// The verified passage of the source; nil for a question without one.
        package var source: Passage?
        /// After verification: what nothing in the summary bears out is `no`.
        package var covered: SummaryTask.Covered
        /// The judge's own certainty, 0 to 1; 0.3 for a point it left out.
        package var stated: Double
        package var quote: QuoteSupport
        /// The verified passage of the summary.
        package var place: Passage?
        /// Share of the content words of its source passage that the summary holds, 0 to 1.
        package var overlap: Double
        package var isMissing: Bool
        /// The source does not answer the question; not counted.
        package var isUnstated = false

        /// The probability that the verdict is right: the judge's own certainty, the quote and the wording.
        package var certainty: Double {
            if isMissing { return stated }
            let wording = overlap >= 0.8 ? 0.5 : overlap < 0.2 ? -0.5 : 0
            return Certainty.combined(stated: stated, evidence: [quote.evidence, covered == .no ? -wording : wording])
        }
    }

    /// A quoted place.
    package struct Passage: Sendable, Hashable {
        package var text: String
        /// Unicode scalar offsets in the source or in the summary.
        package var range: Range<Int>
    }

    /// In the judge's order; key points with the same quote once.
    package var points: [Point] = []
    /// Key points whose quote is not in the source; they count for nothing.
    package var unverified = 0
    /// Key points or questions that were asked for.
    package var asked = 0
    package var quotes = QuoteTally()

    package init() {}

    /// Joins the findings about parts of one source, in order. Of a question the part that answers it best stands.
    package static func merged(_ parts: [SummaryFindings]) -> SummaryFindings? {
        guard var whole = parts.first else { return nil }
        let isAboutQuestions = whole.points.contains { $0.id.first == "q" }
        for part in parts.dropFirst() {
            whole.quotes = whole.quotes + part.quotes
            whole.unverified += part.unverified
            guard isAboutQuestions else {
                for point in part.points {
                    whole.points.append(point)
                    whole.points[whole.points.count - 1].id = "k\(whole.points.count)"
                }
                whole.asked += part.asked
                continue
            }
            for (place, point) in part.points.enumerated() where whole.points.indices.contains(place) {
                if whole.points[place].rank < point.rank { whole.points[place] = point }
            }
        }
        return whole
    }
}

extension SummaryFindings.Point {
    /// How much a part of the source told about a question.
    fileprivate var rank: Int { isUnstated ? 0 : source == nil ? 1 : covered == .no ? 2 : 3 }
}
