import JSON

extension Validator {
    mutating func checkBranches(
        _ rule: SchemaNode.Rule, _ value: JSONValue, _ evaluated: inout Evaluated
    ) throws(ValidationTooComplex) -> Bool {
        switch rule {
        case .allOf(let schemas): return try checkAll(schemas, "allOf", value, &evaluated)
        case .anyOf(let schemas): return try checkAny(schemas, value, &evaluated)
        case .oneOf(let schemas): return try checkOne(schemas, value, &evaluated)
        case .not(let schema):
            guard try isSilentlyValid(value, schema, &evaluated, keeps: false) else { return true }
            return violation("not", "is what it must not be")
        case .condition(let test, let then, let otherwise):
            let isMet = try isSilentlyValid(value, test, &evaluated, keeps: true)
            guard let schema = isMet ? then : otherwise else { return true }
            return try isValid(value, schema, under: isMet ? "then" : "else", &evaluated)
        case .dependentSchemas(let dependents):
            guard case .object(let object) = value else { return true }
            try spend(object.count)
            let present = Set(object.members.map { ExactString($0.key) })
            let schemas = dependents.filter { present.contains($0.key) }.map(\.schema)
            return try checkAll(schemas, "dependentSchemas", value, &evaluated)
        default: return true
        }
    }

    private mutating func checkAll(
        _ schemas: [Int], _ keyword: String, _ value: JSONValue, _ evaluated: inout Evaluated
    ) throws(ValidationTooComplex) -> Bool {
        var isValid = true
        for schema in schemas where try !self.isValid(value, schema, under: keyword, &evaluated) {
            isValid = false
            if stopsAtViolation { return false }
        }
        return isValid
    }

    private mutating func checkAny(
        _ schemas: [Int], _ value: JSONValue, _ evaluated: inout Evaluated
    ) throws(ValidationTooComplex) -> Bool {
        var isValid = false
        for schema in schemas where try isSilentlyValid(value, schema, &evaluated, keeps: true) {
            isValid = true
            // The others matter only for what they would have evaluated.
            if !self.schema.tracksEvaluation { return true }
        }
        return isValid ? true : try explain(schemas, "anyOf", value)
    }

    private mutating func checkOne(
        _ schemas: [Int], _ value: JSONValue, _ evaluated: inout Evaluated
    ) throws(ValidationTooComplex) -> Bool {
        var count = 0
        for schema in schemas where try isSilentlyValid(value, schema, &evaluated, keeps: true) {
            count += 1
            if count == 2 { return violation("oneOf", "is as more than one of the \(schemas.count) schemas say") }
        }
        return count == 1 ? true : try explain(schemas, "oneOf", value)
    }

    /// Lists why no alternative fits; always false.
    ///
    /// Where the type of the value leaves one alternative, as in "this object or null", its violations say more than
    /// that nothing fits.
    private mutating func explain(
        _ schemas: [Int], _ keyword: String, _ value: JSONValue
    ) throws(ValidationTooComplex) -> Bool {
        guard isListing, !stopsAtViolation else { return false }
        var nearest: [[Violation]] = []
        let here = pointer
        for schema in schemas {
            var ignored = Evaluated()
            let found = try collecting { (validator) throws(ValidationTooComplex) in
                try validator.isValid(value, schema, under: keyword, &ignored)
            }
            guard let found else { continue }
            let isOtherKind = found.contains { $0.pointer == here && ["type", "const", "enum"].contains($0.keyword) }
            if !isOtherKind { nearest.append(found) }
        }
        if nearest.count == 1, !nearest[0].isEmpty {
            list(nearest[0])
            return false
        }
        return violation(keyword, "is as none of the \(schemas.count) schemas say")
    }

    private mutating func isSilentlyValid(
        _ value: JSONValue, _ schema: Int, _ evaluated: inout Evaluated, keeps: Bool
    ) throws(ValidationTooComplex) -> Bool {
        var found = Evaluated()
        let isValid = try silently { (validator) throws(ValidationTooComplex) in
            try validator.isValid(value, schema, under: "", &found)
        }
        if isValid, keeps { evaluated.formUnion(found) }
        return isValid
    }
}
