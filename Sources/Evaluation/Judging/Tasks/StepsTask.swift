/// The question how a criterion is examined: which steps it consists of, each of them rated on its own later.
///
/// It holds nothing of what is judged, so that one answer serves every test case. The answer is one JSON object with
/// three to five steps:
///
///     {"reasoning": "…", "steps": [{"step": "…"}]}
package struct StepsTask: Sendable, Hashable {
    /// How many steps are asked for.
    package static let wanted = 3...5
    /// Steps that an answer may have.
    package static let limit = 8
    /// Unicode scalars of one step.
    package static let maximumLength = 600

    /// What is judged, in the operator's words.
    package let criteria: String
    /// What the ratings mean to the operator; nil when it does not say.
    package let rubric: String?
    /// The names of the texts that the steps will be rated by, in a fixed order.
    package let parts: [String]

    package init(criteria: String, rubric: String? = nil, parts: [String]) {
        self.criteria = criteria
        self.rubric = rubric
        self.parts = parts
    }
}
