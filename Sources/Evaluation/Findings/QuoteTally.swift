/// What became of the quotes of one judge call: the live health figure of a judge model.
package struct QuoteTally: Sendable, Hashable {
    /// Quotes and passages the judge gave.
    package var given: Int
    /// Those that are in none of the texts shown, or only in the answer they were to prove.
    package var rejected: Int

    package init(given: Int = 0, rejected: Int = 0) {
        self.given = given
        self.rejected = rejected
    }

    /// 0 to 1; 0 when none was given.
    package var rejectionRate: Double { given == 0 ? 0 : Double(rejected) / Double(given) }

    /// More than half of several quotes do not exist: nothing the judge said counts. One wrong quote alone proves
    /// carelessness, not forgery.
    package var isVoid: Bool { rejected >= 2 && rejectionRate > 0.5 }

    /// More than a fifth of the quotes do not exist.
    package var needsReview: Bool { rejectionRate > 0.2 }

    package static func + (left: QuoteTally, right: QuoteTally) -> QuoteTally {
        QuoteTally(given: left.given + right.given, rejected: left.rejected + right.rejected)
    }

    mutating func count(exists: Bool) {
        given += 1
        if !exists { rejected += 1 }
    }
}

/// How well a quote bears out what it was given for.
package enum QuoteSupport: String, Sendable, Hashable {
    case exact, fuzzy, rejected
    /// The judge gave none.
    case none

    init(_ verdict: QuoteVerdict) {
        switch verdict {
        case .exact: self = .exact
        case .fuzzy: self = .fuzzy
        case .rejected: self = .rejected
        }
    }

    var isVerified: Bool { self == .exact || self == .fuzzy }
}

extension QuoteVerdict {
    /// Whether the quoted words are where quotes may come from, whatever they prove. Too short, too long and
    /// irrelevant quotes exist; they count for nothing, but they are no forgery.
    var exists: Bool {
        switch self {
        case .exact, .fuzzy: true
        case .rejected(let reason): reason == .tooShort || reason == .tooLong || reason == .irrelevant
        }
    }
}

extension QuoteSupport {
    /// What a quote adds to the log-odds of the verdict it was given for.
    var evidence: Double {
        switch self {
        case .exact: 1
        case .fuzzy: 0.5
        case .rejected: -1
        case .none: 0
        }
    }
}
