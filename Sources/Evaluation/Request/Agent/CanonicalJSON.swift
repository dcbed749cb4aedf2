import JSON

/// JSON values as texts that are equal exactly when the values mean the same: members in order of their names, whole
/// numbers without a fraction.
enum CanonicalJSON {
    static func text(of value: JSONValue) -> String { JSONWriter.text(of: ordered(value)) }

    private static func ordered(_ value: JSONValue) -> JSONValue {
        switch value {
        case .number(let number): Int64(exactly: number).map { JSONValue.integer($0) } ?? value
        case .array(let elements): .array(elements.map(ordered))
        case .object(let object): .object(ordered(object))
        default: value
        }
    }

    private static func ordered(_ object: JSONObject) -> JSONObject {
        var result = JSONObject()
        for member in object.members.sorted(by: { $0.key < $1.key }) {
            result.append(member.key, ordered(member.value))
        }
        return result
    }
}
