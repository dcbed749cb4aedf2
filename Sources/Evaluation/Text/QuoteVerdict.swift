/// What became of a quote that a judge gave as evidence.
package enum QuoteVerdict: Equatable, Sendable {
    /// The quote is in the chunk, up to folding. Offsets in Unicode scalars of the chunk; a quote in parts spans from
    /// the first part to the last.
    case exact(chunk: Int, start: Int, end: Int)
    /// The chunk says nearly the same, with the same numbers, negations and names.
    case fuzzy(chunk: Int, start: Int, end: Int)
    /// The quote proves nothing.
    case rejected(QuoteRejection)

    /// What the quote counts for: 1 exact, 0.9 fuzzy, 0 rejected.
    package var factor: Double {
        switch self {
        case .exact: 1
        case .fuzzy: 0.9
        case .rejected: 0
        }
    }

    /// The chunk that holds the quote, which may be another than the judge named; nil when rejected.
    package var chunk: Int? {
        switch self {
        case .exact(let chunk, _, _), .fuzzy(let chunk, _, _): chunk
        case .rejected: nil
        }
    }
}

/// Why a quote was rejected.
package enum QuoteRejection: String, Equatable, Sendable {
    /// Nothing but white space, marks or an ellipsis.
    case empty
    /// Under three words and under twelve characters.
    case tooShort = "too_short"
    /// Longer than ``QuoteVerifier/maximumWords``.
    case tooLong = "too_long"
    /// In no chunk, neither exactly nor nearly.
    case notFound = "not_found"
    /// Nearly in a chunk, but a number, a negation or a name differs.
    case altered
    /// The words left out between its parts hold a negation.
    case elidedNegation = "elided_negation"
    /// Found only in the judged answer or in the question.
    case selfCitation = "self_citation"
    /// In the evidence, but it has nothing to do with the claim.
    case irrelevant
}
