import JSON

/// The types of JSON Schema that a value can have.
struct KindSet: OptionSet, Hashable, Sendable {
    let rawValue: UInt8

    static let null = KindSet(rawValue: 1)
    static let boolean = KindSet(rawValue: 2)
    static let integer = KindSet(rawValue: 4)
    static let number = KindSet(rawValue: 8)
    static let string = KindSet(rawValue: 16)
    static let array = KindSet(rawValue: 32)
    static let object = KindSet(rawValue: 64)

    /// The type with a schema's name for it.
    static func named(_ name: String) -> KindSet? {
        switch name {
        case "null": .null
        case "boolean": .boolean
        case "integer": .integer
        case "number": .number
        case "string": .string
        case "array": .array
        case "object": .object
        default: nil
        }
    }

    /// Every type that `value` has: a number without a fraction is an integer too.
    static func of(_ value: JSONValue) -> KindSet {
        switch value {
        case .null: .null
        case .bool: .boolean
        case .integer: [.integer, .number]
        case .number(let value): value == value.rounded(.towardZero) ? [.integer, .number] : .number
        case .string: .string
        case .array: .array
        case .object: .object
        }
    }
}
