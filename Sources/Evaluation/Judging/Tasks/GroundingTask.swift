/// Parts of a grounding question: claims against evidence, and the answer against the question.
///
/// The answer is one JSON object with exactly the asked members, in this order:
///
///     {"reasoning": "…",
///      "claims": [{"sid": "s1", "claim": "…" | null, "verdict": Verdict, "eid": "e1" | null, "quote": "…" | null,
///                  "p": 0.9}],
///      "overall": Overall,
///      "requirements": [{"id": "r1", "text": "…", "addressed": Addressed, "sid": "s1" | null, "quote": "…" | null,
///                        "p": 0.9}],
///      "sentences": [{"sid": "s1", "role": Role}],
///      "responds": Response}
///
/// `claims` and `overall` belong to ``asksForClaims``, the rest to ``asksForRelevancy``. A null `claim` means the whole
/// sentence. Words in capitals are the raw values of the enums below.
package struct GroundingTask: Sendable, Hashable {
    /// What the evidence says about a claim. Without evidence: what is generally known about it.
    package enum Verdict: String, Sendable, Hashable, CaseIterable {
        case supported, contradicted
        case notInEvidence = "not_in_evidence"
        case notAClaim = "not_a_claim"
    }

    /// The judge's verdict on the answer as a whole, to compare with its verdicts on the claims.
    package enum Overall: String, Sendable, Hashable, CaseIterable {
        case allSupported = "all_supported"
        case someUnsupported = "some_unsupported"
        case contradicted
    }

    /// How far the answer meets a requirement of the question.
    package enum Addressed: String, Sendable, Hashable, CaseIterable { case full, partial, no }

    /// What a sentence does for the answer.
    package enum Role: String, Sendable, Hashable, CaseIterable {
        case answers, supports
        case offTopic = "off_topic"
        case repeats, courtesy
    }

    /// What the answer as a whole is.
    package enum Response: String, Sendable, Hashable, CaseIterable { case answer, refusal, clarification, none }

    /// What the user said; nil when the request holds none.
    package let input: String?
    /// The sentences asked about; a part of the answer when the answer is long.
    package let sentences: [NumberedText]
    /// Empty when no evidence was given: then claims are judged by what is generally known, without quotes.
    package let evidence: [NumberedText]
    /// Ask for claims with verdicts (faithfulness, hallucination).
    package let asksForClaims: Bool
    /// Ask for requirements and sentence roles (answer relevancy).
    package let asksForRelevancy: Bool
    /// Joins the words of the judged slots in place of spaces; nil when they stand as they are.
    package let dataMark: Unicode.Scalar?

    package init(
        input: String?, sentences: [NumberedText], evidence: [NumberedText], asksForClaims: Bool,
        asksForRelevancy: Bool, dataMark: Unicode.Scalar? = nil
    ) {
        self.input = input
        self.sentences = sentences
        self.evidence = evidence
        self.asksForClaims = asksForClaims
        self.asksForRelevancy = asksForRelevancy
        self.dataMark = dataMark
    }

    /// A question about a whole answer: cut into `s1`, `s2`, …, the evidence named `e1`, `e2`, ….
    package init(
        input: String?, output: String, evidence: [String], asksForClaims: Bool = true, asksForRelevancy: Bool = true
    ) {
        self.init(
            input: input, sentences: NumberedText.sentences(of: output),
            evidence: NumberedText.numbered(evidence, prefix: "e"), asksForClaims: asksForClaims,
            asksForRelevancy: asksForRelevancy)
    }
}
