/// What a judge is shown of an answer that it rates or compares as a whole: sentences that speak to their evaluator are
/// turned to spaces, so that a naive judge cannot obey them and every other offset stays.
enum UnaddressedText {
    static func of(_ text: String) -> String {
        let report = InjectionDetector().scan(text)
        let ranges = report.findings.filter { $0.certainty >= 0.5 }.map(\.range.scalars)
        return ranges.isEmpty ? text : JudgedDocument(text, addressedToEvaluator: ranges).spoken
    }

    /// The parts, with the answer among them so treated.
    static func of(_ parts: [CriteriaTask.Part]) -> [CriteriaTask.Part] {
        parts.map { part in
            part.label == TestCaseField.actualOutput.rawValue
                ? CriteriaTask.Part(label: part.label, text: of(part.text)) : part
        }
    }
}
