import JSON
import Testing

@testable import JSONSchema

@Suite struct ViolationTests {
    /// What a pydantic model with an optional field, a list of another model and an enumeration is written as.
    static let model = """
        {"$defs":{"Colour":{"enum":["red","green"],"title":"Colour","type":"string"},
        "Item":{"additionalProperties":false,"properties":{"name":{"title":"Name","type":"string","minLength":1},
        "price":{"anyOf":[{"exclusiveMinimum":0,"type":"number"},{"type":"null"}],"default":null,"title":"Price"}},
        "required":["name"],"title":"Item","type":"object"}},
        "description":"An order.","properties":{"id":{"format":"uuid","title":"Id","type":"string"},
        "colour":{"allOf":[{"$ref":"#/$defs/Colour"}],"default":"red"},
        "items":{"items":{"$ref":"#/$defs/Item"},"title":"Items","type":"array"},
        "gift":{"anyOf":[{"$ref":"#/$defs/Item"},{"type":"null"}],"default":null}},
        "required":["id","items"],"title":"Order","type":"object"}
        """

    @Test("a model's schema finds each mistake at its place")
    func model() throws {
        let schema = try Schema(JSONReader.read(Self.model))
        let good =
            #"{"id":"123e4567-e89b-12d3-a456-426614174000","items":[{"name":"a","price":1.5},{"name":"b"}],"gift":null}"#
        #expect(try schema.validate(JSONReader.read(good)) == .valid)
        let bad = """
            {"id":"x","colour":"blue","items":[{"name":"","price":0},{"price":"1","extra":1},3],"gift":{"name":1}}
            """
        let violations = try schema.validate(JSONReader.read(bad)).violations
        #expect(
            violations.map { "\($0.pointer) \($0.keyword)" } == [
                "/id format", "/colour enum", "/items/0/name minLength", "/items/0/price exclusiveMinimum",
                "/items/1 required", "/items/1/price anyOf", "/items/1/extra additionalProperties", "/items/2 type",
                "/gift/name type",
            ])
    }

    @Test("messages say what is wrong and show little of the value")
    func messages() throws {
        let long = String(repeating: "x", count: 500)
        let schema = try Schema([
            "properties": ["a": ["const": "b"], "n": ["type": ["string", "null"]], "p": ["pattern": "^y"]],
            "additionalProperties": false,
        ])
        let violations = schema.validate([
            "a": .string(long), "n": 1, "p": .string(long), long: 1,
        ]).violations
        let cut = String(long.prefix(59)) + "…"
        let expected: [String] = [
            "/a: must be \"b\", is \"\(cut)\"", "/n: must be string or null, is a number",
            "/p: \"\(cut)\" does not match ^y", "/\(cut): nothing is allowed here",
        ]
        #expect(violations.map(\.description) == expected)
    }

    @Test("no more violations are listed than asked for", arguments: [1, 3, 20])
    func limit(count: Int) throws {
        let schema = try Schema(["items": ["type": "string", "minimum": 10]])
        let value = JSONValue.array(Array(repeating: 1, count: 50))
        #expect(schema.validate(value, limit: count).violations.count == count)
        #expect(schema.validate(value, limit: 0).violations.count == 1)
        let nested = try Schema(["anyOf": [["items": ["type": "string"]], ["type": "null"]]])
        #expect(nested.validate(value, limit: count).violations.count == count)
    }

    @Test("keys in pointers are escaped")
    func pointers() throws {
        let schema = try Schema(["additionalProperties": ["items": ["type": "null"]]])
        #expect(schema.validate(["a/b~c": [nil, 1]]).violations.first?.pointer == "/a~1b~0c/1")
    }

    @Test("a silent check of another branch lists nothing")
    func branches() throws {
        let schema = try Schema(["oneOf": [["type": "integer", "minimum": 3], ["type": "string"], ["const": 9]]])
        #expect(schema.validate(1).violations.map(\.keyword) == ["minimum"])
        #expect(schema.validate(9).violations.map(\.keyword) == ["oneOf"])
        #expect(schema.validate(true).violations.map(\.keyword) == ["oneOf"])
    }
}
