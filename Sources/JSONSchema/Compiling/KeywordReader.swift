import JSON
import Patterns

/// Reads the keywords of one subschema into rules, and has the subschemas in them compiled.
struct KeywordReader {
    let object: JSONObject
    let pointer: String
    let isRoot: Bool
    private(set) var rules: [SchemaNode.Rule] = []

    init(object: JSONObject, pointer: String, isRoot: Bool) {
        self.object = object
        self.pointer = pointer
        self.isRoot = isRoot
    }

    mutating func read(into compiler: inout SchemaCompiler) {
        if !isRoot, let identifier = object["$id"]?.string, !identifier.hasPrefix("#") {
            compiler.report(.nestedIdentifier, at: place("$id"))
        }
        for keyword in ["$defs", "definitions"] { _ = schemas(under: keyword, &compiler) }
        readType(&compiler)
        readValues(&compiler)
        readReferences(&compiler)
        if let rule = numberRules(&compiler) { rules.append(.number(rule)) }
        if let rule = textRules(&compiler) { rules.append(.text(rule)) }
        if let rule = arrayRules(&compiler) { rules.append(.array(rule)) }
        if let rule = objectRules(&compiler) { rules.append(.object(rule)) }
        readBranches(&compiler)
        if let schema = schema(under: "unevaluatedItems", &compiler) {
            compiler.trackEvaluation()
            rules.append(.unevaluatedItems(schema))
        }
        if let schema = schema(under: "unevaluatedProperties", &compiler) {
            compiler.trackEvaluation()
            rules.append(.unevaluatedProperties(schema))
        }
    }

    mutating func append(_ rule: SchemaNode.Rule) { rules.append(rule) }

    func place(_ keyword: String) -> String { JSONPointer.appending(keyword, to: pointer) }

    /// The value of a keyword if it has one that `read` takes; reports it otherwise.
    func value<Value>(
        of keyword: String, _ what: String, _ compiler: inout SchemaCompiler, _ read: (JSONValue) -> Value?
    ) -> Value? {
        guard let value = object[keyword] else { return nil }
        guard let result = read(value) else {
            compiler.report(.expected(what), at: place(keyword))
            return nil
        }
        return result
    }

    /// A number of elements, members or characters.
    func count(_ keyword: String, _ compiler: inout SchemaCompiler) -> Int? {
        value(of: keyword, "a whole number from 0", &compiler) { value in
            // A limit beyond what fits can never be reached; it is still a number.
            if let number = value.number, number >= 0x1p62, number == number.rounded() { return Int.max }
            return value.integer.flatMap { $0 >= 0 ? $0 : nil }
        }
    }

    func schema(under keyword: String, _ compiler: inout SchemaCompiler) -> Int? {
        object[keyword].map { compiler.node($0, at: place(keyword)) }
    }

    /// The subschemas of a keyword that holds an array of them.
    func schemaList(_ keyword: String, _ compiler: inout SchemaCompiler) -> [Int]? {
        guard let values = value(of: keyword, "an array of schemas", &compiler, \.array) else { return nil }
        if values.isEmpty { compiler.report(.expected("an array of at least one schema"), at: place(keyword)) }
        return values.enumerated().map { compiler.node($1, at: "\(place(keyword))/\($0)") }
    }

    /// The subschemas of a keyword that holds an object of them.
    func schemas(under keyword: String, _ compiler: inout SchemaCompiler) -> [(key: String, schema: Int)] {
        guard let object = value(of: keyword, "an object of schemas", &compiler, \.object) else { return [] }
        return object.members.map { member in
            (member.key, compiler.node(member.value, at: JSONPointer.appending(member.key, to: place(keyword))))
        }
    }

    static func names(_ value: JSONValue) -> [String]? {
        guard let elements = value.array else { return nil }
        let names = elements.compactMap(\.string)
        return names.count == elements.count ? names : nil
    }
}
