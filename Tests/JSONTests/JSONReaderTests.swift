import Testing

@testable import JSON

@Suite struct JSONReaderTests {
    @Test(
        "values read as what they are",
        arguments: [
            ("null", JSONValue.null), (" true ", .bool(true)), ("-0", .integer(0)),
            ("9223372036854775807", .integer(.max)),
            ("9223372036854775808", .number(9_223_372_036_854_775_808)), ("1.50", .number(1.5)), ("1e3", .number(1000)),
            ("[]", []), ("{}", .object(JSONObject())), ("[1,[2,{}]]", [1, [2, .object(JSONObject())]]),
            (#"{"a":{"b":[null]}}"#, ["a": ["b": [nil]]]), (#""\u0041\n\/\"""#, "A\n/\""),
            (#""\ud83d\ude00""#, "😀"), (#""\ud83d""#, "\u{FFFD}"), (#""\ude00x""#, "\u{FFFD}x"),
            (#""\ud83d\u0041""#, "\u{FFFD}A"), ("\u{FEFF}1", .integer(1)), (#""Tiếng Việt""#, "Tiếng Việt"),
        ] as [(String, JSONValue)])
    func value(text: String, expected: JSONValue) throws {
        #expect(try JSONReader.read(text) == expected)
    }

    @Test(
        "a mistake is named with its offset",
        arguments: [
            ("", .endOfText, 0), ("{", .endOfText, 1), (#"{"a""#, .endOfText, 4), (#"{"a" 1}"#, .unexpectedByte, 5),
            ("[1,]", .unexpectedByte, 3), ("01", .trailingBytes, 1), ("1.", .endOfText, 2), ("+1", .unexpectedByte, 0),
            ("nul", .endOfText, 0), ("nulx", .unexpectedByte, 0), ("1 2", .trailingBytes, 2),
            ("\"a\nb\"", .controlCharacter, 2),
            (#""\x""#, .invalidEscape, 2), (#""\u12"#, .endOfText, 5), ("1e999", .numberOutOfRange, 0),
            ("'a'", .unexpectedByte, 0), ("NaN", .unexpectedByte, 0), ("{a:1}", .unexpectedByte, 1),
        ] as [(String, JSONError.Reason, Int)])
    func mistake(text: String, reason: JSONError.Reason, offset: Int) {
        #expect(throws: JSONError(reason: reason, offset: offset)) { try JSONReader.read(text) }
    }

    @Test("A string is read by its rules, wherever in it a byte stands that is not for itself")
    func places() throws {
        for length in 0...20 {
            for place in 0...length {
                let before = String(repeating: "a", count: place)
                let after = String(repeating: "z", count: length - place)
                for (written, read) in [
                    (#"\n"#, "\n"), (#"\""#, "\""), (#"\\"#, "\\"), ("é", "é"), ("\u{7F}", "\u{7F}"),
                ] {
                    let text = try JSONReader.read("\"\(before)\(written)\(after)\"")
                    #expect(text == .string(before + read + after))
                }
                let control = Array("\"\(before)\u{1F}\(after)\"".utf8)
                #expect(throws: JSONError(reason: .controlCharacter, offset: place + 1)) {
                    try JSONReader.read(control)
                }
                let broken = Array("\"\(before)".utf8) + [0xFF] + Array("\(after)\"".utf8)
                #expect(throws: JSONError(reason: .invalidUTF8, offset: 1)) { try JSONReader.read(broken) }
            }
        }
    }

    @Test(
        "bytes that are not UTF-8 are refused",
        arguments: [[0x22, 0xFF, 0x22], [0x22, 0x5C, 0x6E, 0xC3, 0x22]] as [[UInt8]])
    func invalidUTF8(bytes: [UInt8]) {
        #expect(throws: JSONError(reason: .invalidUTF8, offset: 1)) { try JSONReader.read(bytes) }
    }

    @Test("a repeated key is refused or the last value stands, in small and large objects", arguments: [2, 40])
    func duplicates(count: Int) throws {
        let members = (0..<count).map { "\"k\($0)\":\($0)" } + ["\"k1\":99"]
        let text = "{" + members.joined(separator: ",") + "}"
        #expect(try JSONReader.read(text)["k1"] == 99)
        #expect(try JSONReader.read(text).object?.count == count)
        let error = #expect(throws: JSONError.self) {
            try JSONReader.read(text, options: .init(duplicateKeys: .reject))
        }
        #expect(error?.reason == .duplicateKey)
    }

    @Test("nesting beyond the limit is refused without exhausting the stack")
    func depth() throws {
        let nested = { (levels: Int) in
            String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
        }
        _ = try JSONReader.read(nested(64))
        #expect(throws: JSONError(reason: .tooDeep, offset: 64)) { try JSONReader.read(nested(65)) }
        #expect(throws: JSONError(reason: .tooDeep, offset: 64)) { try JSONReader.read(nested(1_000_000)) }
    }
}
