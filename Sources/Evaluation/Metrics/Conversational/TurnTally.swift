import JSON

/// The arithmetic that conversational metrics share: the mean over items that are met, met in part or not.
struct TurnTally {
    /// One item that counts.
    struct Item {
        /// How far it is met, in halves: 0, 1 or 2.
        let halves: Int
        /// The probability that this is right, 0 to 1.
        let certainty: Double
        let quote: QuoteSupport
        let isDoubted: Bool

        init(halves: Int, certainty: Double, quote: QuoteSupport = .none, isDoubted: Bool = false) {
            self.halves = halves
            self.certainty = certainty
            self.quote = quote
            self.isDoubted = isDoubted
        }
    }

    /// How sure a verdict is at most when there is nothing to quote for it.
    private static let quotelessConfidence = 0.95
    /// Items that enter the exact distribution; its cost is their number squared.
    private static let exactItems = 500

    let items: [Item]
    private let findings: ConversationFindings

    init(_ items: [Item], findings: ConversationFindings) {
        self.items = items
        self.findings = findings
    }

    /// - Parameters:
    ///   - isQuoteless: no item was to be shown by a passage.
    ///   - hasVerifiedQuote: a passage besides the items' bears them out.
    func reading(
        _ reason: String, decision: Decision, isQuoteless: Bool = false, hasVerifiedQuote: Bool = false
    ) -> Measurement.Reading {
        let score = Score(clamping: Double(items.reduce(0) { $0 + $1.halves }) / Double(max(1, 2 * items.count)))
        let passed = decision.passes(score)
        var counts = CountDistribution()
        let judged = items.prefix(Self.exactItems)
        for item in judged {
            switch item.halves {
            case 0: counts.add(probability: 1 - item.certainty, units: 2)
            case 1:
                counts.add(probability: item.certainty)
                counts.add(probability: 1 - item.certainty)
            default: counts.add(probability: item.certainty, units: 2)
            }
        }
        let agreeing = counts.probability { count in
            decision.passes(Score(clamping: Double(count) / Double(max(1, 2 * judged.count)))) == passed
        }
        let isVerified = hasVerifiedQuote || items.contains { $0.quote.isVerified }
        let limit =
            (isVerified ? Certainty.highest : isQuoteless ? Self.quotelessConfidence : Certainty.unquoted)
            * findings.coverage * (1 - 0.5 * findings.quotes.rejectionRate)
        var reading = Measurement.Reading(score: score, confidence: min(agreeing, limit), reason: reason)
        if findings.quotes.needsReview { reading.reviewReasons.insert(.quotesRejected) }
        // What rules doubt is always that something is as good as the judge says.
        if passed, items.contains(where: \.isDoubted) { reading.reviewReasons.insert(.deterministicConflict) }
        if passed, findings.isInjectionSuspected { reading.reviewReasons.insert(.injectionSuspected) }
        reading.extra.append("items", .integer(Int64(items.count)))
        reading.extra.append("quote_rejection_rate", MetricText.json(findings.quotes.rejectionRate))
        reading.note(coverage: findings.coverage)
        return reading
    }
}

extension ConversationFindings.Verdict {
    /// The probability that the word is right.
    var certainty: Double {
        isMissing ? stated : Certainty.combined(stated: stated, evidence: [quote.weight, isDoubted ? -1.5 : 0])
    }

    func item(halves: Int) -> TurnTally.Item {
        TurnTally.Item(halves: halves, certainty: certainty, quote: quote, isDoubted: isDoubted)
    }
}

extension ConversationFindings.Verdict where Word: RawRepresentable<String> {
    /// The finding as the wire shows it.
    var json: JSONObject {
        var object = JSONObject()
        object.append("turn", .string("t\(turn)"))
        object.append("verdict", .string(word.rawValue))
        ConversationText.append(passage, in: turn, to: &object)
        object.append("confidence", MetricText.json(certainty))
        if isMissing { object.append("unanswered", true) }
        if isDoubted { object.append("doubted", true) }
        return object
    }
}

extension QuoteSupport {
    /// What a passage adds to the certainty of a word about a turn, in log-odds.
    var weight: Double {
        switch self {
        case .exact: 1
        case .fuzzy: 0.5
        case .rejected: -1
        case .none: 0
        }
    }
}
