import JSON

/// One of the two shares that a summary is measured by, with its grounds.
struct SummaryShare {
    /// `alignment` or `coverage`.
    let name: String
    let share: ShareReading
    /// The most that can be sure, 0 to 1.
    let limit: Double
    let reason: String
    let findings: [JSONValue]
    let reviewReasons: Set<ReviewReason>
    let isTruncated: Bool

    /// The summary's claims that the source supports; nil when it makes none.
    init?(alignment found: GroundingFindings, document: JudgedDocument) {
        let tally = ClaimTally(found)
        guard !tally.claims.isEmpty else { return nil }
        name = "alignment"
        share = ShareReading(
            tally.claims.map {
                .init(isGood: $0.verdict == .supported, certainty: $0.certainty(overall: found.overall))
            })
        limit = tally.limit
        reason =
            "\(tally.count(.supported)) of \(MetricText.count(tally.claims.count, "claim")) supported by the source."
            + tally.failures(document: document)
        findings = tally.json(document: document)
        reviewReasons = tally.reviewReasons
        isTruncated = tally.coverage < 1
    }

    /// The key points, or the questions that the source answers, that the summary holds; nil when there are none.
    ///
    /// - Parameter shown: share of the texts that the judge was shown, 0 to 1.
    init?(coverage found: SummaryFindings, shown: Double) {
        let counted = found.points.filter { !$0.isUnstated }
        guard !counted.isEmpty else { return nil }
        name = "coverage"
        share = ShareReading(counted.map { .init(halves: $0.covered.halves, certainty: $0.certainty) })
        // Fewer points than were asked for: the judge may have left out those that are not covered.
        let answered = min(1, Double(found.points.count) / Double(max(1, found.asked)))
        let isQuoted = counted.contains { $0.covered != .no && $0.quote.isVerified }
        limit =
            (isQuoted ? Certainty.highest : Certainty.unquoted) * shown * (0.5 + 0.5 * answered)
            * (1 - 0.5 * found.quotes.rejectionRate)
        let full = counted.count { $0.covered == .full }
        let partly = counted.count { $0.covered == .partial }
        let isAboutQuestions = counted[0].id.first == "q"
        let noun = isAboutQuestions ? "question" : "key point"
        reason =
            "\(full) of \(MetricText.count(counted.count, noun)) covered" + (partly > 0 ? ", \(partly) in part." : ".")
            + MetricText.listed(
                "Left out",
                counted.filter { $0.covered == .no }.map {
                    (isAboutQuestions ? $0.text : $0.source?.text ?? $0.text, $0.id)
                })
        findings = found.points.map(Self.json)
        reviewReasons = found.quotes.needsReview ? [.quotesRejected] : []
        isTruncated = shown < 1
    }

    private static func json(_ point: SummaryFindings.Point) -> JSONValue {
        var object = JSONObject()
        object.append(point.id.first == "q" ? "question" : "key_point", .string(point.text))
        object.append("covered", .string(point.isUnstated ? "not_applicable" : point.covered.rawValue))
        object.append("source_quote", point.source.map { .string($0.text) } ?? .null)
        object.append("quote", point.place.map { .string($0.text) } ?? .null)
        if let place = point.place { MetricText.append(place.range, to: &object) }
        object.append("confidence", MetricText.json(point.certainty))
        if point.isMissing { object.append("unanswered", true) }
        return .object(object)
    }
}

extension SummaryTask.Covered {
    /// What a verdict counts, in halves.
    fileprivate var halves: Int {
        switch self {
        case .full: 2
        case .partial: 1
        case .no: 0
        }
    }
}
