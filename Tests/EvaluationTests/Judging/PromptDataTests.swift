import TestKit
import Testing

@testable import Evaluation

@Suite("Slots of untrusted text")
struct PromptDataTests {
    private static let pieces = [
        "a", " ", "\"", "\\", "\n", "\t", "\r", "\u{1}", "\u{7F}", "<", "< ", "<=", "<3", "<s>", ">", "|>", "[",
        "[INST]",
        "[/inst]", "[/\u{200B}i\u{200B}nst", "[Tool_results]", "[ın\u{17F}t]", "[in\u{FB06}", "[IN", "é", "e\u{301}",
        "Việt", "漢字", "🙂", "\u{200B}", "|\u{200B}>",
        "\u{2028}", "\u{85}", "\u{E0041}", "0123", "\u{FFFD}",
    ]

    @Test(
        "Every character is written by its rule, wherever it stands", arguments: [nil, "\u{E000}"] as [Unicode.Scalar?])
    func rules(mark: Unicode.Scalar?) {
        var generator = SeededGenerator(seed: 11)
        for round in 0..<500 {
            let text = generator.text(of: Self.pieces, count: round % 40)
            var data = PromptData(nonce: nil, mark: mark)
            data.add("x", text)
            #expect(data.text == "x: \"\(Self.written(text, mark: mark))\"\n", "round \(round)")
        }
    }

    /// The rules one scalar at a time.
    private static func written(_ text: String, mark: Unicode.Scalar?) -> String {
        let scalars = Array(text.unicodeScalars)
        var output = ""
        for (place, scalar) in scalars.enumerated() {
            let next = place + 1 < scalars.count ? scalars[place + 1] : nil
            let seen = scalars[(place + 1)...].filter { !ScalarClass.isInvisible($0.value) }.drop { $0 == "/" }
            let word = seen.prefix { $0.properties.isAlphabetic || $0 == "_" }.map(\.properties.uppercaseMapping)
                .joined()
            let hex = String(scalar.value, radix: 16)
            let escaped = "\\u" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex
            switch scalar {
            case " ": output.unicodeScalars.append(mark ?? " ")
            case "\"", "\\": output += "\\\(scalar)"
            case "\n", "\u{2028}", "\u{2029}", "\u{85}": output += "\\n"
            case "\t": output += "\\t"
            case "<": output += next.map { $0 == " " || $0 == "=" || ("0"..."9").contains($0) } == true ? "<" : escaped
            case ">":
                let before = place > 0 ? scalars[place - 1] : " "
                output += before == "|" || before.value >= 0x80 ? escaped : ">"
            case "[": output += ["INST", "TOOL_RESULTS"].contains { word.hasPrefix($0) } ? escaped : "["
            case _ where scalar.value < 0x20 || scalar.value == 0x7F: output += escaped
            case _ where ScalarClass.isInvisible(scalar.value): break
            default: output.unicodeScalars.append(scalar)
            }
        }
        return output
    }
}
