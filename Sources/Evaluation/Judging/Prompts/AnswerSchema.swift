import JSON

/// Builds JSON Schema in the subset that every provider's structured output takes: all properties required, no others
/// allowed, no ranges, an optional value by a list of types.
enum AnswerSchema {
    static let string: JSONValue = ["type": "string"]
    static let optionalString: JSONValue = ["type": ["string", "null"]]
    static let number: JSONValue = ["type": "number"]
    static let boolean: JSONValue = ["type": "boolean"]

    static func object(_ properties: [(String, JSONValue)]) -> JSONValue {
        [
            "type": "object", "properties": .object(JSONObject(properties)),
            "required": .array(properties.map { .string($0.0) }), "additionalProperties": false,
        ]
    }

    static func array(of items: JSONValue) -> JSONValue { ["type": "array", "items": items] }

    static func words<Word: RawRepresentable<String>>(_ words: [Word]) -> JSONValue {
        ["type": "string", "enum": .array(words.map { .string($0.rawValue) })]
    }

    static func optionalWords<Word: RawRepresentable<String>>(_ words: [Word]) -> JSONValue {
        ["type": ["string", "null"], "enum": .array(words.map { .string($0.rawValue) } + [.null])]
    }

    static func integers(_ range: ClosedRange<Int>) -> JSONValue {
        ["type": "integer", "enum": .array(range.map { .integer(Int64($0)) })]
    }
}
