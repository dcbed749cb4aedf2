internal import JSON

/// Our answer schemas in what providers make of JSON Schema. Ours have objects, arrays, enums, and a list of types for an
/// optional value; no ranges, lengths or patterns, which nobody takes alike.
enum SchemaDialect {
    /// An optional value as `anyOf` with null, which Anthropic and Google document, for a list of types.
    static func withAnyOf(_ schema: JSONValue) -> JSONValue {
        guard var object = schema.object else { return schema }
        guard let types = object["type"]?.array else { return .object(descended(object, withAnyOf)) }
        let words = object["enum"]?.array
        let variants: [JSONValue] = types.map { type in
            if type == "null" { return ["type": "null"] }
            var variant = JSONObject()
            for member in object.members where member.key != "type" && member.key != "enum" {
                variant.append(member.key, member.value)
            }
            variant.append("type", type)
            if let words { variant.append("enum", .array(words.filter { !$0.isNull })) }
            return withAnyOf(.object(variant))
        }
        object = ["anyOf": .array(variants)]
        return .object(object)
    }

    /// The subset of OpenAPI 3.0 that Google took before JSON Schema: types in capitals, `nullable`, enums of texts
    /// alone, and the order of members in a list of its own.
    static func openAPI(_ schema: JSONValue) -> JSONValue {
        guard let object = schema.object else { return schema }
        let types = object["type"]?.array ?? object["type"].map { [$0] } ?? []
        let type = types.first { $0 != "null" }?.string ?? "object"
        var result: JSONObject = ["type": .string(type.uppercased())]
        if types.contains("null") { result.append("nullable", true) }
        let words = object["enum"]?.array?.filter { !$0.isNull } ?? []
        if words.allSatisfy({ $0.string != nil }) {
            if !words.isEmpty { result.append("enum", .array(words)) }
        } else {
            let numbers = words.compactMap(\.integer)
            if let least = numbers.min(), let most = numbers.max() {
                result.append("minimum", .integer(Int64(least)))
                result.append("maximum", .integer(Int64(most)))
            }
        }
        if let items = object["items"] { result.append("items", openAPI(items)) }
        if let properties = object["properties"]?.object {
            result.append(
                "properties", .object(JSONObject(properties.members.map { ($0.key, openAPI($0.value)) })))
            result.append("propertyOrdering", .array(properties.keys.map(JSONValue.string)))
        }
        if let required = object["required"] { result.append("required", required) }
        return .object(result)
    }

    /// How many values in a schema may be of several types.
    static func unions(in schema: JSONValue) -> Int {
        guard let object = schema.object else { return 0 }
        let own = object["type"]?.array == nil ? 0 : 1
        let below = object["properties"]?.object?.members.reduce(0) { $0 + unions(in: $1.value) } ?? 0
        return own + below + (object["items"].map(unions) ?? 0)
    }

    private static func descended(_ object: JSONObject, _ change: (JSONValue) -> JSONValue) -> JSONObject {
        JSONObject(
            object.members.map { member in
                switch member.key {
                case "items": (member.key, change(member.value))
                case "properties":
                    (
                        member.key,
                        .object(JSONObject((member.value.object?.members ?? []).map { ($0.key, change($0.value)) }))
                    )
                default: (member.key, member.value)
                }
            })
    }
}
