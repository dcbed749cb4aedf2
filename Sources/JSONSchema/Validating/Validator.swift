import JSON

/// The validation takes more steps than it may, or goes deeper.
struct ValidationTooComplex: Error {}

/// One validation: the place in the value, what was found, and the steps that are left.
struct Validator {
    /// Most subschemas inside each other, references included; each takes some of the thread's stack.
    static let maximumDepth = 256

    /// A step from a value into one of its parts.
    enum Step {
        case key(String)
        case index(Int)
    }

    let schema: Schema
    private(set) var violations: [Violation] = []
    private let limit: Int
    private var steps: Int
    private var depth = 0
    private var path: [Step] = []
    /// Whether violations are only counted as a yes or no: inside `not`, `oneOf` and the like.
    private var isSilent = false

    init(schema: Schema, limit: Int, steps: Int) {
        self.schema = schema
        self.limit = limit
        self.steps = steps
    }

    /// Whether `value` is as the whole schema says.
    mutating func isValid(_ value: JSONValue) throws(ValidationTooComplex) -> Bool {
        var evaluated = Evaluated()
        return try isValid(value, 0, under: "the schema", &evaluated)
    }

    /// Whether nothing is gained by going on after a violation.
    var stopsAtViolation: Bool { isSilent || violations.count >= limit }

    /// Checks `value` against a subschema.
    ///
    /// - Parameters:
    ///   - keyword: What holds the subschema; named in the violation when that is `false`.
    ///   - evaluated: Gains what a valid subschema has looked at.
    mutating func isValid(
        _ value: JSONValue, _ number: Int, under keyword: String, _ evaluated: inout Evaluated
    ) throws(ValidationTooComplex) -> Bool {
        guard depth < Validator.maximumDepth else { throw ValidationTooComplex() }
        depth += 1
        defer { depth -= 1 }
        try spend(1)
        var local = Evaluated()
        var isValid = true
        for rule in schema.nodes[number].rules {
            try spend(1)
            if try !check(rule, value, under: keyword, &local) {
                isValid = false
                if stopsAtViolation { return false }
            }
        }
        if isValid, schema.tracksEvaluation {
            try spend(local.members.count + local.elements.count)
            evaluated.formUnion(local)
        }
        return isValid
    }

    /// Checks a part of the value.
    mutating func isValid(
        _ value: JSONValue, _ number: Int, under keyword: String, at step: Step
    ) throws(ValidationTooComplex) -> Bool {
        path.append(step)
        defer { path.removeLast() }
        var ignored = Evaluated()
        return try isValid(value, number, under: keyword, &ignored)
    }

    private mutating func check(
        _ rule: SchemaNode.Rule, _ value: JSONValue, under keyword: String, _ evaluated: inout Evaluated
    ) throws(ValidationTooComplex) -> Bool {
        switch rule {
        case .always(let isValid):
            return isValid || violation(keyword, "nothing is allowed here")
        case .type(let kinds, let names):
            return !kinds.isDisjoint(with: .of(value))
                || violation("type", "must be \(names), is \(value.kindName)")
        case .values(let rules): return try check(rules, value)
        case .number(let rules): return check(rules, value)
        case .text(let rules): return try check(rules, value)
        case .array(let rules): return try check(rules, value, &evaluated)
        case .object(let rules): return try check(rules, value, &evaluated)
        case .reference(let schema): return try isValid(value, schema, under: keyword, &evaluated)
        case .unevaluatedItems(let schema): return try checkUnevaluatedItems(schema, value, &evaluated)
        case .unevaluatedProperties(let schema): return try checkUnevaluatedMembers(schema, value, &evaluated)
        case .allOf, .anyOf, .oneOf, .not, .condition, .dependentSchemas:
            return try checkBranches(rule, value, &evaluated)
        }
    }

    /// Runs `body` without listing what it finds.
    mutating func silently(
        _ body: (inout Validator) throws(ValidationTooComplex) -> Bool
    ) throws(ValidationTooComplex) -> Bool {
        let wasSilent = isSilent
        isSilent = true
        defer { isSilent = wasSilent }
        return try body(&self)
    }

    /// Runs `body` and gives what it finds instead of listing it; nil when it finds nothing.
    mutating func collecting(
        _ body: (inout Validator) throws(ValidationTooComplex) -> Bool
    ) throws(ValidationTooComplex) -> [Violation]? {
        let outer = violations
        violations = []
        defer { violations = outer }
        return try body(&self) ? nil : violations
    }

    /// Lists a violation; always false.
    mutating func violation(_ keyword: String, _ message: @autoclosure () -> String) -> Bool {
        if !stopsAtViolation {
            violations.append(Violation(pointer: pointer, keyword: keyword, message: message()))
        }
        return false
    }

    mutating func list(_ found: [Violation]) { violations += found.prefix(limit - violations.count) }

    /// The place in the value.
    var pointer: String {
        path.reduce(into: "") { pointer, step in
            switch step {
            case .key(let key): pointer += "/" + JSONPointer.escaped(Excerpt.cut(key))
            case .index(let index): pointer += "/\(index)"
            }
        }
    }

    var isListing: Bool { !isSilent }

    mutating func spend(_ count: Int) throws(ValidationTooComplex) {
        steps -= count
        if steps < 0 { throw ValidationTooComplex() }
    }

    /// Runs a pattern; `steps` bound its work too, some of its steps for one here.
    mutating func matches(_ pattern: PatternRun) throws(ValidationTooComplex) -> Bool {
        let allowed = steps.multipliedReportingOverflow(by: PatternRun.stepsForOne)
        var work = allowed.overflow ? Int.max : allowed.partialValue
        let before = work
        guard let isMatch = pattern.matches(&work) else { throw ValidationTooComplex() }
        try spend(1 + (before - work) / PatternRun.stepsForOne)
        return isMatch
    }
}
