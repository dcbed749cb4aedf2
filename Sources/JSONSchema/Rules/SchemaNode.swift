/// One subschema; other subschemas are named by their numbers.
struct SchemaNode: Sendable {
    /// The keyword or, for a schema that is a boolean, what it says.
    indirect enum Rule: Sendable {
        case always(Bool)
        case type(KindSet, names: String)
        case values(ValueRules)
        case number(NumberRules)
        case text(TextRules)
        case array(ArrayRules)
        case object(ObjectRules)
        case reference(Int)
        case allOf([Int])
        case anyOf([Int])
        case oneOf([Int])
        case not(Int)
        case condition(Int, then: Int?, otherwise: Int?)
        case dependentSchemas([(key: ExactString, schema: Int)])
        case unevaluatedItems(Int)
        case unevaluatedProperties(Int)
    }

    /// In the order they are checked; the unevaluated ones last.
    var rules: [Rule] = []

    /// The subschemas that are applied to the same part of the value.
    var inPlace: [Int] {
        rules.flatMap { (rule) -> [Int] in
            switch rule {
            case .reference(let schema), .not(let schema): [schema]
            case .allOf(let schemas), .anyOf(let schemas), .oneOf(let schemas): schemas
            case .condition(let test, let then, let otherwise): [test] + [then, otherwise].compactMap(\.self)
            case .dependentSchemas(let dependents): dependents.map(\.schema)
            default: []
            }
        }
    }
}

/// `enum` or `const`.
struct ValueRules: Sendable {
    let keyword: String
    let allowed: Set<CanonicalValue>
    /// The types that the allowed values have, so that other values need not be read.
    let kinds: KindSet
    /// The allowed values for a message, cut.
    let listing: String
}

/// What is said of numbers.
struct NumberRules: Sendable {
    var minimum: JSONNumber?
    var maximum: JSONNumber?
    var exclusiveMinimum: JSONNumber?
    var exclusiveMaximum: JSONNumber?
    var multipleOf: JSONNumber?

    var isEmpty: Bool {
        minimum == nil && maximum == nil && exclusiveMinimum == nil && exclusiveMaximum == nil && multipleOf == nil
    }
}
