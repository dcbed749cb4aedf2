package import Patterns

/// Why a value is no schema this project can validate with.
package struct SchemaError: Error, Hashable, CustomStringConvertible {
    /// One mistake and its place.
    package struct Problem: Sendable, Hashable, CustomStringConvertible {
        /// JSON Pointer (RFC 6901) to the keyword in the schema.
        package let pointer: String
        package let reason: Reason

        package var description: String { "\(pointer.isEmpty ? "the schema" : pointer): \(reason)" }
    }

    /// The closed set of mistakes.
    package enum Reason: Sendable, Hashable, CustomStringConvertible {
        /// A subschema that is neither an object nor a boolean.
        case notASchema
        /// A keyword whose value is not what the text says.
        case expected(String)
        case unknownType(String)
        case pattern(PatternError)
        /// A reference to a place that the schema does not have.
        case unresolvedReference(String)
        /// A reference to another document.
        case remoteReference(String)
        /// A reference that leads back to itself without a step into the value.
        case endlessReference
        /// An identifier inside the schema, which would give references below it another meaning.
        case nestedIdentifier
        case repeatedAnchor(String)
        case tooDeep
        case tooManySubschemas
        case patternsTooLong

        package var description: String {
            switch self {
            case .notASchema: "must be an object or a boolean"
            case .expected(let what): "must be \(what)"
            case .unknownType(let name): "\(Excerpt.quoted(name)) is no type"
            case .pattern(let error): "cannot be used as a pattern: \(error)"
            case .unresolvedReference(let target): "\(Excerpt.quoted(target)) leads nowhere"
            case .remoteReference(let target): "\(Excerpt.quoted(target)) is another document; none is fetched"
            case .endlessReference: "leads back to itself"
            case .nestedIdentifier: "identifiers below the schema's root are not supported"
            case .repeatedAnchor(let name): "the anchor \(Excerpt.quoted(name)) exists twice"
            case .tooDeep: "is nested deeper than \(Schema.maximumDepth) levels"
            case .tooManySubschemas: "has more than \(Schema.maximumSubschemas) subschemas"
            case .patternsTooLong: "its patterns are longer than \(Schema.maximumPatternLength) characters together"
            }
        }
    }

    /// Most problems that are listed.
    package static let maximumProblems = 100

    /// What is wrong, in the order it was found; one at least.
    package let problems: [Problem]

    package var description: String { problems.map(\.description).joined(separator: "; ") }
}
