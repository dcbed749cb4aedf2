package import JSON

/// A metric that the operator has written down in a file.
package struct MetricDefinition: Sendable, Hashable {
    /// How it measures.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        /// A criterion in words or steps, rated by the judge.
        case criteria = "g_eval"
        /// A tree of closed questions.
        case dag
        /// A regular expression.
        case pattern
        /// A JSON Schema for the answer.
        case jsonSchema = "json_schema"
        /// Texts that must or must not be there.
        case contains
        /// What the rules for personal data, secrets, injected text, refusals and toxic words find.
        case detector
    }

    /// A severity that follows from the score.
    package struct SeverityLimit: Sendable, Hashable {
        /// Which side of the bound counts; the bound itself does not.
        package enum Side: String, Sendable, Hashable, CaseIterable { case above, below }

        package let side: Side
        /// 0 to 1.
        package let bound: Double
        package let severity: Severity

        func holds(for score: Score) -> Bool {
            side == .above ? score.rounded.value > bound : score.rounded.value < bound
        }
    }

    /// The metric's id: `[a-z0-9_]+`.
    package var name: String
    /// One line.
    package var summary: String
    package var kind: Kind
    package var direction: Direction
    /// 0 to 1.
    package var threshold: Double
    /// Share in the total score where the request names none, above 0.
    package var weight: Double
    package var severity: [SeverityLimit]
    package var isSafety: Bool
    /// What is judged, in words (`g_eval`).
    package var criteria: String?
    /// What is rated one by one (`g_eval`).
    package var steps: [String]
    /// The parts that are looked at; empty means the input, if there is one, and the answer (`g_eval`, `dag`).
    package var inputs: [TestCaseField]
    /// What the ratings 0 to 4 mean, a line for each that is described (`g_eval`).
    package var rubric: String?
    /// What is looked for (`detector`).
    package var detectors: [DetectorMetric.Target]
    /// What the rule is told (`dag`, `pattern`, `json_schema`, `contains`).
    package var options: JSONObject
    /// Where it is defined: `support.yaml:12`.
    package var place: String
}
