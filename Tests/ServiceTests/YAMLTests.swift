import JSON
import Testing
import YAML

@Suite("YAML")
struct YAMLTests {
    @Test(
        "Unquoted scalars are typed, doubtful ones stay text",
        arguments: [
            ("", JSONValue.null), ("~", nil), ("null", nil), ("true", true), ("FALSE", false), ("0", 0), ("-17", -17),
            ("+3", 3), ("9223372036854775807", .integer(.max)),
            ("9223372036854775808", .number(9_223_372_036_854_775_808)),
            ("0x1F", 31), ("0o17", 15), ("1.5", .number(1.5)), (".5", .number(0.5)), ("5.", .number(5)),
            ("-.5e1", .number(-5)), ("1e3", .number(1000)), ("5.e-1", .number(0.5)), ("00.5", .number(0.5)),
            ("yes", "yes"), ("No", "No"),
            ("on", "on"), ("007", "007"), ("1_000", "1_000"), ("1:30", "1:30"), ("2026-11-22", "2026-11-22"),
            ("0x", "0x"), ("0x-1", "0x-1"), ("0o8", "0o8"), (".", "."), ("-", "-"), ("e5", "e5"), ("1e", "1e"),
            ("1.2.3", "1.2.3"), ("tRUE", "tRUE"), ("NaN", "NaN"), ("inf", "inf"), ("١", "١"),
        ])
    func scalars(_ text: String, _ value: JSONValue) {
        #expect(YAMLScalar.value(of: text) == value)
    }

    @Test("Numbers that are not finite are refused", arguments: [".inf", "-.Inf", ".NaN", "1e999", "-1e999"])
    func notFinite(_ text: String) {
        #expect(YAMLScalar.value(of: text) == nil)
        #expect(throws: YAMLError(reason: .notFinite, line: 1, column: 4)) { try YAMLDocument("a: \(text)") }
    }

    @Test("A document becomes a value, in its order")
    func document() throws {
        let document = try YAMLDocument(
            """
            # metrics of our own
            metrics:
              - id: tone
                threshold: 0.7
                strict: yes
                "quoted": 'true'
              - {id: b, steps: [one, "2", 3], none: }
            text: |
              two
              lines
            folded: >-
              one
              line
            tagged: [!!str 12, !!float 1, ! 5]
            """)
        let expected: JSONValue = [
            "metrics": [
                ["id": "tone", "threshold": 0.7, "strict": "yes", "quoted": "true"],
                ["id": "b", "steps": ["one", "2", 3], "none": nil],
            ],
            "text": "two\nlines\n", "folded": "one line", "tagged": ["12", .number(1), "5"],
        ]
        #expect(document.value == expected)
    }

    @Test("Every part has its line; a missing part has its parent's")
    func lines() throws {
        let document = try YAMLDocument(
            """
            a: 1
            metrics:
              - id: x

              - id: y
                steps:
                  - one
                  - two
            """)
        #expect(document.line(of: []) == 1)
        #expect(document.line(of: ["metrics"]) == 2)
        #expect(document.line(of: ["metrics", "0"]) == 3)
        #expect(document.line(of: ["metrics", "1", "id"]) == 5)
        #expect(document.line(of: ["metrics", "1", "steps", "1"]) == 8)
        #expect(document.line(of: ["metrics", "1", "threshold"]) == 5)
        #expect(document.line(of: ["nothing"]) == 1)
    }

    @Test("Lines are right after folded texts, inside flow style and below quoted keys")
    func linesOfStyles() throws {
        let document = try YAMLDocument(
            """
            criteria: >-
              one

              two
            schema: {type: object,
              properties: {a: 1,
                b: [1,
                    2]}}
            "quoted key":
              0: zero
            """)
        #expect(document.line(of: ["schema"]) == 5)
        #expect(document.line(of: ["schema", "type"]) == 5)
        #expect(document.line(of: ["schema", "properties"]) == 6)
        #expect(document.line(of: ["schema", "properties", "b", "1"]) == 8)
        #expect(document.line(of: ["schema", "properties", "c"]) == 6)
        #expect(document.line(of: ["quoted key", "0"]) == 10)
    }

    @Test(
        "An empty text, a comment and an empty document are null",
        arguments: ["", "# only this", "---\n...", "\u{FEFF}"])
    func empty(_ text: String) throws {
        #expect(try YAMLDocument(text).value == nil)
    }

    @Test("Aliases repeat what they stand for; line of an alias is where it stands")
    func aliases() throws {
        let document = try YAMLDocument("a: &x [1, {b: 2}]\nc: *x\nd: &x 5\ne: *x")
        #expect(document.value == ["a": [1, ["b": 2]], "c": [1, ["b": 2]], "d": 5, "e": 5])
        #expect(document.line(of: ["c"]) == 2)
        #expect(document.line(of: ["c", "1", "b"]) == 1)
    }

    @Test(
        "What is wrong is said with line and column",
        arguments: [
            ("a: 1\nb: 2\na: 3", YAMLError.Reason.duplicateKey("a", first: 1), 3, 1),
            ("{a: 1, 'a': 2}", .duplicateKey("a", first: 1), 1, 8),
            ("a: 1\n---\nb: 2", .severalDocuments, 2, 1), ("a: *b", .unknownAlias("b"), 1, 4),
            ("a: &a [*a]", .unknownAlias("a"), 1, 8), ("? [1]\n: 2", .unsupportedKey, 1, 3),
            ("x: &x {a: 1}\ny:\n  <<: *x", .mergeKey, 3, 3),
            ("a: !!binary aGk=", .unsupportedTag("tag:yaml.org,2002:binary"), 1, 4),
            ("a: !!int x", .unsupportedTag("tag:yaml.org,2002:int"), 1, 4),
            ("a: !own x", .unsupportedTag("!own"), 1, 4),
            ("a: !!seq {}", .unsupportedTag("tag:yaml.org,2002:seq"), 1, 4),
        ])
    func mistakes(_ text: String, _ reason: YAMLError.Reason, _ line: Int, _ column: Int) {
        #expect(throws: YAMLError(reason: reason, line: line, column: column)) { try YAMLDocument(text) }
    }

    @Test(
        "Broken syntax is refused with its line",
        arguments: [
            ("a: 1\nb: [1, 2", 2), ("a: 1\n\tb: 2", 2), ("a: \"x\nb: 1", 2), ("a: b: c", 1), ("%x\n---\na", 1),
            ("a:\n- b\nc", 3),
        ])
    func syntax(_ text: String, _ line: Int) {
        let error = #expect(throws: YAMLError.self) { try YAMLDocument(text) }
        guard case .syntax = error?.reason else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect((error?.line ?? 0) >= line)
    }

    @Test("Bytes that are not UTF-8 are refused with their line")
    func encoding() {
        let error = #expect(throws: YAMLError.self) { try YAMLDocument(bytes: Array("a: 1\nb: ".utf8) + [0xFF]) }
        #expect(error?.line == 2)
        #expect(error?.column == 4)
        #expect(throws: YAMLError.self) { try YAMLDocument(bytes: [0xFF, 0xFE, 0x61, 0x00]) }
    }

    @Test("An alias bomb, deep nesting and a huge text are refused")
    func limits() throws {
        var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1..<10 {
            bomb +=
                "a\(level): &a\(level) [" + Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
                + "]\n"
        }
        // No result to print: that would be ten billion values long.
        #expect(throws: YAMLError.self) { _ = try YAMLDocument(bomb) }
        var deepBomb = "a0: &a0 [x]\n"
        for level in 1..<40 { deepBomb += "a\(level): &a\(level) [*a\(level - 1)]\n" }
        let deep = #expect(throws: YAMLError.self) { try YAMLDocument(deepBomb) }
        #expect(deep?.reason == .tooDeep(maximum: 32))
        let nested = #expect(throws: YAMLError.self) {
            try YAMLDocument(String(repeating: "[", count: 50_000))
        }
        #expect(nested?.reason == .tooDeep(maximum: 32))
        let allowed = String(repeating: "[", count: 32) + String(repeating: "]", count: 32)
        #expect(throws: Never.self) { try YAMLDocument(allowed) }
        var small = YAMLDocument.Limits()
        small.bytes = 3
        #expect(throws: YAMLError(reason: .tooLarge(maximumBytes: 3), line: 1, column: 1)) {
            try YAMLDocument("abcd", limits: small)
        }
        small = YAMLDocument.Limits()
        small.values = 3
        #expect(throws: Never.self) { try YAMLDocument("[1, 2]", limits: small) }
        #expect(throws: YAMLError(reason: .tooManyValues(maximum: 3), line: 1, column: 8)) {
            try YAMLDocument("[1, 2, 3]", limits: small)
        }
    }

    @Test("Every prefix and every damaged byte of a document gives a value or an error, never a crash")
    func damage() {
        let text = Array("a: &x [1, {b: \"q\\n\"}]\nc: *x\nd: |\n  t\n? e\n: !!str 1\n".utf8)
        for count in 0...text.count { _ = try? YAMLDocument(bytes: Array(text.prefix(count))) }
        for index in text.indices {
            for byte in UInt8.min...UInt8.max where byte % 7 == 0 || byte > 0xF0 {
                var damaged = text
                damaged[index] = byte
                _ = try? YAMLDocument(bytes: damaged)
            }
        }
    }
}
