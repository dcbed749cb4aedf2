/// What two answers are shown beside, by the names clients use for the parts of a test case.
enum BattleParts {
    /// The parts asked for, or the names of those that are not there.
    enum Selection {
        case parts(input: String, [CriteriaTask.Part], isTruncated: Bool)
        case missing([String])
    }

    /// - Parameter names: the client's; empty means the input. The answer itself is always shown.
    static func selection(_ names: [String], of testCase: TestCase) -> Selection {
        let output = TestCaseField.actualOutput.rawValue
        let others = names.filter { $0.split(separator: ".").last?.lowercased() != output }
        guard !others.isEmpty else { return .parts(input: testCase.input ?? "", [], isTruncated: false) }
        switch CriteriaParts.selection(others, of: testCase) {
        case .missing(let names): return .missing(names)
        case .parts(let parts, let isTruncated):
            let label = TestCaseField.input.rawValue
            return .parts(
                input: parts.first { $0.label == label }?.text ?? "", parts.filter { $0.label != label },
                isTruncated: isTruncated)
        }
    }
}
