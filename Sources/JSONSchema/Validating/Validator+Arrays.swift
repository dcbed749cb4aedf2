import JSON

extension Validator {
    mutating func check(
        _ rules: ArrayRules, _ value: JSONValue, _ evaluated: inout Evaluated
    ) throws(ValidationTooComplex) -> Bool {
        guard case .array(let elements) = value else { return true }
        var isValid = true
        if let limit = rules.minItems, elements.count < limit {
            isValid = violation("minItems", "has \(elements.count) elements, at least \(limit) are required")
        }
        if let limit = rules.maxItems, elements.count > limit {
            isValid = violation("maxItems", "has \(elements.count) elements, at most \(limit) are allowed")
        }
        if rules.uniqueItems, try !areUnique(elements) { isValid = false }
        if !isValid, stopsAtViolation { return false }
        for (place, element) in elements.enumerated() {
            let isPrefix = place < rules.prefix.count
            guard let schema = isPrefix ? rules.prefix[place] : rules.rest else { break }
            let keyword = isPrefix ? rules.prefixKeyword : rules.restKeyword
            if try !self.isValid(element, schema, under: keyword, at: .index(place)) {
                isValid = false
                if stopsAtViolation { return false }
            }
        }
        evaluated.prefix = max(
            evaluated.prefix, rules.rest == nil ? min(rules.prefix.count, elements.count) : elements.count)
        if let schema = rules.contains, try !contains(schema, elements, rules, &evaluated) { isValid = false }
        return isValid
    }

    private mutating func areUnique(_ elements: [JSONValue]) throws(ValidationTooComplex) -> Bool {
        var places: [CanonicalValue: Int] = [:]
        for (place, element) in elements.enumerated() {
            let canonical = CanonicalValue(element)
            try spend(1 + canonical.bytes.count / 8)
            if let earlier = places.updateValue(place, forKey: canonical) {
                return violation("uniqueItems", "elements \(earlier) and \(place) are equal")
            }
        }
        return true
    }

    private mutating func contains(
        _ schema: Int, _ elements: [JSONValue], _ rules: ArrayRules, _ evaluated: inout Evaluated
    ) throws(ValidationTooComplex) -> Bool {
        let minimum = rules.minContains ?? 1
        var count = 0
        for (place, element) in elements.enumerated() {
            let isMatch = try silently { (validator) throws(ValidationTooComplex) in
                try validator.isValid(element, schema, under: "contains", at: .index(place))
            }
            guard isMatch else { continue }
            count += 1
            if self.schema.tracksEvaluation { evaluated.elements.insert(place) }
        }
        if count < minimum {
            let keyword = rules.minContains == nil ? "contains" : "minContains"
            return violation(keyword, "\(count) elements are as required, at least \(minimum) must be")
        }
        if let limit = rules.maxContains, count > limit {
            return violation("maxContains", "\(count) elements are as described, at most \(limit) may be")
        }
        return true
    }

    mutating func checkUnevaluatedItems(
        _ schema: Int, _ value: JSONValue, _ evaluated: inout Evaluated
    ) throws(ValidationTooComplex) -> Bool {
        guard case .array(let elements) = value else { return true }
        var isValid = true
        for place in elements.indices.dropFirst(evaluated.prefix) where !evaluated.elements.contains(place) {
            if try !self.isValid(elements[place], schema, under: "unevaluatedItems", at: .index(place)) {
                isValid = false
                if stopsAtViolation { return false }
            }
        }
        evaluated.prefix = elements.count
        return isValid
    }
}
