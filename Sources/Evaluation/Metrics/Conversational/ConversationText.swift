import JSON

/// Small pieces of what conversational metrics report.
enum ConversationText {
    /// " Off: "…" (t4), "…" (t6) and 2 more."; nothing when there are none. At most three are quoted.
    static func list(_ label: String, _ passages: [ConversationFindings.Passage]) -> String {
        guard !passages.isEmpty else { return "" }
        let named = passages.prefix(3).map { "\(MetricText.quoted($0.text)) (t\($0.turn))" }
        let rest = passages.count > 3 ? " and \(passages.count - 3) more" : ""
        return " \(label): \(named.joined(separator: ", "))\(rest)."
    }

    /// A passage, else the whole turn.
    static func passage(
        _ passage: ConversationFindings.Passage?, in turn: Int, of subject: EvaluationCase
    ) -> ConversationFindings.Passage {
        if let passage { return passage }
        let turns = subject.testCase.turns
        let text = turns.indices.contains(turn - 1) ? turns[turn - 1].content : ""
        return ConversationFindings.Passage(turn: turn, text: text, range: 0..<text.unicodeScalars.count)
    }

    /// The passage with its offsets, and its turn when it is another than the finding's.
    static func append(_ passage: ConversationFindings.Passage?, in turn: Int, to object: inout JSONObject) {
        object.append("quote", passage.map { .string($0.text) } ?? .null)
        guard let passage else { return }
        if passage.turn != turn { object.append("quote_turn", .string("t\(passage.turn)")) }
        MetricText.append(passage.range, to: &object)
    }
}

extension EvaluationCase {
    /// What a metric needs to read of the conversation; the names of speakers that it lacks.
    func conversationNeeds(_ needs: FactNeeds, outline: ConversationOutline, users: Bool = true) -> MetricNeeds {
        var missing: [String] = []
        if users, !outline.has(.user) { missing.append("turns.user") }
        if !outline.has(.judged), !outline.has(.silent) { missing.append("turns.assistant") }
        if !missing.isEmpty { return .missing(missing) }
        return outline.has(.judged) ? .facts(needs) : .notApplicable("No assistant turn says anything.")
    }
}
