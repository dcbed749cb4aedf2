/// What a judge found about an answer's claims and about its bearing on the question, after verification.
package struct GroundingFindings: Sendable, Hashable {
    /// One statement of the answer with what the evidence says.
    package struct Claim: Sendable, Hashable {
        /// `s1`, `s2`, ….
        package var sentence: String
        package var text: String
        /// After verification: a verdict whose quote does not hold has become `notInEvidence`.
        package var verdict: GroundingTask.Verdict
        /// The judge's own certainty, 0 to 1; 0.3 for a sentence it left out.
        package var stated: Double
        package var quote: QuoteSupport
        /// The verified passage in the evidence.
        package var passage: Passage?
        /// Share of its content words in one chunk of evidence, 0 to 1.
        package var overlap: Double
        /// `supported` although a number of the claim is nowhere in the passage's chunk.
        package var lacksNumber: Bool
        /// The quote does not hold, but the evidence says it in nearly the same words.
        package var isLexical: Bool
        /// The judge did not answer for this sentence.
        package var isMissing: Bool
        /// Speaks to the evaluator; not counted.
        package var isAddressedToEvaluator: Bool
        /// Names a number, a date, a name or a link.
        package var isSpecific: Bool
        /// Unicode scalar offsets of the sentence in the answer.
        package var range: Range<Int>
        /// Equal for claims that say the same in the same words.
        package var key: [Int]
        /// `stated` was made of token probabilities and the wording together: nothing is to be added to it.
        package var isMeasured = false
        /// That the evidence supports it, 0 to 1, before any limit on what may be sure; nil where nothing was measured.
        package var probability: Double?
        /// One part of the evidence supports it and another contradicts it. Default: false.
        package var isDisputed = false
        /// A part of the evidence that got no usable answer may say more about it. Default: false.
        package var isUnread = false
    }

    /// A passage of evidence.
    package struct Passage: Sendable, Hashable {
        /// Which element of the request's evidence.
        package var source: Int
        /// Unicode scalar offsets in it.
        package var range: Range<Int>
        package var text: String
    }

    /// Something the question asks for.
    package struct Requirement: Sendable, Hashable {
        package var text: String
        /// After verification: what nothing in the answer bears out is `no`.
        package var addressed: GroundingTask.Addressed
        package var stated: Double
        package var quote: QuoteSupport
        /// Unicode scalar offsets in the answer of what meets it.
        package var range: Range<Int>?
        /// That it is met, 0 to 1, before any limit on what may be sure; nil where nothing was measured.
        package var probability: Double?
    }

    /// What one sentence does for the answer.
    package struct SentenceRole: Sendable, Hashable {
        package var sentence: String
        package var role: GroundingTask.Role
        package var isMissing: Bool
        package var isAddressedToEvaluator: Bool
        package var range: Range<Int>
        /// How sure the role is, 0 to 1; nil where the judge does not say.
        package var stated: Double?
        /// That the sentence serves the answer, 0 to 1, before any limit; nil where nothing was measured.
        package var probability: Double?
    }

    package var claims: [Claim] = []
    package var overall: GroundingTask.Overall?
    package var requirements: [Requirement] = []
    package var roles: [SentenceRole] = []
    package var responds: GroundingTask.Response?
    package var quotes = QuoteTally()
    /// Judged without evidence, by what is generally known.
    package var isClosedBook: Bool
    /// Read from token probabilities: passages are found by code, certainties are as measured for such models.
    package var isMeasured = false
    /// Share of the evidence that the claims were asked against, 0 to 1; 1 when all are supported. Default: 1.
    package var evidenceCoverage: Double = 1
    /// Why a part of the evidence got no usable answer while claims were open. Default: nil, all parts got one.
    package var unread: JudgeError.Code?
    /// Share of the answer that the judge was shown, 0 to 1.
    package var coverage: Double = 1

    /// The judge says of a sentence with a number in it that it claims nothing, and it is no question.
    var deniesNumbers: Bool {
        claims.contains { claim in
            claim.verdict == .notAClaim && !claim.isAddressedToEvaluator && claim.isSpecific
                && !claim.text.contains("?") && !TokenizedText(claim.text).numbers.isEmpty
        }
    }

    init(isClosedBook: Bool) { self.isClosedBook = isClosedBook }
}
