import JSON
import TestKit
import Testing

@testable import Evaluation

@Suite("Contained texts")
struct ContainsTests {
    private typealias Samples = RuleSamples

    @Test(
        "All: the share found; any and none: all or nothing",
        arguments: [("all", 0.5), ("any", 1.0), ("none", 0.0)])
    func modes(mode: String, score: Double) async throws {
        let outcome = try await Samples.outcome(
            "contains", "The tower is red.", ["values": ["tower", "blue"], "mode": .string(mode)])
        #expect(outcome.score?.value == score)
        #expect(outcome.findings.count == 2)
        #expect(outcome.findings[0] == ["value": "tower", "found": true, "start": 4, "end": 9])
        #expect(outcome.findings[1] == ["value": "blue", "found": false])
    }

    @Test("What is missing or unwanted is named")
    func reasons() async throws {
        let missing = try await Samples.outcome("contains", "x", ["values": ["a", "b", "c", "d"]])
        #expect(missing.reason == #"0 of 4 texts found. Missing: "a", "b", "c" and 1 more."#)
        let unwanted = try await Samples.outcome("contains", "xa", ["value": "a", "mode": "none"])
        #expect(unwanted.reason == #"1 of 1 text found. Unwanted: "a"."#)
    }

    @Test(
        "Canonically equal texts are equal, and no character is cut",
        arguments: [
            ("cafe\u{301}", "café", false, 1.0), ("café", "cafe\u{301}", false, 1), ("cafe\u{301}", "cafe", false, 0),
            ("CAFÉ", "cafe\u{301}", true, 1), ("CAFÉ", "café", false, 0), ("ΟΔΟΣ", "οδος", true, 1),
            ("Straße", "STRASSE", true, 0), ("a\r\nb", "a\nb", false, 1), ("K", "\u{212A}", false, 1),
            ("k", "\u{212A}", false, 0),
            ("Ðẹp", "ðẹp", true, 1), ("👨‍👩‍👧", "👨", false, 0),
        ])
    func characters(output: String, value: String, ignoresCase: Bool, score: Double) async throws {
        #expect(
            try await Samples.score(
                "contains", output, ["value": .string(value), "ignore_case": .bool(ignoresCase)]) == score)
    }

    @Test(
        "Options that cannot be used are named",
        arguments: [
            ([:], nil), (["values": []], nil), (["values": [1]], "list of strings"), (["values": ["a", ""]], "empty"),
            (["value": "a", "mode": "some"], "all, any, none"),
        ] as [(JSONObject, String?)])
    func unusable(options: JSONObject, reason: String?) async throws {
        let outcome = try await Samples.outcome("contains", "a", options)
        #expect(outcome.status == (reason == nil ? .insufficientInput : .notApplicable))
        #expect(outcome.reason.contains(reason ?? "values"))
    }

    @Test("A value is found exactly where a search character by character finds it")
    func agreesWithNaive() {
        var random = SeededGenerator(seed: 11)
        let letters: [Character] = ["a", "b", "é", "e\u{301}", "\n", "\r\n", "ố"]
        for _ in 0..<500 {
            let text = (0..<Int.random(in: 0...14, using: &random)).map { _ in letters.randomElement(using: &random)! }
            let value = (0..<Int.random(in: 1...3, using: &random)).map { _ in letters.randomElement(using: &random)! }
            let equal = { (left: Character, right: Character) in
                left == right || left.isNewline && right.isNewline
            }
            let naive = (0..<max(0, text.count - value.count + 1)).first { start in
                zip(text[start...], value).allSatisfy { equal($0, $1) }
            }
            let place = CharacterSearch([String(value)], ignoresCase: false).firstRanges(in: String(text))[0]
            let start = naive.map { text[..<$0].reduce(0) { $0 + $1.unicodeScalars.count } }
            #expect(place?.lowerBound == start, "seed 11: \(value) in \(text)")
        }
    }

    @Test("Many values that almost match a long text take linear time")
    func hostile() {
        let text = String(repeating: "a", count: 200_000)
        let values = (1...100).map { String(repeating: "a", count: $0 * 20) + "b" }
        #expect(CharacterSearch(values, ignoresCase: true).firstRanges(in: text).allSatisfy { $0 == nil })
        let marks = "e" + String(repeating: "\u{301}", count: 200_000)
        #expect(CharacterSearch(["e", "é"], ignoresCase: false).firstRanges(in: marks) == [nil, nil])
    }
}
