import JSON

extension KeywordReader {
    mutating func readType(_ compiler: inout SchemaCompiler) {
        guard let value = object["type"] else { return }
        guard let names = value.string.map({ [$0] }) ?? KeywordReader.names(value), !names.isEmpty else {
            return compiler.report(.expected("the name of a type or an array of them"), at: place("type"))
        }
        var kinds: KindSet = []
        for name in names {
            if let kind = KindSet.named(name) {
                kinds.insert(kind)
            } else {
                compiler.report(.unknownType(name), at: place("type"))
            }
        }
        append(.type(kinds, names: names.prefix(7).joined(separator: " or ")))
    }

    mutating func readValues(_ compiler: inout SchemaCompiler) {
        if let values = value(of: "enum", "an array", &compiler, \.array) { append(allowed(values, "enum")) }
        if let value = object["const"] { append(allowed([value], "const")) }
    }

    private func allowed(_ values: [JSONValue], _ keyword: String) -> SchemaNode.Rule {
        let listing =
            values.prefix(10).map { Excerpt.of($0) }.joined(separator: ", ") + (values.count > 10 ? ", …" : "")
        return .values(
            ValueRules(
                keyword: keyword, allowed: Set(values.map(CanonicalValue.init)),
                kinds: values.reduce(into: []) { $0.formUnion(.of($1)) }, listing: Excerpt.cut(listing, to: 200)))
    }

    func numberRules(_ compiler: inout SchemaCompiler) -> NumberRules? {
        var rules = NumberRules()
        let read = { (keyword: String, compiler: inout SchemaCompiler) in
            value(of: keyword, "a number", &compiler, JSONNumber.init)
        }
        rules.minimum = read("minimum", &compiler)
        rules.maximum = read("maximum", &compiler)
        rules.exclusiveMinimum = read("exclusiveMinimum", &compiler)
        rules.exclusiveMaximum = read("exclusiveMaximum", &compiler)
        rules.multipleOf = value(of: "multipleOf", "a number above 0", &compiler) { value in
            JSONNumber(value).flatMap { $0.isPositive ? $0 : nil }
        }
        return rules.isEmpty ? nil : rules
    }

    func textRules(_ compiler: inout SchemaCompiler) -> TextRules? {
        var rules = TextRules()
        rules.minLength = count("minLength", &compiler)
        rules.maxLength = count("maxLength", &compiler)
        if let source = value(of: "pattern", "a string", &compiler, \.string) {
            rules.pattern = compiler.pattern(source, at: place("pattern"))
        }
        rules.format = value(of: "format", "a string", &compiler, \.string).flatMap(Format.init(rawValue:))
        return rules.isEmpty ? nil : rules
    }
}
