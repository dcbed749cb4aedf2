/// Parts of one order of a battle.
///
/// The answer is one JSON object, every aspect once:
///
///     {"reasoning": "…",
///      "criteria": [{"name": …, "better": Preference, "quote_a": "…" | null, "quote_b": "…" | null, "p": 0.9}],
///      "overall": Preference, "p": 0.9}
///
/// `A` is the first answer as this task shows them, `name` the id of an aspect. Words in capitals are the raw values of
/// the enums below.
package struct BattleTask: Sendable, Hashable {
    /// What answers are compared by when the client does not say.
    package enum Criterion: String, Sendable, Hashable, CaseIterable {
        case correctness, relevance, completeness, clarity
    }

    /// Which answer is better in the order shown.
    package enum Preference: String, Sendable, Hashable, CaseIterable {
        case first = "A"
        case second = "B"
        case tie
    }

    /// The user's question; may be empty.
    package let input: String
    /// Shown as A.
    package let first: String
    /// Shown as B.
    package let second: String
    /// What is compared by.
    package let yardstick: Yardstick

    /// - Parameter yardstick: Default: the four criteria above.
    package init(input: String, first: String, second: String, yardstick: Yardstick = Yardstick()) {
        self.input = input
        self.first = first
        self.second = second
        self.yardstick = yardstick
    }

    /// What two answers are compared by, one aspect after the other.
    package struct Yardstick: Sendable, Hashable {
        /// The client's words; nil for the criteria of our own.
        package let criteria: String?
        /// Never empty: `correctness`, … or the client's `step1`, `step2`, ….
        package let aspects: [NumberedText]
        /// What both answers are seen beside, such as the expected output.
        package let parts: [CriteriaTask.Part]

        /// Without criteria and steps: the four of ``Criterion``. Criteria without steps are the only step.
        package init(criteria: String? = nil, steps: [String] = [], parts: [CriteriaTask.Part] = []) {
            let words = criteria.flatMap { $0.isEmpty ? nil : $0 }
            self.parts = parts
            if let words {
                self.criteria = words
                aspects = NumberedText.numbered(steps.isEmpty ? [words] : steps, prefix: "step")
            } else if !steps.isEmpty {
                self.criteria = "The steps below."
                aspects = NumberedText.numbered(steps, prefix: "step")
            } else {
                self.criteria = nil
                aspects = Criterion.allCases.map { NumberedText(id: $0.rawValue, text: $0.rawValue) }
            }
        }
    }
}
