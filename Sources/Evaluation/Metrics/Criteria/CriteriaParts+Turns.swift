extension CriteriaParts {
    /// The turns of a conversation, each a part of its own under its number and speaker (`t1 user`): what a turn says
    /// cannot pose as another turn. Passages that speak to the evaluator are turned to spaces.
    ///
    /// All together are at most as long as one part may be; what lies behind is left out. Nil without turns.
    static func turns(of testCase: TestCase) -> (parts: [CriteriaTask.Part], isTruncated: Bool)? {
        guard !testCase.turns.isEmpty else { return nil }
        var left = maximumLength
        var parts: [CriteriaTask.Part] = []
        for (place, turn) in testCase.turns.enumerated() {
            guard left > 0 else { return (parts, true) }
            let calls = turn.toolsCalled.flatMap { $0.isEmpty ? nil : "\ntools_called: " + described($0) } ?? ""
            let text = turn.content + calls
            let scalars = (EvaluationCase.cleared(text) ?? text).unicodeScalars
            let shown = scalars.prefix(left)
            parts.append(CriteriaTask.Part(label: "t\(place + 1) \(turn.role.rawValue)", text: String(shown)))
            guard shown.endIndex == scalars.endIndex else { return (parts, true) }
            // Many short turns cost their labels.
            left -= shown.count + 20
        }
        return (parts, false)
    }

    /// The answer is looked at, or else the turns, and nothing is said in it: nobody need be asked.
    static func areSilent(_ parts: [CriteriaTask.Part], of subject: EvaluationCase) -> Bool {
        let names = names(of: parts)
        if names.contains(TestCaseField.actualOutput.rawValue) { return subject.hasNoText }
        guard names.contains(TestCaseField.turns.rawValue) else { return false }
        let turns = subject.testCase.turns
        let outline = ConversationOutline(turns)
        return outline.has(.silent) && !outline.has(.judged) && turns.allSatisfy { $0.toolsCalled?.isEmpty ?? true }
    }

    /// What parts are of a test case, each once: turns count as one, so that steps made for a criterion serve
    /// conversations of any length.
    static func names(of parts: [CriteriaTask.Part]) -> [String] {
        var names: [String] = []
        for part in parts {
            let name = TestCaseField(rawValue: part.label)?.rawValue ?? TestCaseField.turns.rawValue
            if !names.contains(name) { names.append(name) }
        }
        return names
    }
}
