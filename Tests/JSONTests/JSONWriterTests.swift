import Foundation
import Testing

@testable import JSON

@Suite struct JSONWriterTests {
    @Test("what is written reads back as the same value, here and in the platform's reader")
    func roundTrip() throws {
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<500 {
            let value = JSONValue.random(depth: 4, using: &generator)
            let bytes = JSONWriter.bytes(of: value)
            #expect(try JSONReader.read(bytes, options: .init(duplicateKeys: .reject)) == value)
            #expect(throws: Never.self) {
                try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
            }
        }
    }

    @Test("members keep their order, control characters are escaped, what JSON lacks is null")
    func text() {
        let value: JSONValue = ["b": 1, "a": "\u{1}\u{7F}\r\t\"\\", "c": .number(.nan), "d": 0.1, "e": .number(1)]
        #expect(value.description == #"{"b":1,"a":"\u0001\u007f\r\t\"\\","c":null,"d":0.1,"e":1.0}"#)
    }

    @Test("every character of a string is written by its own rule, wherever it stands")
    func strings() {
        var generator = SeededGenerator(seed: 3)
        let pieces = ["a", "bc", "\"", "\\", "\n", "\r", "\t", "\u{0}", "\u{1F}", "\u{7F}", "é", "漢", "🙂", "/", " "]
        for round in 0..<300 {
            let text = (0..<round % 30).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
            var plain = ""
            for scalar in text.unicodeScalars {
                switch scalar {
                case "\"", "\\": plain += "\\\(scalar)"
                case "\n": plain += "\\n"
                case "\r": plain += "\\r"
                case "\t": plain += "\\t"
                case _ where scalar.value < 0x10: plain += "\\u000" + String(scalar.value, radix: 16)
                case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                    plain += "\\u00" + String(scalar.value, radix: 16)
                default: plain.unicodeScalars.append(scalar)
                }
            }
            #expect(JSONWriter.text(of: .string(text)) == "\"\(plain)\"", "round \(round)")
            #expect((try? JSONReader.read(JSONWriter.bytes(of: .string(text)))) == .string(text))
        }
    }

    @Test("setting, replacing and removing members keeps keys unique")
    func members() {
        var object: JSONObject = ["a": 1, "b": 2, "a": 3]
        #expect(object.keys == ["a", "b"])
        object["a"] = nil
        object["c"] = .null
        #expect(JSONValue.object(object).description == #"{"b":2,"c":null}"#)
    }
}

struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

extension JSONValue {
    static func random(depth: Int, using generator: inout SeededGenerator) -> JSONValue {
        let word = { (generator: inout SeededGenerator) in
            String(
                (0..<Int.random(in: 0...6, using: &generator)).map { _ in
                    ["a", "é", "Việt", "😀", "\"", "\\", "\n", "\u{0}", "e\u{301}"].randomElement(using: &generator)
                        ?? ""
                }.joined())
        }
        switch Int.random(in: 0...(depth > 0 ? 6 : 4), using: &generator) {
        case 0: return .null
        case 1: return .bool(Bool.random(using: &generator))
        case 2: return .integer(Int64.random(in: .min ... .max, using: &generator))
        case 3: return .number(Double.random(in: -1e6...1e6, using: &generator) + 0.123456789)
        case 4: return .string(word(&generator))
        case 5:
            return .array(
                (0..<Int.random(in: 0...4, using: &generator)).map { _ in random(depth: depth - 1, using: &generator) })
        default:
            var object = JSONObject()
            for _ in 0..<Int.random(in: 0...4, using: &generator) {
                object[word(&generator)] = random(depth: depth - 1, using: &generator)
            }
            return .object(object)
        }
    }
}
