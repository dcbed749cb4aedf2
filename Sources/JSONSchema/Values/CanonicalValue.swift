import JSON

/// A JSON value as bytes that are the same for equal values: members sorted, numbers by value, strings by code points.
struct CanonicalValue: Hashable, Sendable {
    private(set) var bytes: [UInt8] = []

    /// Takes a value whose depth was checked.
    init(_ value: JSONValue) { append(value) }

    private mutating func append(_ value: JSONValue) {
        switch value {
        case .null: bytes.append(UInt8(ascii: "n"))
        case .bool(let value): bytes.append(UInt8(ascii: value ? "t" : "f"))
        case .integer(let value): append(number: String(value))
        case .number(let value): append(number: Int64(exactly: value).map { String($0) } ?? String(value))
        case .string(let text): append(text)
        case .array(let elements):
            bytes.append(UInt8(ascii: "["))
            for element in elements { append(element) }
            bytes.append(UInt8(ascii: "]"))
        case .object(let object):
            bytes.append(UInt8(ascii: "{"))
            for member in object.members.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
                append(member.key)
                append(member.value)
            }
            bytes.append(UInt8(ascii: "}"))
        }
    }

    private mutating func append(number: String) {
        bytes.append(contentsOf: number.utf8)
        bytes.append(UInt8(ascii: ";"))
    }

    /// The length in front makes escapes needless.
    private mutating func append(_ text: String) {
        bytes.append(UInt8(ascii: "s"))
        append(number: String(text.utf8.count))
        bytes.append(contentsOf: text.utf8)
    }
}

extension JSONValue {
    /// Whether arrays and objects lie deeper inside each other than `limit` levels.
    func isDeeper(than limit: Int) -> Bool {
        switch self {
        case .null, .bool, .integer, .number, .string: false
        case .array(let elements): limit == 0 || elements.contains { $0.isDeeper(than: limit - 1) }
        case .object(let object): limit == 0 || object.members.contains { $0.value.isDeeper(than: limit - 1) }
        }
    }
}
