package import JSON

/// A JSON Schema, compiled: draft 2020-12, and the spellings of draft-07 that newer ones replaced.
///
/// `$ref` reaches the schema's own text only; nothing is ever fetched. `format` is asserted for the formats of
/// `Format`, others are ignored, as are unknown keywords. Patterns are read in the dialect of ECMA-262, without
/// backreferences and lookaround. Strings and keys are compared by code points, numbers by value: `1.0` is `1`.
package struct Schema: Sendable {
    /// Most subschemas.
    package static let maximumSubschemas = 10_000
    /// Most arrays and objects inside each other, in the schema and in a value.
    package static let maximumDepth = 128
    /// Most Unicode scalars that all patterns may have together.
    package static let maximumPatternLength = 65_536
    /// Steps that one validation may take; a step is a keyword, a member or a few bytes of text.
    package static let maximumSteps = 10_000_000

    let nodes: [SchemaNode]
    /// Whether any keyword asks what others have evaluated.
    let tracksEvaluation: Bool

    /// Compiles a schema.
    ///
    /// - Throws: `SchemaError` with everything that is wrong, up to `SchemaError.maximumProblems`.
    package init(_ value: JSONValue) throws(SchemaError) {
        var compiler = SchemaCompiler(root: value)
        nodes = try compiler.compile()
        tracksEvaluation = compiler.tracksEvaluation
    }

    /// Whether `value` is as the schema says, and where not.
    ///
    /// - Parameters:
    ///   - limit: Most violations that are listed. Default: 20; at least one is.
    ///   - steps: Steps that may be taken. Default: `maximumSteps`.
    package func validate(_ value: JSONValue, limit: Int = 20, steps: Int = maximumSteps) -> ValidationOutcome {
        guard !value.isDeeper(than: Schema.maximumDepth) else { return .tooComplex }
        var validator = Validator(schema: self, limit: max(1, limit), steps: steps)
        do throws(ValidationTooComplex) {
            return try validator.isValid(value) ? .valid : .invalid(validator.violations)
        } catch {
            return .tooComplex
        }
    }
}
