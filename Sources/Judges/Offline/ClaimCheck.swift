internal import Evaluation

/// What one sentence of evidence says about a claim, as far as words show.
struct ClaimCheck {
    /// The three things evidence can do.
    enum Verdict {
        case supports, contradicts, saysNothing
    }

    let verdict: Verdict
    /// How much of the claim is in the sentence, 0...1.
    let overlap: Double

    init(claim: LexicalText, evidence: LexicalText) {
        overlap = evidence.share(of: claim.contentSet)
        verdict = Self.verdict(claim, evidence, overlap)
    }

    private static func verdict(_ claim: LexicalText, _ evidence: LexicalText, _ overlap: Double) -> Verdict {
        guard overlap > 0 else { return .saysNothing }
        let claimOnly = claim.contentSet.subtracting(evidence.contentSet)
        let evidenceOnly = evidence.contentSet.subtracting(claim.contentSet)
        let missingNumbers = claim.tokens.numbers.filter { number in
            !evidence.tokens.numbers.contains { $0.matches(number) }
        }
        let sameSense = claim.isNegated == evidence.isNegated
        let missingNames = claim.names.subtracting(evidence.contentSet)

        // A word that excludes the claim's outweighs all the words they share.
        if sameSense, missingNumbers.isEmpty, sharesSubject(claim, evidence),
            conflictingValues(claim, claimOnly, evidence, evidenceOnly)
        {
            return .contradicts
        }
        if missingNumbers.isEmpty, missingNames.isEmpty, overlap >= 0.8 { return sameSense ? .supports : .contradicts }
        let conflict =
            sameSense && !missingNumbers.isEmpty && sharesSubject(claim, evidence)
            && conflictingNumbers(claim, evidence, missingNumbers)
        return conflict ? .contradicts : .saysNothing
    }

    /// Whether both speak of the same thing first.
    private static func sharesSubject(_ claim: LexicalText, _ evidence: LexicalText) -> Bool {
        guard let subject = claim.content.first else { return false }
        return evidence.contentSet.contains(subject)
    }

    /// Both give a number of one kind for the same words, and the numbers differ.
    private static func conflictingNumbers(
        _ claim: LexicalText, _ evidence: LexicalText, _ missing: [NumberReading]
    ) -> Bool {
        let others = evidence.tokens.numbers.filter { number in
            !claim.tokens.numbers.contains { $0.matches(number) }
        }
        guard missing.count == 1, others.count == 1, missing[0].unit == others[0].unit else { return false }
        let words = Set(claim.tokens.words.lazy.filter { $0.isContent && $0.kind == .word }.map(\.stem))
        return evidence.share(of: words) >= 0.75
    }

    /// The sentences differ in one word each, and the two words exclude each other.
    private static func conflictingValues(
        _ claim: LexicalText, _ claimOnly: Set<Int>, _ evidence: LexicalText, _ evidenceOnly: Set<Int>
    ) -> Bool {
        guard claimOnly.count == 1, evidenceOnly.count == 1, let value = claimOnly.first, let other = evidenceOnly.first
        else { return false }
        if ExclusiveWords.exclude(value, other) { return true }
        let shared = claim.contentSet.count - 1
        return shared >= 2 && claim.names.contains(value) && evidence.names.contains(other)
    }
}
