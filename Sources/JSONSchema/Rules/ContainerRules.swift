import Patterns

/// What is said of strings.
struct TextRules: Sendable {
    /// In Unicode scalars.
    var minLength: Int?
    var maxLength: Int?
    var pattern: Pattern?
    var format: Format?

    var isEmpty: Bool { minLength == nil && maxLength == nil && pattern == nil && format == nil }
}

/// What is said of arrays.
struct ArrayRules: Sendable {
    /// Schemas of the first elements, and the keyword that holds them.
    var prefix: [Int] = []
    var prefixKeyword = "prefixItems"
    /// The schema of the elements behind them.
    var rest: Int?
    var restKeyword = "items"
    var contains: Int?
    var minContains: Int?
    var maxContains: Int?
    var minItems: Int?
    var maxItems: Int?
    var uniqueItems = false

    var isEmpty: Bool {
        prefix.isEmpty && rest == nil && contains == nil && minItems == nil && maxItems == nil && !uniqueItems
    }
}

/// What is said of objects.
struct ObjectRules: Sendable {
    var properties: [ExactString: Int] = [:]
    var patternProperties: [(pattern: Pattern, schema: Int)] = []
    var additionalProperties: Int?
    var propertyNames: Int?
    var minProperties: Int?
    var maxProperties: Int?
    /// In the order they are written, each once.
    var required: [ExactString] = []
    var dependentRequired: [(key: ExactString, others: [ExactString])] = []

    /// Whether the members have to be looked at one by one.
    var concernsMembers: Bool {
        !properties.isEmpty || !patternProperties.isEmpty || additionalProperties != nil || propertyNames != nil
    }

    var isEmpty: Bool {
        !concernsMembers && minProperties == nil && maxProperties == nil && required.isEmpty
            && dependentRequired.isEmpty
    }
}
