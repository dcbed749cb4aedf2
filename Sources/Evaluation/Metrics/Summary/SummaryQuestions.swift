import JSON

/// What is asked about a summary: its claims against the source, and the source's key points against it.
struct SummaryQuestions {
    private(set) var tasks: [BoundTask] = []
    /// Share of the summary that the questions about claims show, 0 to 1.
    private(set) var alignmentCoverage: Double = 1
    /// Share of the source, of the summary and of the operator's questions that the questions about key points hold, 0 to 1.
    private(set) var coverageShown: Double = 1

    /// Scalars of the source in one question about key points.
    private static let length = 32_000
    /// Questions of the operator; the rest is left out and said.
    private static let mostQuestions = 60

    init(_ request: MetricRequest, subject: EvaluationCase) {
        let source = Self.withoutOrders(subject.testCase.input ?? "")
        guard !TokenizedText(source).words.isEmpty else { return }
        let policy = EvaluationPolicy()
        let document = subject.document
        // The source is the evidence here, not the user's words that prove nothing.
        let evidence = EvidenceIndex([source], document: document, input: nil)
        let spoken = document.sentences.filter { !document.addressedToEvaluator.contains($0.number) }
        let sentences = SentenceParts(spoken, policy: policy)
        alignmentCoverage = sentences.coverage
        for part in sentences.parts {
            tasks.append(
                BoundTask(
                    .grounding(
                        GroundingTask(
                            input: nil, sentences: part,
                            evidence: evidence.texts(evidence.parts.first ?? []),
                            asksForClaims: true, asksForRelevancy: false)),
                    document: document, evidence: evidence))
        }
        let parts = TextParts(source, length: Self.length, limit: policy.partsPerAnswer)
        let summary = document.spoken.unicodeScalars
        let shown = summary.prefix(CriteriaParts.maximumLength)
        coverageShown = parts.coverage * Double(shown.count) / Double(max(1, summary.count))
        let asked = Self.asked(of: request)
        let questions = NumberedText.numbered(Array(asked.prefix(Self.mostQuestions)), prefix: "q")
        coverageShown *= Double(max(1, questions.count)) / Double(max(1, asked.count))
        for part in parts.parts {
            tasks.append(
                BoundTask(
                    .summary(
                        SummaryTask(
                            source: part.text, start: part.start,
                            summary: String(String.UnicodeScalarView(shown)), questions: questions,
                            points: min(20, max(1, request.options["n"]?.integer ?? 5))))))
        }
    }

    /// The operator's questions in their order, each once.
    private static func asked(of request: MetricRequest) -> [String] {
        let texts = request.options["assessment_questions"]?.array?.compactMap(\.string) ?? []
        var seen: Set<String> = []
        return texts.filter { !TokenizedText($0).words.isEmpty && seen.insert($0).inserted }
    }

    /// The source with what speaks to the evaluator turned to spaces.
    private static func withoutOrders(_ source: String) -> String {
        let report = InjectionDetector().scan(source)
        guard report.isSuspected else { return source }
        let ranges = report.findings.filter { $0.certainty >= 0.5 }.map(\.range.scalars)
        return JudgedDocument(source, addressedToEvaluator: ranges).spoken
    }
}
