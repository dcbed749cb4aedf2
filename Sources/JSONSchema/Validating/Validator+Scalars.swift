import JSON
import Patterns

extension Validator {
    mutating func check(_ rules: ValueRules, _ value: JSONValue) throws(ValidationTooComplex) -> Bool {
        var isAllowed = false
        if !rules.kinds.isDisjoint(with: .of(value)) {
            let canonical = CanonicalValue(value)
            try spend(canonical.bytes.count / 8)
            isAllowed = rules.allowed.contains(canonical)
        }
        if isAllowed { return true }
        let among = rules.keyword == "const" ? "must be" : "must be one of"
        return violation(rules.keyword, "\(among) \(rules.listing), is \(Excerpt.of(value))")
    }

    mutating func check(_ rules: NumberRules, _ value: JSONValue) -> Bool {
        guard let number = JSONNumber(value) else { return true }
        var isValid = true
        if let limit = rules.minimum, number < limit {
            isValid = violation("minimum", "\(number.text) is below \(limit.text)")
        }
        if let limit = rules.maximum, limit < number {
            isValid = violation("maximum", "\(number.text) is above \(limit.text)")
        }
        if let limit = rules.exclusiveMinimum, !(limit < number) {
            isValid = violation("exclusiveMinimum", "\(number.text) is not above \(limit.text)")
        }
        if let limit = rules.exclusiveMaximum, !(number < limit) {
            isValid = violation("exclusiveMaximum", "\(number.text) is not below \(limit.text)")
        }
        if let divisor = rules.multipleOf, !number.isMultiple(of: divisor) {
            isValid = violation("multipleOf", "\(number.text) is no multiple of \(divisor.text)")
        }
        return isValid
    }

    mutating func check(_ rules: TextRules, _ value: JSONValue) throws(ValidationTooComplex) -> Bool {
        guard case .string(let text) = value else { return true }
        var isValid = true
        if rules.minLength != nil || rules.maxLength != nil {
            try spend(text.utf8.count / 16)
            let length = text.unicodeScalars.count
            if let limit = rules.minLength, length < limit {
                isValid = violation("minLength", "has \(length) characters, at least \(limit) are required")
            }
            if let limit = rules.maxLength, length > limit {
                isValid = violation("maxLength", "has \(length) characters, at most \(limit) are allowed")
            }
        }
        if let pattern = rules.pattern, try !matches(PatternRun(pattern: pattern, text: text)) {
            isValid = violation(
                "pattern", "\(Excerpt.quoted(text)) does not match \(Excerpt.cut(pattern.source, to: 200))")
        }
        if let format = rules.format {
            try spend(text.utf8.count / 16)
            if !format.accepts(text) {
                isValid = violation("format", "\(Excerpt.quoted(text)) is not in the format \(format.rawValue)")
            }
        }
        return isValid
    }
}
