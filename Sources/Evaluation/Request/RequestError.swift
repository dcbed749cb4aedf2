/// Why a record is not a request. Such a record goes to the dead letters; nothing of it was evaluated.
package struct RequestError: Error, Hashable, CustomStringConvertible {
    /// The closed set of causes; the raw value is the dead letter's error code.
    package enum Code: String, Sendable, CaseIterable {
        /// The record is empty.
        case empty = "EMPTY_RECORD"
        /// The record is larger than the configured limit.
        case tooLarge = "RECORD_TOO_LARGE"
        /// The record is not JSON in UTF-8.
        case invalidJSON = "INVALID_JSON"
        /// The record is JSON, but not an object.
        case notAnObject = "NOT_AN_OBJECT"
        /// Fields have a type or value they cannot have.
        case invalidField = "INVALID_FIELD"
    }

    package let code: Code
    /// Every problem found, each naming its field; holds no judged text.
    package let problems: [String]

    package init(_ code: Code, _ problems: [String]) {
        self.code = code
        self.problems = problems
    }

    package var description: String { problems.joined(separator: "; ") }
}
