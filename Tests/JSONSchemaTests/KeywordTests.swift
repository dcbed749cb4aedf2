import JSON
import Testing

@testable import JSONSchema

@Suite struct KeywordTests {
    /// A schema, values that are as it says, and values that are not.
    typealias Case = (schema: String, valid: [String], invalid: [String])

    static let types: [Case] = [
        (#"{"type":"integer"}"#, ["1", "1.0", "-0", "1e3", "1e300"], ["1.5", "\"1\"", "null", "true", "[]", "{}"]),
        (#"{"type":"number"}"#, ["1", "1.5"], ["\"1\"", "false"]), (#"{"type":"string"}"#, ["\"\""], ["1", "null"]),
        (#"{"type":"boolean"}"#, ["true", "false"], ["0", "\"true\""]),
        (#"{"type":"null"}"#, ["null"], ["false", "0"]),
        (#"{"type":"array"}"#, ["[]"], ["{}"]), (#"{"type":"object"}"#, ["{}"], ["[]"]),
        (#"{"type":["integer","null"]}"#, ["1", "null"], ["\"a\"", "1.5"]), ("true", ["1", "{}"], []),
        ("false", [], ["1", "null"]), ("{}", ["1", "[]"], []), (#"{"title":"t","default":1,"unknown":[]}"#, ["2"], []),
        (
            #"{"enum":[1,"a",null,[1],{"a":1}]}"#, ["1", "1.0", "\"a\"", "null", "[1]", "[1.0]", #"{"a":1}"#],
            ["2", "[]", "{}", "true"]
        ),
        (#"{"enum":[]}"#, [], ["1"]), (#"{"enum":[0]}"#, ["0", "-0.0"], ["false", "null"]),
        (#"{"const":{"a":1,"b":2}}"#, [#"{"b":2,"a":1.0}"#], [#"{"a":1}"#, #"{"a":1,"b":3}"#]),
        (#"{"const":null}"#, ["null"], ["0"]),
        (#"{"const":9007199254740993}"#, ["9007199254740993"], ["9007199254740992"]),
        (#"{"const":"é"}"#, ["\"é\""], ["\"e\u{301}\""]),
        (#"{"const":["ab","c"]}"#, [#"["ab","c"]"#], [#"["a","bc"]"#]),
    ]

    static let numbers: [Case] = [
        (#"{"minimum":1}"#, ["1", "1.0", "2", "\"0\""], ["0", "0.999"]),
        (#"{"maximum":1.5}"#, ["1", "1.5"], ["2", "1.6"]),
        (#"{"exclusiveMinimum":1}"#, ["1.01", "2"], ["1", "1.0", "0"]),
        (#"{"exclusiveMaximum":-1}"#, ["-2", "-1.5"], ["-1", "0"]),
        (
            #"{"minimum":9007199254740993}"#, ["9007199254740993", "1e300"],
            ["9007199254740992", "9007199254740992.0", "-1e300"]
        ),
        (#"{"maximum":-0.5}"#, ["-1", "-0.5"], ["0", "-0.4"]), (#"{"exclusiveMinimum":2.5}"#, ["3"], ["2", "2.5"]),
        (#"{"multipleOf":2}"#, ["4", "0", "-2", "4.0", "1e300", "null"], ["3", "2.5"]),
        (#"{"multipleOf":0.01}"#, ["0.07", "19.99", "1", "4.35", "1e308"], ["0.075", "1e-3"]),
        (#"{"multipleOf":0.1}"#, ["0.3", "-1.1", "7"], ["0.35"]),
        (#"{"multipleOf":1.5}"#, ["3", "4.5", "1.5e10"], ["4", "2"]),
        (#"{"multipleOf":1e-8}"#, ["12391239123", "1e-7"], ["1e-9"]),
        (#"{"multipleOf":123456789}"#, ["123456789"], ["1e308", "1e22"]),
        (#"{"multipleOf":5e-324}"#, ["1e308", "5e-324"], []),
        (#"{"multipleOf":1e300}"#, ["1e301", "0"], ["1e299", "1"]),
    ]

    static let texts: [Case] = [
        (#"{"minLength":2}"#, ["\"ab\"", "\"😀😀\"", "1"], ["\"a\"", "\"😀\""]),
        (#"{"maxLength":2}"#, ["\"ab\"", "\"e\u{301}\""], ["\"abc\""]),
        (#"{"maxLength":2.0}"#, ["\"ab\""], ["\"abc\""]), (#"{"minLength":1e300}"#, [], ["\"abc\""]),
        (#"{"pattern":"^a+$"}"#, ["\"aa\"", "1"], ["\"b\"", "\"\"", "\"a\\n\""]),
        (#"{"pattern":"b"}"#, ["\"abc\""], ["\"x\""]),
        (#"{"pattern":"^\\d$"}"#, ["\"7\""], ["\"٣\""]), (#"{"pattern":"^\\p{L}+$"}"#, ["\"Việt\""], ["\"1\""]),
    ]

    static let arrays: [Case] = [
        (#"{"items":{"type":"integer"}}"#, ["[]", "[1,2]", "{}"], ["[1,\"a\"]"]),
        (#"{"items":false}"#, ["[]"], ["[1]"]),
        (
            #"{"prefixItems":[{"type":"integer"},{"type":"string"}]}"#, ["[1,\"a\",null]", "[1]", "[]"],
            ["[\"a\"]", "[1,2]"]
        ),
        (#"{"prefixItems":[true],"items":{"type":"null"}}"#, ["[1,null]"], ["[1,1]"]),
        (#"{"items":[{"type":"integer"}],"additionalItems":false}"#, ["[1]", "[]"], ["[\"a\"]", "[1,2]"]),
        (#"{"items":{},"additionalItems":false}"#, ["[1,2]"], []), (#"{"additionalItems":false}"#, ["[1]"], []),
        (#"{"contains":{"const":1}}"#, ["[2,1]", "{}"], ["[]", "[2]"]),
        (#"{"contains":{"const":1},"minContains":2}"#, ["[1,1]"], ["[1]"]),
        (#"{"contains":{"const":1},"maxContains":1}"#, ["[1,2]"], ["[1,1]", "[]"]),
        (#"{"contains":{"const":1},"minContains":0}"#, ["[]"], []),
        (#"{"minContains":2}"#, ["[]"], []), (#"{"minItems":1,"maxItems":2}"#, ["[1]", "[1,2]"], ["[]", "[1,2,3]"]),
        (
            #"{"uniqueItems":true}"#,
            ["[]", "[1,2]", "[1,true]", "[\"1\",1]", "[[1],[2]]", "[{\"a\":1},{\"a\":2}]", "[0,false,null,\"\"]"],
            ["[1,1]", "[1,1.0]", "[{\"a\":1,\"b\":2},{\"b\":2,\"a\":1}]", "[[1],[1]]", "[null,null]"]
        ),
        (#"{"uniqueItems":true}"#, ["[\"é\",\"e\u{301}\"]"], ["[\"é\",\"é\"]"]),
        (#"{"uniqueItems":false}"#, ["[1,1]"], []),
        (#"{"prefixItems":[true],"unevaluatedItems":false}"#, ["[1]"], ["[1,2]"]),
        (
            #"{"allOf":[{"prefixItems":[true,true]}],"unevaluatedItems":{"type":"integer"}}"#, ["[\"a\",\"b\",1]"],
            ["[\"a\",\"b\",\"c\"]"]
        ),
        (#"{"contains":{"const":1},"unevaluatedItems":false}"#, ["[1,1]"], ["[1,2]"]),
        (
            #"{"anyOf":[{"prefixItems":[{"const":1}]},{"items":{"const":2}}],"unevaluatedItems":false}"#,
            ["[1]", "[2,2]"], ["[1,2]"]
        ),
        (
            #"{"if":{"prefixItems":[{"const":1}]},"then":{"prefixItems":[true,true]},"unevaluatedItems":false}"#,
            ["[1,2]"], ["[2]", "[1,2,3]"]
        ),
    ]

    static let objects: [Case] = [
        (#"{"properties":{"a":{"type":"integer"}}}"#, [#"{"a":1}"#, "{}", #"{"b":"x"}"#, "[]"], [#"{"a":"x"}"#]),
        (#"{"properties":{"a":false}}"#, ["{}"], [#"{"a":1}"#]),
        (#"{"required":["a","b"]}"#, [#"{"a":1,"b":null}"#, "1"], [#"{"a":1}"#, "{}"]),
        (#"{"required":["é"]}"#, [#"{"é":1}"#], ["{\"e\u{301}\":1}"]),
        (#"{"properties":{"a":{}},"additionalProperties":false}"#, [#"{"a":1}"#], [#"{"b":1}"#]),
        (#"{"additionalProperties":{"type":"integer"}}"#, [#"{"a":1}"#], [#"{"a":"x"}"#]),
        (
            #"{"patternProperties":{"^x":{"type":"integer"}},"additionalProperties":false}"#, [#"{"x1":1}"#],
            [#"{"x1":"a"}"#, #"{"y":1}"#]
        ),
        (
            #"{"properties":{"xa":{"minimum":5}},"patternProperties":{"^x":{"maximum":9},"a$":{"multipleOf":2}}}"#,
            [#"{"xa":6}"#], [#"{"xa":4}"#, #"{"xa":7}"#, #"{"xa":10}"#]
        ),
        (#"{"propertyNames":{"maxLength":2}}"#, [#"{"ab":1}"#, "{}"], [#"{"abc":1}"#]),
        (#"{"minProperties":1,"maxProperties":2}"#, [#"{"a":1}"#], ["{}", #"{"a":1,"b":1,"c":1}"#]),
        (#"{"dependentRequired":{"a":["b"]}}"#, [#"{"b":1}"#, #"{"a":1,"b":1}"#], [#"{"a":1}"#]),
        (#"{"dependentSchemas":{"a":{"required":["b"]}}}"#, ["{}", #"{"a":1,"b":1}"#], [#"{"a":1}"#]),
        (
            #"{"dependencies":{"a":["b"],"c":{"minProperties":2}}}"#, ["{}", #"{"a":1,"b":1}"#, #"{"c":1,"d":1}"#],
            [#"{"a":1}"#, #"{"c":1}"#]
        ),
        (#"{"properties":{"a":{}},"unevaluatedProperties":false}"#, [#"{"a":1}"#], [#"{"b":1}"#]),
        (
            #"{"allOf":[{"properties":{"a":{}}},{"patternProperties":{"^b":{}}}],"unevaluatedProperties":false}"#,
            [#"{"a":1,"b1":1}"#], [#"{"a":1,"c":1}"#]
        ),
        (
            ##"{"$ref":"#/$defs/p","unevaluatedProperties":false,"$defs":{"p":{"properties":{"a":{}}}}}"##,
            [#"{"a":1}"#], [#"{"b":1}"#]
        ),
        (
            #"{"anyOf":[{"properties":{"a":{"const":1}},"required":["a"]},{"properties":{"b":{"const":2}},"required":["b"]}],"unevaluatedProperties":false}"#,
            [#"{"a":1}"#, #"{"a":1,"b":2}"#], [#"{"a":1,"b":3}"#, #"{"a":1,"c":1}"#]
        ),
        (#"{"not":{"not":{"properties":{"a":{}}}},"unevaluatedProperties":false}"#, ["{}"], [#"{"a":1}"#]),
        (
            #"{"if":{"properties":{"a":{"const":1}},"required":["a"]},"then":{"properties":{"b":{}}},"else":{"properties":{"c":{}}},"unevaluatedProperties":false}"#,
            [#"{"a":1,"b":1}"#, #"{"c":1}"#], [#"{"a":1,"c":1}"#, #"{"b":1}"#]
        ),
        (#"{"properties":{"n":{"properties":{"x":{}}}},"unevaluatedProperties":false}"#, [#"{"n":{"y":1}}"#], []),
        (#"{"additionalProperties":true,"unevaluatedProperties":false}"#, [#"{"z":1}"#], []),
        (#"{"unevaluatedProperties":{"type":"integer"}}"#, [#"{"a":1}"#], [#"{"a":""}"#]),
    ]

    static let branches: [Case] = [
        (#"{"allOf":[{"minimum":1},{"maximum":3}]}"#, ["2"], ["0", "4"]),
        (#"{"anyOf":[{"type":"string"},{"minimum":3}]}"#, ["\"a\"", "3"], ["2"]),
        (#"{"oneOf":[{"multipleOf":2},{"multipleOf":3}]}"#, ["2", "3"], ["6", "5"]),
        (#"{"not":{"type":"string"}}"#, ["1"], ["\"a\""]),
        (#"{"not":true}"#, [], ["1"]),
        (#"{"if":{"minimum":10},"then":{"multipleOf":10},"else":{"multipleOf":3}}"#, ["20", "9"], ["15", "4"]),
        (#"{"if":{"minimum":10}}"#, ["1"], []), (#"{"then":false,"else":false}"#, ["1"], []),
        (#"{"if":true,"then":{"type":"null"}}"#, ["null"], ["1"]),
        (##"{"$ref":"#/$defs/a","maximum":5,"$defs":{"a":{"minimum":1}}}"##, ["3"], ["0", "6"]),
        (##"{"$ref":"#/definitions/a","definitions":{"a":{"type":"string"}}}"##, ["\"x\""], ["1"]),
        (##"{"$ref":"#name","$defs":{"a":{"$anchor":"name","type":"null"}}}"##, ["null"], ["1"]),
        (
            ##"{"$ref":"#/$defs/a~1b/properties/p%25q","$defs":{"a/b":{"properties":{"p%q":{"const":1}}}}}"##, ["1"],
            ["2"]
        ),
        (
            #"{"$id":"https://x.example/s","$ref":"https://x.example/s#/$defs/a","$defs":{"a":{"const":1}}}"#, ["1"],
            ["2"]
        ),
        (
            ##"{"properties":{"next":{"$ref":"#"},"v":{"type":"integer"}},"additionalProperties":false}"##,
            [#"{"next":{"next":{"v":1}}}"#], [#"{"next":{"next":{"w":1}}}"#]
        ),
        (##"{"allOf":[{"const":1},{"$ref":"#/allOf/0"}]}"##, ["1"], ["2"]),
        (##"{"$dynamicRef":"#n","$defs":{"a":{"$dynamicAnchor":"n","const":1}}}"##, ["1"], ["2"]),
        (##"{"$ref":"#/x-own/a","x-own":{"a":{"const":1}}}"##, ["1"], ["2"]),
        (#"{"properties":{"$ref":{"type":"integer"}}}"#, [#"{"$ref":1}"#], [#"{"$ref":"x"}"#]),
    ]

    static let formats: [Case] = [
        (
            #"{"format":"date"}"#, ["\"2024-02-29\"", "\"2000-02-29\"", "1"],
            [
                "\"2023-02-29\"", "\"1900-02-29\"", "\"2024-13-01\"", "\"2024-1-01\"", "\"2024-04-31\"",
                "\"2024-01-00\"", "\"\"", "\"2024-01-01T\"",
            ]
        ),
        (
            #"{"format":"time"}"#, ["\"10:00:00Z\"", "\"23:59:60Z\"", "\"10:00:00.123+05:30\"", "\"22:59:60-01:00\""],
            [
                "\"10:00:00\"", "\"24:00:00Z\"", "\"22:59:60Z\"", "\"10:00:00.Z\"", "\"10:00Z\"", "\"10:00:00+24:00\"",
                "\"10:60:00Z\"",
            ]
        ),
        (
            #"{"format":"date-time"}"#, ["\"2024-01-01T10:00:00Z\"", "\"2024-01-01t10:00:00.5-08:00\""],
            ["\"2024-01-01 10:00:00Z\"", "\"2024-01-01\"", "\"2024-01-01T10:00:00\"", "\"x\""]
        ),
        (
            #"{"format":"email"}"#,
            [
                "\"a@b.example\"", "\"a.b+c@d-e.example\"", "\"\\\"a b\\\"@c.example\"", "\"a@[127.0.0.1]\"",
                "\"a@[IPv6:::1]\"",
            ], ["\"a\"", "\"@b\"", "\"a@\"", "\".a@b\"", "\"a..b@c\"", "\"a b@c\"", "\"a@b@c\"", "\"a@-b\""]
        ),
        (
            #"{"format":"hostname"}"#, ["\"a\"", "\"a-b.example\"", "\"1.example\""],
            ["\"\"", "\"-a\"", "\"a-\"", "\"a..b\"", "\"a_b\"", "\"é\"", "\".a\""]
        ),
        (
            #"{"format":"ipv4"}"#, ["\"0.0.0.0\"", "\"255.1.2.3\""],
            ["\"256.1.1.1\"", "\"1.1.1\"", "\"01.1.1.1\"", "\"1.1.1.1.1\"", "\"1.1.1.\"", "\"a.1.1.1\""]
        ),
        (
            #"{"format":"ipv6"}"#,
            [
                "\"::\"", "\"::1\"", "\"1::\"", "\"1:2:3:4:5:6:7:8\"", "\"1::8\"", "\"::ffff:1.2.3.4\"",
                "\"1:2:3:4:5:6:1.2.3.4\"", "\"1:2:3:4:5:6:7::\"",
            ],
            [
                "\"\"", "\":\"", "\":::\"", "\"1:2:3\"", "\"1::2::3\"", "\"12345::\"", "\"g::\"",
                "\"1:2:3:4:5:6:7:8:9\"", "\":1:2:3:4:5:6:7\"", "\"1.2.3.4\"", "\"::1%eth0\"",
                "\"1:2:3:4:5:6:7:1.2.3.4\"", "\"1:2:3:4:5:6:7:\"",
            ]
        ),
        (
            #"{"format":"uuid"}"#,
            ["\"123e4567-e89b-12d3-a456-426614174000\"", "\"123E4567-E89B-12D3-A456-426614174000\""],
            ["\"123e4567e89b12d3a456426614174000\"", "\"123e4567-e89b-12d3-a456-42661417400g\"", "\"\""]
        ),
        (
            #"{"format":"uri"}"#,
            [
                "\"https://a.example/b?c=d#e\"", "\"urn:isbn:1\"", "\"http://u:p@[::1]:80/\"", "\"mailto:a@b\"",
                "\"file:///x\"", "\"x:\"", "\"http://a/%20\"",
            ],
            [
                "\"/a\"", "\"a b:c\"", "\"http://a b\"", "\"http://[x]/\"", "\"1x:y\"", "\"http://a/%2\"",
                "\"http://a:b/\"", "\"x:#a#b\"", "\"http://é/\"", "\"\"",
            ]
        ),
        (#"{"format":"no-such-format"}"#, ["\"x\""], []),
    ]

    @Test(
        "each keyword allows what the specification allows",
        arguments: [types, numbers, texts, arrays, objects, branches, formats].joined())
    func keyword(_ testCase: Case) throws {
        let schema = try Schema(JSONReader.read(testCase.schema))
        for text in testCase.valid {
            #expect(try schema.validate(JSONReader.read(text)) == .valid, "\(testCase.schema) refuses \(text)")
        }
        for text in testCase.invalid {
            let violations = try schema.validate(JSONReader.read(text)).violations
            #expect(!violations.isEmpty, "\(testCase.schema) takes \(text)")
        }
    }
}
