import JSON
import TestKit
import Testing

@testable import JSONSchema

@Suite struct HostileSchemaTests {
    @Test("a tower of references that doubles at each level is given up", arguments: ["anyOf", "allOf", "oneOf"])
    func tower(keyword: String) throws {
        var definitions: JSONObject = ["d0": ["type": "string"]]
        for level in 1...60 {
            let below: JSONValue = ["$ref": .string("#/$defs/d\(level - 1)")]
            definitions["d\(level)"] = [keyword: [below, below]]
        }
        let schema = try Schema(["$defs": .object(definitions), "$ref": "#/$defs/d60"])
        let value: JSONValue = keyword == "allOf" ? "text" : 1
        #expect(schema.validate(value, steps: 200_000) == .tooComplex)
    }

    @Test("a tree that branches into itself at each level of the value is given up")
    func branching() throws {
        let again: JSONValue = ["$ref": "#"]
        let schema = try Schema(["items": ["anyOf": [["allOf": [again, again, false]], again]]])
        var value: JSONValue = 1
        for _ in 0..<60 { value = [value] }
        #expect(schema.validate(value, steps: 200_000) == .tooComplex)
    }

    @Test("a chain of references and a nested value exhaust no stack")
    func depth() throws {
        var definitions: JSONObject = ["d0": true]
        for level in 1...2000 { definitions["d\(level)"] = ["$ref": .string("#/$defs/d\(level - 1)")] }
        let chain = try Schema(["$defs": .object(definitions), "$ref": "#/$defs/d2000"])
        #expect(chain.validate(1) == .tooComplex)
        let list = try Schema(["items": ["$ref": "#"]])
        var value: JSONValue = []
        for _ in 0..<100 { value = [value] }
        #expect(list.validate(value) == .valid)
        for _ in 0..<100 { value = [value] }
        #expect(list.validate(value) == .tooComplex)
        let error = #expect(throws: SchemaError.self) { try Schema(["const": value]) }
        #expect(error?.problems.map(\.reason) == [.tooDeep])
    }

    @Test("hundreds of thousands of elements and members take steps in proportion")
    func linear() throws {
        let count = 20_000
        let unique = try Schema(["uniqueItems": true])
        #expect(unique.validate(.array((0..<count).map { .integer(Int64($0)) })) == .valid)
        var object = JSONObject()
        for place in 0..<count { object.append("key\(place)", .integer(1)) }
        let strict = try Schema([
            "required": .array((0..<200).map { .string("key\($0)") }), "properties": ["key1": ["type": "integer"]],
            "patternProperties": ["^key[0-9]+$": ["minimum": 0]], "additionalProperties": false,
        ])
        #expect(strict.validate(.object(object)) == .valid)
        let unevaluated = try Schema([
            "allOf": [["patternProperties": ["5": true]], ["additionalProperties": true]],
            "unevaluatedProperties": false,
        ])
        #expect(unevaluated.validate(.object(object)) == .valid)
    }

    @Test("a pattern that explodes elsewhere is bounded by the steps")
    func pattern() throws {
        let schema = try Schema(["pattern": "^(a+)+$"])
        let text = String(repeating: "a", count: 50_000) + "!"
        #expect(schema.validate(.string(text)).violations.map(\.keyword) == ["pattern"])
        #expect(schema.validate(.string(text), steps: 1000) == .tooComplex)
        let many = JSONValue.object(
            JSONObject((0..<30).map { ("x\($0)", ["pattern": .string(String(repeating: "a", count: 4000))]) }))
        let error = #expect(throws: SchemaError.self) { try Schema(["properties": many]) }
        #expect(error?.problems.map(\.reason) == [.patternsTooLong])
    }

    @Test("more subschemas than allowed are refused")
    func subschemas() throws {
        let error = #expect(throws: SchemaError.self) {
            try Schema(["allOf": .array(Array(repeating: true, count: 10_001))])
        }
        #expect(error?.problems.map(\.reason) == [.tooManySubschemas])
    }

    @Test("random schemas and values never crash", arguments: [1, 2, 3])
    func random(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var compiled = 0
        for _ in 0..<1500 {
            let text = RandomSchema.value(depth: 4, using: &random)
            guard let schema = try? Schema(text) else { continue }
            compiled += 1
            for _ in 0..<3 {
                let value = RandomSchema.value(depth: 3, using: &random)
                let outcome = schema.validate(value, limit: 3, steps: 100_000)
                let first = schema.validate(value, limit: 1, steps: 100_000)
                #expect(outcome.isValid == first.isValid, "seed \(seed): \(text) \(value)")
                if case .invalid(let violations) = outcome {
                    #expect((1...3).contains(violations.count), "seed \(seed): \(text)")
                }
            }
        }
        #expect(compiled > 50)
    }
}

/// Values whose members are often keywords of schemas.
enum RandomSchema {
    static func value(depth: Int, using random: inout SeededGenerator) -> JSONValue {
        switch Int.random(in: 0...(depth > 0 ? 12 : 5), using: &random) {
        case 0: return .null
        case 1: return .bool(Bool.random(using: &random))
        case 2: return .integer(Int64.random(in: -2...5, using: &random))
        case 3: return .number(Double.random(in: -2...5, using: &random))
        case 4, 5:
            return .string(
                pick(["a", "b", "#", "#/$defs/a", "string", "integer", "object", "^a", "date", "["], &random))
        case 6, 7:
            return .array(
                (0..<Int.random(in: 0...3, using: &random)).map { _ in value(depth: depth - 1, using: &random) })
        default:
            var object = JSONObject()
            for _ in 0..<Int.random(in: 0...3, using: &random) {
                let (key, member) = keyword(depth: depth - 1, using: &random)
                object[key] = member
            }
            return .object(object)
        }
    }

    private static func keyword(depth: Int, using random: inout SeededGenerator) -> (String, JSONValue) {
        let schema = value(depth: depth, using: &random)
        switch Int.random(in: 0...7, using: &random) {
        case 0: return ("type", .string(pick(["string", "integer", "object", "array", "null"], &random)))
        case 1:
            return (
                pick(["allOf", "anyOf", "oneOf", "prefixItems"], &random),
                [schema, value(depth: depth, using: &random)]
            )
        case 2: return (pick(["properties", "$defs", "patternProperties", "dependentSchemas"], &random), ["a": schema])
        case 3:
            return (
                pick(["minimum", "maxLength", "minItems", "maxProperties", "multipleOf", "minContains"], &random), 1
            )
        case 4: return ("$ref", .string(pick(["#", "#/$defs/a", "#/properties/a", "#/items"], &random)))
        case 5: return (pick(["required", "enum"], &random), ["a", "b"])
        default:
            let keywords = [
                "items", "contains", "not", "if", "then", "else", "additionalProperties", "propertyNames",
                "unevaluatedProperties", "unevaluatedItems", "const", "a", "b", "pattern", "format",
            ]
            return (pick(keywords, &random), schema)
        }
    }

    private static func pick(_ choices: [String], _ random: inout SeededGenerator) -> String {
        choices[Int.random(in: 0..<choices.count, using: &random)]
    }
}
