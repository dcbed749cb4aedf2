import JSON

/// What is wrong with a call's arguments by the tool's own JSON Schema: required members that are missing, values of
/// the wrong type, values outside of an enumeration, members the tool does not know. Other keywords are not looked at.
struct ArgumentCheck {
    /// Sentences, at most five.
    let problems: [String]

    private static let most = 5

    init(_ arguments: JSONValue?, schema: JSONValue?) {
        guard let schema = schema?.object else {
            problems = []
            return
        }
        guard let given = (arguments.map { $0.isNull ? .object(JSONObject()) : $0 } ?? .object(JSONObject())).object
        else {
            problems = ["the arguments are no object"]
            return
        }
        let members = Dictionary(given.members.map { ($0.key, $0.value) }) { first, _ in first }
        var problems: [String] = []
        for name in (schema["required"]?.array ?? []).compactMap(\.string) where members[name] == nil {
            problems.append("\(MetricText.quoted(name)) is missing")
        }
        let properties = schema["properties"]?.object
        for property in properties?.members ?? [] {
            guard let value = members[property.key] else { continue }
            if let problem = Self.problem(value, property.value) {
                problems.append("\(MetricText.quoted(property.key)) \(problem)")
            }
        }
        if schema["additionalProperties"] == false {
            let known = Set(properties?.keys ?? [])
            for member in given.members where !known.contains(member.key) {
                problems.append("\(MetricText.quoted(member.key)) is not a parameter")
            }
        }
        self.problems = Array(problems.prefix(Self.most))
    }

    private static func problem(_ value: JSONValue, _ schema: JSONValue) -> String? {
        let types = schema["type"]?.array?.compactMap(\.string) ?? schema["type"]?.string.map { [$0] } ?? []
        if !types.isEmpty, !types.contains(where: { matches(value, $0) }), !(value.isNull && schema["nullable"] == true)
        {
            return "must be \(types.joined(separator: " or ")), is \(value.kindName)"
        }
        let canonical = CanonicalJSON.text(of: value)
        if let words = schema["enum"]?.array, !words.contains(where: { CanonicalJSON.text(of: $0) == canonical }) {
            return "is none of the allowed values"
        }
        return nil
    }

    /// A type that is not known matches everything.
    private static func matches(_ value: JSONValue, _ type: String) -> Bool {
        switch type.lowercased() {
        case "string": value.string != nil
        case "integer": value.integer != nil
        case "number": value.number != nil
        case "boolean": value.bool != nil
        case "array": value.array != nil
        case "object": value.object != nil
        case "null": value.isNull
        default: true
        }
    }
}
