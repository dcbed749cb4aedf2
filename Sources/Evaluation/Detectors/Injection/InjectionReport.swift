/// Text that speaks to the evaluator instead of the user: a flag for review, never a change of score.
package struct InjectionReport: Equatable, Sendable {
    /// One suspicious passage.
    package struct Finding: Equatable, Sendable {
        /// What it tries.
        package let kind: Kind
        /// Where it is.
        package let range: TextRange
        /// How sure the rule is, 0...1.
        package let certainty: Double
    }

    /// What a passage tries.
    package enum Kind: String, Sendable {
        /// "Ignore all previous instructions."
        case override
        /// Addresses the judge and asks for a score.
        case evaluator
        /// Control tokens of chat templates.
        case template
        /// An answer in the judge's own format.
        case fakeVerdict = "fake_verdict"
        /// Pretends that the judged text is over.
        case fakeBoundary = "fake_boundary"
        /// One of the above written in tag characters, base64 or digits for letters.
        case hidden
    }

    /// Passages in order.
    package let findings: [Finding]
    /// Invisible characters in the text, which a judge should not see.
    package let invisibleCount: Int

    /// Whether anything was found with a certainty of at least 0.5.
    package var isSuspected: Bool { findings.contains { $0.certainty >= 0.5 } }
}
