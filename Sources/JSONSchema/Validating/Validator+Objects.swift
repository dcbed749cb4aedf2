import JSON

extension Validator {
    mutating func check(
        _ rules: ObjectRules, _ value: JSONValue, _ evaluated: inout Evaluated
    ) throws(ValidationTooComplex) -> Bool {
        guard case .object(let object) = value else { return true }
        var isValid = true
        if let limit = rules.minProperties, object.count < limit {
            isValid = violation("minProperties", "has \(object.count) members, at least \(limit) are required")
        }
        if let limit = rules.maxProperties, object.count > limit {
            isValid = violation("maxProperties", "has \(object.count) members, at most \(limit) are allowed")
        }
        if try !checkPresence(rules, object) { isValid = false }
        guard rules.concernsMembers, isValid || !stopsAtViolation else { return isValid }
        for (place, member) in object.members.enumerated() {
            try spend(1)
            var isEvaluated = false
            if try !check(member, rules, &isEvaluated) {
                isValid = false
                if stopsAtViolation { return false }
            }
            if isEvaluated, schema.tracksEvaluation { evaluated.members.insert(place) }
        }
        return isValid
    }

    private mutating func checkPresence(
        _ rules: ObjectRules, _ object: JSONObject
    ) throws(ValidationTooComplex) -> Bool {
        guard !rules.required.isEmpty || !rules.dependentRequired.isEmpty else { return true }
        try spend(object.count + rules.required.count)
        let present = Set(object.members.map { ExactString($0.key) })
        var isValid = true
        for key in rules.required where !present.contains(key) {
            isValid = violation("required", "the member \(Excerpt.quoted(key.text)) is missing")
            if stopsAtViolation { return false }
        }
        for (key, others) in rules.dependentRequired where present.contains(key) {
            try spend(others.count)
            for other in others where !present.contains(other) {
                isValid = violation(
                    "dependentRequired",
                    "with \(Excerpt.quoted(key.text)) the member \(Excerpt.quoted(other.text)) is required")
                if stopsAtViolation { return false }
            }
        }
        return isValid
    }

    private mutating func check(
        _ member: JSONObject.Member, _ rules: ObjectRules, _ isEvaluated: inout Bool
    ) throws(ValidationTooComplex) -> Bool {
        var isValid = true
        if let schema = rules.propertyNames,
            try !self.isValid(.string(member.key), schema, under: "propertyNames", at: .key(member.key))
        {
            isValid = false
            if stopsAtViolation { return false }
        }
        if let schema = rules.properties[ExactString(member.key)] {
            isEvaluated = true
            if try !self.isValid(member.value, schema, under: "properties", at: .key(member.key)) { isValid = false }
        }
        for (pattern, schema) in rules.patternProperties {
            guard try matches(PatternRun(pattern: pattern, text: member.key)) else { continue }
            isEvaluated = true
            if try !self.isValid(member.value, schema, under: "patternProperties", at: .key(member.key)) {
                isValid = false
                if stopsAtViolation { return false }
            }
        }
        guard !isEvaluated, let schema = rules.additionalProperties else { return isValid }
        isEvaluated = true
        let isAllowed = try self.isValid(
            member.value, schema, under: "additionalProperties", at: .key(member.key))
        return isValid && isAllowed
    }

    mutating func checkUnevaluatedMembers(
        _ schema: Int, _ value: JSONValue, _ evaluated: inout Evaluated
    ) throws(ValidationTooComplex) -> Bool {
        guard case .object(let object) = value else { return true }
        var isValid = true
        for (place, member) in object.members.enumerated() where !evaluated.members.contains(place) {
            if try !self.isValid(member.value, schema, under: "unevaluatedProperties", at: .key(member.key)) {
                isValid = false
                if stopsAtViolation { return false }
            }
        }
        evaluated.members = Set(object.members.indices)
        return isValid
    }
}
