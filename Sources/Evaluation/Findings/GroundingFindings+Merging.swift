extension GroundingFindings {
    /// Joins the findings about parts of one answer, in the order of the text. A requirement is met as far as the part
    /// that meets it best.
    package static func merged(_ parts: [GroundingFindings]) -> GroundingFindings? {
        guard var whole = parts.first else { return nil }
        for part in parts.dropFirst() {
            whole.claims += part.claims
            whole.roles += part.roles
            whole.quotes = whole.quotes + part.quotes
            whole.evidenceCoverage = min(whole.evidenceCoverage, part.evidenceCoverage)
            whole.unread = whole.unread ?? part.unread
            whole.overall = [whole.overall, part.overall].compactMap(\.self).max { $0.rank < $1.rank }
            if whole.responds == nil || whole.responds == .refusal || whole.responds == GroundingTask.Response.none {
                whole.responds = part.responds
            }
            for (place, requirement) in part.requirements.enumerated() {
                guard whole.requirements.indices.contains(place) else {
                    whole.requirements.append(requirement)
                    continue
                }
                if requirement.addressed.share > whole.requirements[place].addressed.share {
                    whole.requirements[place] = requirement
                }
            }
        }
        return whole
    }

    /// Adds the sentences that no judge was shown because they speak to it: not claims, and not what was asked for.
    mutating func add(addressedSentencesOf document: JudgedDocument) {
        guard !document.addressedToEvaluator.isEmpty else { return }
        for sentence in document.sentences where document.addressedToEvaluator.contains(sentence.number) {
            let range = sentence.range.scalars
            let claim = Claim(
                sentence: sentence.id, text: sentence.text, verdict: .notAClaim, stated: 1, quote: .none, passage: nil,
                overlap: 0, lacksNumber: false, isLexical: false, isMissing: false, isAddressedToEvaluator: true,
                isSpecific: false, range: range, key: [])
            claims.append(claim)
            roles.append(
                SentenceRole(
                    sentence: sentence.id, role: .offTopic, isMissing: false, isAddressedToEvaluator: true, range: range
                ))
        }
        claims = Self.inOrder(claims, by: \.range)
        roles = Self.inOrder(roles, by: \.range)
    }

    /// By place in the text, equal places as they were.
    private static func inOrder<Item>(_ items: [Item], by range: (Item) -> Range<Int>) -> [Item] {
        items.enumerated().sorted { left, right in
            (range(left.element).lowerBound, left.offset) < (range(right.element).lowerBound, right.offset)
        }.map(\.element)
    }
}

extension GroundingTask.Overall {
    /// From good to bad.
    fileprivate var rank: Int {
        switch self {
        case .allSupported: 0
        case .someUnsupported: 1
        case .contradicted: 2
        }
    }
}
