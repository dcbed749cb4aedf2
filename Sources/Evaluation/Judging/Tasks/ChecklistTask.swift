/// Closed questions about labelled parts of a test case, each answered with one of its choices.
///
/// The answer is one JSON object, every item once:
///
///     {"reasoning": "…",
///      "items": [{"id": "q1", "quote": "…" | null, "choice": "…", "p": 0.9}]}
///
/// `choice` is one of the item's choices, word for word. Quotes are copied from one of the parts.
package struct ChecklistTask: Sendable, Hashable {
    /// What may be said to an item that names no choices of its own. The raw value is the judge's word.
    package enum Choice: String, Sendable, Hashable, CaseIterable {
        case yes, partial, no
        case notApplicable = "not_applicable"
    }

    /// One question.
    package struct Item: Sendable, Hashable {
        /// One of our own names, never the request's: `q1`, `q2`, ….
        package let id: String
        /// In the operator's words; trusted, unlike the parts.
        package let question: String
        /// What may be answered; never empty, each once.
        package let choices: [String]

        /// - Parameter choices: in the operator's words; repeated ones count once. Default: the words of ``Choice``.
        package init(id: String, question: String, choices: [String] = Choice.allCases.map(\.rawValue)) {
            self.id = id
            self.question = question
            let distinct = choices.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
            self.choices = distinct.isEmpty ? Choice.allCases.map(\.rawValue) : distinct
        }

        /// Whether it is answered with the words of ``Choice``.
        package var hasCommonChoices: Bool { choices == Choice.allCases.map(\.rawValue) }
    }

    /// In the order in which they are asked; every id once.
    package let items: [Item]
    /// The judged texts, in a fixed order.
    package let parts: [CriteriaTask.Part]

    package init(items: [Item], parts: [CriteriaTask.Part]) {
        self.items = items
        self.parts = parts
    }

    /// Every choice of any item, once.
    var choices: [String] {
        var seen: Set<String> = []
        return items.flatMap(\.choices).filter { seen.insert($0).inserted }
    }
}
