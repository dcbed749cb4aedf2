import JSON
import Testing

@testable import JSONSchema
@testable import Patterns

@Suite struct SchemaErrorTests {
    private func problems(_ text: String) throws -> [SchemaError.Problem] {
        let value = try JSONReader.read(text)
        do throws(SchemaError) {
            _ = try Schema(value)
            return []
        } catch {
            return error.problems
        }
    }

    @Test(
        "each mistake is named",
        arguments: [
            ("1", "", .notASchema), (#"{"type":"text"}"#, "/type", .unknownType("text")),
            (#"{"not":[]}"#, "/not", .notASchema),
            (#"{"type":1}"#, "/type", .expected("the name of a type or an array of them")),
            (#"{"minimum":"1"}"#, "/minimum", .expected("a number")),
            (#"{"exclusiveMinimum":true}"#, "/exclusiveMinimum", .expected("a number")),
            (#"{"multipleOf":0}"#, "/multipleOf", .expected("a number above 0")),
            (#"{"minLength":-1}"#, "/minLength", .expected("a whole number from 0")),
            (#"{"maxItems":1.5}"#, "/maxItems", .expected("a whole number from 0")),
            (#"{"required":"a"}"#, "/required", .expected("an array of strings")),
            (#"{"required":[1]}"#, "/required", .expected("an array of strings")),
            (#"{"properties":[]}"#, "/properties", .expected("an object of schemas")),
            (#"{"anyOf":{}}"#, "/anyOf", .expected("an array of schemas")),
            (#"{"allOf":[]}"#, "/allOf", .expected("an array of at least one schema")),
            (#"{"pattern":"(a)\\1"}"#, "/pattern", .pattern(PatternError(reason: .backreference, offset: 3))),
            (
                #"{"patternProperties":{"a/(":{}}}"#, "/patternProperties/a~1(",
                .pattern(PatternError(reason: .unclosedGroup, offset: 2))
            ),
            (##"{"$ref":"#/$defs/a"}"##, "/$ref", .unresolvedReference("#/$defs/a")),
            (##"{"$ref":"#a"}"##, "/$ref", .unresolvedReference("#a")),
            (##"{"$ref":"#/%zz"}"##, "/$ref", .unresolvedReference("#/%zz")),
            (##"{"$ref":"#/~2"}"##, "/$ref", .unresolvedReference("#/~2")),
            (#"{"$ref":"https://x.example/a"}"#, "/$ref", .remoteReference("https://x.example/a")),
            (#"{"$ref":"other.json#/a"}"#, "/$ref", .remoteReference("other.json#/a")),
            (##"{"$ref":"#"}"##, "", .endlessReference), (##"{"anyOf":[{"$ref":"#"}]}"##, "", .endlessReference),
            (#"{"items":{"$id":"https://x.example/a"}}"#, "/items/$id", .nestedIdentifier),
            (#"{"$ref":1}"#, "/$ref", .expected("a string")),
            (##"{"$ref":"#/title","title":"x"}"##, "/title", .notASchema),
            (#"{"$defs":{"a":1}}"#, "/$defs/a", .notASchema),
            (#"{"$defs":{"a":{"$anchor":"x"},"b":{"$anchor":"x"}}}"#, "/$defs/a/$anchor", .repeatedAnchor("x")),
            (#"{"uniqueItems":1}"#, "/uniqueItems", .expected("a boolean")),
            (#"{"dependentRequired":{"a":[1]}}"#, "/dependentRequired/a", .expected("an array of strings")),
            (#"{"enum":1}"#, "/enum", .expected("an array")),
            (#"{"dependencies":1}"#, "/dependencies", .expected("an object")),
        ] as [(String, String, SchemaError.Reason)])
    func mistake(schema: String, pointer: String, reason: SchemaError.Reason) throws {
        #expect(try problems(schema) == [.init(pointer: pointer, reason: reason)])
    }

    @Test("all mistakes are listed, in the order of their places")
    func all() throws {
        let schema =
            ##"{"type":"text","properties":{"b":{"minimum":"1"},"a":{"pattern":"["}},"items":{"$ref":"#/no"}}"##
        #expect(
            try problems(schema).map(\.pointer) == [
                "/items/$ref", "/properties/a/pattern", "/properties/b/minimum", "/type",
            ])
        #expect(try problems("{\"allOf\":[\((0..<300).map { _ in "1" }.joined(separator: ","))]}").count == 100)
    }

    @Test("two definitions that lead to each other are found, a step into the value breaks the circle")
    func circles() throws {
        let endless = ##"{"$defs":{"a":{"allOf":[{"$ref":"#/$defs/b"}]},"b":{"if":{"$ref":"#/$defs/a"}}}}"##
        #expect(try problems(endless).map(\.reason) == [.endlessReference])
        let fine =
            ##"{"$defs":{"a":{"items":{"$ref":"#/$defs/b"}},"b":{"anyOf":[{"$ref":"#/$defs/a"},{"type":"null"}]}},"$ref":"#/$defs/b"}"##
        #expect(try problems(fine).isEmpty)
    }

    @Test("an error reads as a list of places")
    func description() throws {
        let error = try #require(throws: SchemaError.self) { try Schema(["type": "text", "items": 1]) }
        #expect("\(error)" == "/items: must be an object or a boolean; /type: \"text\" is no type")
    }
}
