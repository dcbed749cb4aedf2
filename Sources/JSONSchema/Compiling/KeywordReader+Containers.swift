import JSON

extension KeywordReader {
    func arrayRules(_ compiler: inout SchemaCompiler) -> ArrayRules? {
        var rules = ArrayRules()
        if object["prefixItems"] != nil {
            rules.prefix = schemaList("prefixItems", &compiler) ?? []
            rules.rest = schema(under: "items", &compiler)
        } else if let elements = object["items"]?.array {
            // Draft-07 writes an array for what is `prefixItems` today, and `additionalItems` for `items`.
            rules.prefix = elements.enumerated().map { compiler.node($1, at: "\(place("items"))/\($0)") }
            rules.prefixKeyword = "items"
            rules.rest = schema(under: "additionalItems", &compiler)
            rules.restKeyword = "additionalItems"
        } else {
            rules.rest = schema(under: "items", &compiler)
        }
        rules.contains = schema(under: "contains", &compiler)
        rules.minContains = count("minContains", &compiler)
        rules.maxContains = count("maxContains", &compiler)
        rules.minItems = count("minItems", &compiler)
        rules.maxItems = count("maxItems", &compiler)
        rules.uniqueItems = value(of: "uniqueItems", "a boolean", &compiler, \.bool) ?? false
        return rules.isEmpty ? nil : rules
    }

    func objectRules(_ compiler: inout SchemaCompiler) -> ObjectRules? {
        var rules = ObjectRules()
        for (key, schema) in schemas(under: "properties", &compiler) { rules.properties[ExactString(key)] = schema }
        for (source, schema) in schemas(under: "patternProperties", &compiler) {
            let place = JSONPointer.appending(source, to: place("patternProperties"))
            if let pattern = compiler.pattern(source, at: place) { rules.patternProperties.append((pattern, schema)) }
        }
        rules.additionalProperties = schema(under: "additionalProperties", &compiler)
        rules.propertyNames = schema(under: "propertyNames", &compiler)
        rules.minProperties = count("minProperties", &compiler)
        rules.maxProperties = count("maxProperties", &compiler)
        if let names = value(of: "required", "an array of strings", &compiler, KeywordReader.names) {
            var seen: Set<ExactString> = []
            rules.required = names.map(ExactString.init).filter { seen.insert($0).inserted }
        }
        for member in value(of: "dependentRequired", "an object", &compiler, \.object)?.members ?? [] {
            guard let names = KeywordReader.names(member.value) else {
                let place = JSONPointer.appending(member.key, to: place("dependentRequired"))
                compiler.report(.expected("an array of strings"), at: place)
                continue
            }
            rules.dependentRequired.append((ExactString(member.key), names.map(ExactString.init)))
        }
        // Draft-07 has one keyword for both kinds of dependencies.
        for member in object["dependencies"]?.object?.members ?? [] {
            guard let names = KeywordReader.names(member.value) else { continue }
            rules.dependentRequired.append((ExactString(member.key), names.map(ExactString.init)))
        }
        return rules.isEmpty ? nil : rules
    }

    mutating func readReferences(_ compiler: inout SchemaCompiler) {
        // In a schema without documents of their own inside it, the dynamic reference is the plain one.
        for keyword in ["$ref", "$dynamicRef"] {
            guard let target = value(of: keyword, "a string", &compiler, \.string) else { continue }
            if let schema = compiler.resolve(target, at: place(keyword)) { append(.reference(schema)) }
        }
    }

    mutating func readBranches(_ compiler: inout SchemaCompiler) {
        var dependents = schemas(under: "dependentSchemas", &compiler)
        for member in value(of: "dependencies", "an object", &compiler, \.object)?.members ?? []
        where KeywordReader.names(member.value) == nil {
            let place = JSONPointer.appending(member.key, to: place("dependencies"))
            dependents.append((member.key, compiler.node(member.value, at: place)))
        }
        if !dependents.isEmpty { append(.dependentSchemas(dependents.map { (ExactString($0.key), $0.schema) })) }
        if let schemas = schemaList("allOf", &compiler) { append(.allOf(schemas)) }
        if let schemas = schemaList("anyOf", &compiler) { append(.anyOf(schemas)) }
        if let schemas = schemaList("oneOf", &compiler) { append(.oneOf(schemas)) }
        if let schema = schema(under: "not", &compiler) { append(.not(schema)) }
        let then = schema(under: "then", &compiler)
        let otherwise = schema(under: "else", &compiler)
        if let test = schema(under: "if", &compiler) { append(.condition(test, then: then, otherwise: otherwise)) }
    }
}
