/// What decides above the single metric.
package struct EvaluationPolicy: Sendable, Hashable {
    /// The lowest total score that passes, 0 to 1. Default: 0.5.
    package var passMark: Double
    /// `passed` asks for every metric to pass its own threshold (`STRICT_THRESHOLDS`). Default: false.
    package var strictThresholds: Bool
    /// Sentences of one judge task; a longer answer is asked about in parts. Default: 60.
    package var sentencesPerTask: Int
    /// Parts one answer is cut into; what lies behind is not judged, and lowers the confidence. Default: 8.
    package var partsPerAnswer: Int
    /// Parts of long evidence that a claim is asked against, of 64,000 scalars each, or of 12,000 for plain questions; what
    /// lies behind lowers the confidence. Default: 8.
    package var evidenceParts: Int
    /// Judge calls of one evaluation in flight at once. Default: 8.
    package var concurrency: Int
    /// Criteria without steps are split by the judge, once for each text. Default: true.
    package var compilesSteps: Bool
    /// How hard judges are asked; a request may ask for more. Default: one answer, hardened when text is suspicious.
    package var judging: JudgingOptions

    /// Parts of evidence where nobody says how many.
    package static let usualEvidenceParts = 8

    package init(
        passMark: Double = 0.5, strictThresholds: Bool = false, sentencesPerTask: Int = 60, partsPerAnswer: Int = 8,
        evidenceParts: Int = EvaluationPolicy.usualEvidenceParts, concurrency: Int = 8, compilesSteps: Bool = true,
        judging: JudgingOptions = JudgingOptions()
    ) {
        self.passMark = passMark
        self.strictThresholds = strictThresholds
        self.sentencesPerTask = max(1, sentencesPerTask)
        self.partsPerAnswer = max(1, partsPerAnswer)
        self.evidenceParts = max(1, evidenceParts)
        self.concurrency = max(1, concurrency)
        self.compilesSteps = compilesSteps
        self.judging = judging
    }
}
