/// What a validation found.
package enum ValidationOutcome: Sendable, Hashable {
    case valid
    /// The first violations in the order of the schema's keywords; one at least.
    case invalid([Violation])
    /// Undecided: the value is nested too deep, or deciding takes more steps than are allowed.
    case tooComplex

    package var isValid: Bool { self == .valid }

    /// What is wrong; empty for a valid value and for an undecided one.
    package var violations: [Violation] {
        if case .invalid(let violations) = self { violations } else { [] }
    }
}

/// One way in which a value is not as its schema says.
package struct Violation: Sendable, Hashable, CustomStringConvertible {
    /// JSON Pointer (RFC 6901) to the part of the value; keys in it are cut at 60 Unicode scalars.
    package let pointer: String
    /// The schema's keyword that is violated.
    package let keyword: String
    /// What is wrong, in English; text of the value in it is cut at 60 Unicode scalars.
    package let message: String

    package var description: String { (pointer.isEmpty ? "" : pointer + ": ") + message }
}
