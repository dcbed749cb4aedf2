/// Parts of one order of a battle.
///
/// The answer is one JSON object, every criterion once:
///
///     {"reasoning": "…",
///      "criteria": [{"name": Criterion, "better": Preference, "quote_a": "…" | null, "quote_b": "…" | null, "p": 0.9}],
///      "overall": Preference, "p": 0.9}
///
/// `A` is the first answer as this task shows them. Words in capitals are the raw values of the enums below.
package struct BattleTask: Sendable, Hashable {
    /// What answers are compared by.
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

    package init(input: String, first: String, second: String) {
        self.input = input
        self.first = first
        self.second = second
    }
}
