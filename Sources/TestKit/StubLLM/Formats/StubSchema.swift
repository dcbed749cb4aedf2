import JSON

/// What providers refuse in a schema they are to enforce.
enum StubSchema {
    private static let bounds: Set<String> = [
        "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength",
        "maxItems",
        "uniqueItems", "pattern",
    ]

    /// What is wrong with a schema; nil when nothing is.
    static func fault(of schema: JSONValue, format: StubFormat) -> String? {
        guard schema["type"]?.string == "object" else { return "Invalid schema: the root must be an object" }
        if format == .anthropic, unions(in: schema) > 16 {
            return "Schemas contains too many parameters with union types, which exceeds the limit of 16"
        }
        return fault(at: schema, format: format)
    }

    private static func fault(at schema: JSONValue, format: StubFormat) -> String? {
        guard let object = schema.object else { return "Invalid schema: must be an object" }
        if let key = object.keys.first(where: bounds.contains) {
            return format == .anthropic
                ? "output_config.format.schema: For '\(object["type"]?.string ?? "")' type, property '\(key)' is not supported"
                : "Invalid schema: '\(key)' is not permitted"
        }
        if let variants = object["anyOf"]?.array {
            return variants.lazy.compactMap { fault(at: $0, format: format) }.first
        }
        if object["type"] == nil, object["enum"] == nil { return "Invalid schema: a type is missing" }
        if format == .google, let words = object["enum"]?.array, words.contains(where: \.isNull) {
            return "Invalid value at 'generation_config.response_json_schema.enum'"
        }
        if let properties = object["properties"]?.object {
            guard object["additionalProperties"]?.bool == false else {
                return "Invalid schema: 'additionalProperties' is required to be supplied and to be false"
            }
            guard Set((object["required"]?.array ?? []).compactMap(\.string)) == Set(properties.keys) else {
                return "Invalid schema: 'required' is required to be supplied and to include every key"
            }
            for member in properties.members {
                if let fault = fault(at: member.value, format: format) { return fault }
            }
        }
        return object["items"].flatMap { fault(at: $0, format: format) }
    }

    private static func unions(in schema: JSONValue) -> Int {
        let own = schema["anyOf"] != nil || schema["type"]?.array != nil ? 1 : 0
        let below = (schema["properties"]?.object?.members ?? []).reduce(0) { $0 + unions(in: $1.value) }
        return own + below + (schema["items"].map(unions) ?? 0)
    }

    private static let openAPIKeys: Set<String> = [
        "type", "format", "description", "nullable", "enum", "items", "properties", "required", "propertyOrdering",
        "minimum", "maximum", "minItems", "maxItems", "anyOf",
    ]
    private static let openAPITypes: Set<String> = ["STRING", "NUMBER", "INTEGER", "BOOLEAN", "ARRAY", "OBJECT"]

    /// What Google refuses in its older form of schemas; nil when nothing is wrong.
    static func faultOfOpenAPI(_ schema: JSONValue) -> String? {
        guard let object = schema.object else { return "Invalid value at 'generation_config.response_schema'" }
        if let key = object.keys.first(where: { !openAPIKeys.contains($0) }) {
            return #"Unknown name "\#(key)" at 'generation_config.response_schema': Cannot find field."#
        }
        guard let type = object["type"]?.string, openAPITypes.contains(type.uppercased()) else {
            return "Invalid value at 'generation_config.response_schema.type'"
        }
        if object["enum"]?.array?.contains(where: { $0.string == nil }) ?? false {
            return "Invalid value at 'generation_config.response_schema.enum[0]' (TYPE_STRING)"
        }
        for member in object["properties"]?.object?.members ?? [] {
            if let fault = faultOfOpenAPI(member.value) { return fault }
        }
        return object["items"].flatMap(faultOfOpenAPI)
    }
}
