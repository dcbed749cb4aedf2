package import JSON

/// Closed questions that lead from one to the next and end in a score or in a criterion: what a `dag` metric decides by.
///
/// Written as one object. `nodes` are questions by name, `root` names the first one (it may be left out when exactly one
/// question follows from no other), and every question says where each of its choices leads: to another question, by
/// name or written in place; to a score; or to a criterion that is rated.
///
///     {"root": "greets", "scale": 10,
///      "nodes": {
///        "greets": {"question": "Does the answer greet?", "branches": {"yes": "tone", "no": {"score": 0}}},
///        "tone": {"question": "How does it sound?", "choices": ["kind", "neutral", "rude"],
///                 "branches": {"kind": 10, "neutral": {"criteria": "The answer is short."}, "rude": {"score": 2}}}}}
///
/// A tree that is one question with others in place needs no `nodes`: it is that question. Several names may lead to
/// one question. Scores are 0 to 1, or 0 to `scale`. A question may say what to look for first (`task`) and which parts
/// of the test case it is about (`evaluation_params`).
package struct DecisionTree: Sendable, Hashable {
    /// One question.
    package struct Node: Sendable, Hashable {
        /// Its name, or where it is written: `greets`, `greets.yes`.
        package let name: String
        package let question: String
        /// In the order given.
        package let choices: [String]
        /// One for each choice.
        package let branches: [Branch]
        /// Names of the parts it is about, as the client wrote them; empty means those of the whole tree.
        package let parameters: [String]
    }

    /// Where a choice leads.
    package enum Branch: Sendable, Hashable {
        /// The place of a question in `nodes`.
        case node(Int)
        case score(Score)
        /// The place of a criterion in `criteria`.
        case criterion(Int)
    }

    /// A criterion at an end.
    package struct Criterion: Sendable, Hashable {
        package let criteria: String
        /// Never empty.
        package let steps: [String]
    }

    /// Questions of one tree.
    package static let mostNodes = 32
    /// Questions on one path.
    package static let mostLevels = 10
    /// Choices of one question.
    package static let mostChoices = 10
    /// Criteria at the ends.
    package static let mostCriteria = 8
    /// UTF-8 bytes of one text.
    package static let mostBytes = 4_000

    /// The first one is the root; none leads to itself, and each is reached.
    package let nodes: [Node]
    package let criteria: [Criterion]

    /// - Throws: `DecisionTreeError` with everything that is wrong.
    package init(_ json: JSONValue) throws(DecisionTreeError) {
        var reader = DecisionTreeReader(json)
        reader.read()
        guard reader.problems.isEmpty else { throw DecisionTreeError(problems: reader.problems) }
        nodes = reader.nodes
        criteria = reader.criteria
    }
}

/// Why a tree cannot be used.
package struct DecisionTreeError: Error, Hashable, CustomStringConvertible {
    /// Every problem found, each behind its path in the tree; at most 20.
    package let problems: [String]

    package var description: String { problems.joined(separator: "; ") }
}
