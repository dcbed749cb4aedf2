/// A test case with everything that rules can see in it: made once, read by every metric.
///
/// A class, because all that waits for a judge holds it, and would hold its whole content by value.
package final class EvaluationCase: Sendable {
    package let testCase: TestCase
    /// The answer, cut and indexed; of an empty text when the request has none.
    package let document: JudgedDocument
    /// What is wrong with the answer that no judge needs to read; nil when nothing is.
    package let broken: BrokenOutput?
    /// A part of the answer is in signs that the detectors do not read, such as Braille or Morse code.
    package let isUnread: Bool
    /// Personal data and secrets found by rule.
    package let personalData: [DetectedSpan]
    /// Keys of personal data that the user gave in the input.
    package let inputDataKeys: Set<String>
    /// What the wording says about refusing.
    package let refusal: RefusalEstimate
    /// The answer, or text around it, tries to steer its evaluator.
    package let isInjectionSuspected: Bool
    /// How toxic the words look out of context, 0 to 1; never decides.
    package let toxicityPrior: Double
    /// The evidence without passages that speak to the evaluator.
    package let evidence: [String]
    /// What the agent did.
    package let run: AgentRun

    package init(_ testCase: TestCase) {
        self.testCase = testCase
        run = AgentRun(testCase)
        let output = testCase.actualOutput ?? ""
        let decoded = ScalarText(output)
        let skeleton = SkeletonText(decoded)
        let injection = InjectionDetector().scan(skeleton)
        document = JudgedDocument(
            decoded, addressedToEvaluator: injection.findings.filter { $0.certainty >= 0.5 }.map(\.range.scalars))
        broken = BrokenOutputDetector().scan(
            document.tokens, input: testCase.input.map { TokenizedText($0) })
        isUnread = BrokenOutputDetector().isUnread(document.tokens)
        personalData = PIIDetector().scan(skeleton)
        refusal = RefusalDetector().estimate(skeleton)
        toxicityPrior =
            ToxicityLexicon().read(document.tokens.normalized, original: document.tokens.original).prior
        inputDataKeys = Set(testCase.input.map { PIIDetector().scan($0).map(\.key) } ?? [])
        var isSuspected = injection.isSuspected
        evidence = testCase.evidence.map { chunk in
            guard let cleared = Self.cleared(chunk) else { return chunk }
            isSuspected = true
            return cleared
        }
        isInjectionSuspected = isSuspected
    }

    /// Nothing a metric could read.
    package var hasNoText: Bool { broken == .empty || broken == .punctuationOnly }

    /// Whether the answer seems to break off; a hint that lowers no score.
    package var isTruncated: Bool { BrokenOutputDetector().isTruncated(document.tokens) }

    /// The names of required parts that the test case lacks.
    package func missing(_ fields: [TestCaseField]) -> [String] {
        fields.filter { !has($0) }.map(\.rawValue)
    }

    private func has(_ field: TestCaseField) -> Bool {
        switch field {
        case .input: testCase.input != nil
        case .actualOutput: testCase.actualOutput != nil
        case .expectedOutput: testCase.expectedOutput != nil
        case .context: !testCase.evidence.isEmpty
        case .retrievalContext: retrieved != nil
        case .toolsCalled: testCase.toolsCalled != nil
        case .expectedTools: testCase.expectedTools != nil
        case .availableTools: testCase.availableTools != nil
        case .turns: !testCase.turns.isEmpty
        case .scenario: testCase.scenario != nil
        case .expectedOutcome: testCase.expectedOutcome != nil
        case .chatbotRole: testCase.chatbotRole != nil
        case .mcpServers: testCase.mcpServers != nil
        case .trace: testCase.trace != nil
        }
    }

    /// The text without what speaks to the evaluator, every offset as it was; nil when nothing does.
    static func cleared(_ text: String) -> String? {
        let report = InjectionDetector().scan(text)
        guard report.isSuspected else { return nil }
        let ranges = report.findings.filter { $0.certainty >= 0.5 }.map(\.range.scalars)
        return JudgedDocument(text, addressedToEvaluator: ranges).spoken
    }
}
