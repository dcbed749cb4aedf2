import JSON

/// The claims that count: statements only, each once, in the order of the text.
struct ClaimTally {
    let claims: [GroundingFindings.Claim]
    private let findings: GroundingFindings

    /// Of claims in the same words the least supported stands, so that repeating gains nothing.
    init(_ findings: GroundingFindings) {
        self.findings = findings
        var places: [Words: Int] = [:]
        places.reserveCapacity(findings.claims.count)
        var claims: [GroundingFindings.Claim] = []
        for claim in findings.claims where claim.verdict != .notAClaim {
            if let place = places[Words(claim.key)] {
                if claims[place].verdict.badness < claim.verdict.badness { claims[place] = claim }
            } else {
                places[Words(claim.key)] = claims.count
                claims.append(claim)
            }
        }
        self.claims = claims
    }

    /// The words of a claim, hashed all at once rather than one by one.
    private struct Words: Hashable {
        let keys: [Int]

        init(_ keys: [Int]) { self.keys = keys }

        func hash(into hasher: inout Hasher) { unsafe keys.withUnsafeBytes { unsafe hasher.combine(bytes: $0) } }
    }

    func count(_ verdict: GroundingTask.Verdict) -> Int { claims.count { $0.verdict == verdict } }

    /// Whether any verdict rests on a quote that was found.
    var hasVerifiedQuote: Bool { claims.contains { $0.quote.isVerified } }

    /// Share of the answer and of the evidence that the judge was shown, 0 to 1.
    var coverage: Double { findings.coverage * findings.evidenceCoverage }

    /// How many units of the first claims are supported, by what was measured of each; nil unless all were measured.
    ///
    /// - Parameters:
    ///   - most: claims that enter it.
    ///   - units: what a claim counts.
    func measuredSupport(most: Int, units: (GroundingFindings.Claim) -> Int = { _ in 1 }) -> CountDistribution? {
        var counts = CountDistribution()
        for claim in claims.prefix(most) {
            guard let probability = claim.probability else { return nil }
            counts.add(probability: probability, units: units(claim))
        }
        return counts
    }

    /// The most that can be sure about these claims together.
    var limit: Double {
        var limit =
            findings.isMeasured ? Certainty.measured : hasVerifiedQuote ? Certainty.highest : Certainty.unquoted
        if findings.isClosedBook { limit = min(limit, Certainty.unquoted) }
        return limit * coverage * (1 - 0.5 * findings.quotes.rejectionRate)
    }

    /// Reasons for a review that the claims give.
    var reviewReasons: Set<ReviewReason> {
        var reasons: Set<ReviewReason> = []
        if findings.quotes.needsReview { reasons.insert(.quotesRejected) }
        if claims.contains(where: \.isDisputed) { reasons.insert(.evidenceConflict) }
        if let unread = findings.unread {
            reasons.insert(.evidenceUnread)
            if unread == .canaryFailed { reasons.insert(.canaryFailed) }
        }
        if let overall = findings.overall, !claims.isEmpty {
            let allSupported = claims.allSatisfy { $0.verdict == .supported }
            let isContradicted = claims.contains { $0.verdict == .contradicted }
            if (overall == .allSupported) != allSupported || overall == .contradicted && !isContradicted {
                reasons.insert(.directVersusClaims)
            }
        }
        return reasons
    }

    /// The claims as the wire shows them; those that were not counted with their verdict.
    func json(document: JudgedDocument) -> [JSONValue] {
        findings.claims.map { claim in
            var object = JSONObject()
            object.append("claim", .string(claim.text))
            object.append("verdict", .string(claim.verdict.rawValue))
            object.append("quote", claim.passage.map { .string($0.text) } ?? .null)
            object.append("evidence", claim.passage.map { .integer(Int64($0.source)) } ?? .null)
            MetricText.append(claim.range, to: &object)
            object.append("confidence", MetricText.json(claim.certainty(overall: findings.overall)))
            if claim.isDisputed { object.append("contradicted_elsewhere", true) }
            if claim.isUnread { object.append("evidence_unread", true) }
            if claim.isMissing { object.append("unanswered", true) }
            if claim.isAddressedToEvaluator { object.append("addressed_to_evaluator", true) }
            return .object(object)
        }
    }

    /// "Not in the evidence: "…" (s3). Contradicted: …", at most three of each.
    func failures(document: JudgedDocument) -> String {
        var text = ""
        for (verdict, label) in [
            (GroundingTask.Verdict.contradicted, "Contradicted"),
            (.notInEvidence, findings.isClosedBook ? "Not verifiable" : "Not in the evidence"),
        ] {
            var named: [String] = []
            var seen: Set<String> = []
            for claim in claims where claim.verdict == verdict && seen.insert(claim.sentence).inserted {
                guard named.count < 3 else { continue }
                named.append("\(MetricText.quoted(document.text(claim.range))) (\(claim.sentence))")
            }
            guard !named.isEmpty else { continue }
            let rest = seen.count > 3 ? " and \(seen.count - 3) more" : ""
            text += " \(label): \(named.joined(separator: ", "))\(rest)."
        }
        return text
    }

    /// Numbers about the judging for `details`.
    var extra: JSONObject {
        var extra = JSONObject()
        extra.append("claims", .integer(Int64(claims.count)))
        extra.append("quote_rejection_rate", MetricText.json(findings.quotes.rejectionRate))
        if findings.isClosedBook { extra.append("closed_book", true) }
        if let unread = findings.unread { extra.append("evidence_unread", .string(unread.rawValue)) }
        return extra
    }
}

extension GroundingTask.Verdict {
    fileprivate var badness: Int {
        switch self {
        case .notAClaim: 0
        case .supported: 1
        case .notInEvidence: 2
        case .contradicted: 3
        }
    }
}
