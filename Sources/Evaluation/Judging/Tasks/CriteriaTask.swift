/// Parts of a custom criterion: each step rated on its own.
///
/// The answer is one JSON object, every step once:
///
///     {"reasoning": "…",
///      "steps": [{"id": "step1", "observation": "…", "quote": "…" | null, "rating": 0…4, "p": 0.9}]}
///
/// Ratings: 0 not at all, 1 hardly, 2 in part, 3 mostly, 4 fully. Quotes are copied from one of the parts.
package struct CriteriaTask: Sendable, Hashable {
    /// One labelled text of the test case.
    package struct Part: Sendable, Hashable {
        /// `input`, `actual_output`, `expected_output`, `context`, …
        package let label: String
        package let text: String

        package init(label: String, text: String) {
            self.label = label
            self.text = text
        }

        /// What an answer rests on: other answers may rest on the same.
        var isEvidence: Bool { Self.evidence.contains(label) }

        private static let evidence: Set<String> = [
            "context", "retrieval_context", "chatbot_role", "available_tools", "mcp_servers",
        ]
    }

    /// The best rating; the worst is 0.
    package static let bestRating = 4

    package let name: String
    /// What is judged, in the client's words; trusted, unlike the parts.
    package let criteria: String
    /// What is rated one by one, `step1`, `step2`, …; never empty.
    package let steps: [NumberedText]
    /// The client's description of the ratings; nil when it gave none.
    package let rubric: String?
    /// The steps belong together, so that they can be rated as a whole.
    package let isOneCriterion: Bool
    /// The judged texts, in a fixed order.
    package let parts: [Part]

    /// Steps are numbered here; without any, the criteria are the only one.
    ///
    /// - Parameter isOneCriterion: Default: true.
    package init(
        name: String, criteria: String, steps: [String] = [], rubric: String? = nil, isOneCriterion: Bool = true,
        parts: [Part]
    ) {
        self.name = name
        self.criteria = criteria
        self.steps = NumberedText.numbered(steps.isEmpty ? [criteria] : steps, prefix: "step")
        self.rubric = rubric
        self.isOneCriterion = isOneCriterion
        self.parts = parts
    }
}
