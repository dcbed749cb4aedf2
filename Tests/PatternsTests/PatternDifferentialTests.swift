import TestKit
import Testing

@testable import Patterns

@Suite struct PatternDifferentialTests {
    @Test(
        "random patterns match random texts where the standard library's regular expressions do", arguments: [1, 2, 3])
    func standardLibrary(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<100 {
            let source = RandomPattern.source(depth: 2, using: &random)
            let pattern = try Pattern(source)
            let reference = try Regex(source).matchingSemantics(.unicodeScalar)
            for _ in 0..<4 {
                let text = RandomPattern.text(using: &random)
                let scalars = text.unicodeScalars
                let expected = try reference.firstMatch(in: text).map { match in
                    scalars.distance(
                        from: scalars.startIndex, to: match.range.lowerBound)..<scalars.distance(
                            from: scalars.startIndex, to: match.range.upperBound)
                }
                #expect(
                    pattern.firstMatch(in: text)?.range == expected,
                    "seed \(seed): \(source) in \(text.debugDescription)")
                #expect(
                    pattern.matches(text) == (expected != nil), "seed \(seed): \(source) in \(text.debugDescription)")
            }
        }
    }

    @Test("the automaton and the threads agree about whole texts", arguments: [4, 5])
    func whole(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<150 {
            let source = RandomPattern.source(depth: 4, using: &random)
            let text = RandomPattern.text(using: &random)
            let whole = try Pattern(source).matchesWhole(text)
            let anchored = try Pattern(#"\A(?:"# + source + #")\z"#)
            #expect(whole == anchored.matches(text), "seed \(seed): \(source) in \(text.debugDescription)")
            #expect(whole == (anchored.firstMatch(in: text) != nil), "seed \(seed): \(source)")
        }
    }

    @Test("random bytes are a pattern or an error, never a crash", arguments: [6, 7])
    func fuzz(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let pieces =
            Array(#"()[]{}*+?|^$.\-,:<>=!#PimsxuUpLdDwWbBAZz0123456789{}"#.unicodeScalars.map(String.init)) + [
                "é", "😀", "(?", "(?:", "(?<", "[^", "{1,", "{2}", "\\x4", "\\u{", "\\p{", "\u{0}", "\u{10FFFF}",
            ]
        for round in 0..<600 {
            let source: String
            if round % 2 == 0 {
                source = (0..<Int.random(in: 0...24, using: &random)).map { _ in
                    pieces[Int.random(in: 0..<pieces.count, using: &random)]
                }.joined()
            } else {
                let bytes = (0..<Int.random(in: 0...24, using: &random)).map { _ in
                    UInt8.random(in: 0...255, using: &random)
                }
                source = String(decoding: bytes, as: UTF8.self)
            }
            do throws(PatternError) {
                let pattern = try Pattern(source, options: round % 3 == 0 ? [.caseInsensitive, .ecmaScript] : [])
                _ = pattern.firstMatch(in: RandomPattern.text(using: &random))
            } catch {
                #expect(
                    (0...source.unicodeScalars.count).contains(error.offset), "seed \(seed): \(source.debugDescription)"
                )
            }
        }
    }
}

/// Patterns in the syntax that all implementations read alike, and texts that often match them.
enum RandomPattern {
    static func source(depth: Int, using random: inout SeededGenerator) -> String {
        let count = Int.random(in: 1...3, using: &random)
        return (0..<count).map { _ in sequence(depth: depth, using: &random) }.joined(separator: "|")
    }

    static func text(using random: inout SeededGenerator) -> String {
        (0..<Int.random(in: 0...8, using: &random)).map { _ in pick(["a", "b", "c", "A", "1", " ", "é", "-"], &random)
        }
        .joined()
    }

    private static func sequence(depth: Int, using random: inout SeededGenerator) -> String {
        (0..<Int.random(in: 0...3, using: &random)).map { _ in part(depth: depth, using: &random) }.joined()
    }

    private static func part(depth: Int, using random: inout SeededGenerator) -> String {
        let atom: String
        switch Int.random(in: 0...(depth > 0 ? 9 : 6), using: &random) {
        case 0...2: atom = pick(["a", "b", "c", "é", "1"], &random)
        case 3: atom = pick(["[ab]", "[^a]", "[a-c1]", "[^b-z]"], &random)
        case 4: atom = pick([".", #"\d"#, #"\s"#, #"\D"#, #"\S"#], &random)
        case 5: atom = pick([#"\p{L}"#, #"\p{N}"#, #"\x61"#, #"\u0062"#], &random)
        case 6: return pick(["^", #"\A"#, #"\z"#], &random)
        case 7: atom = "(" + source(depth: depth - 1, using: &random) + ")"
        case 8: atom = "(?:" + source(depth: depth - 1, using: &random) + ")"
        default: atom = "(?i:" + source(depth: depth - 1, using: &random) + ")"
        }
        // Loops inside loops would send the standard library's backtracking search into exponential time.
        let isLoopAllowed = atom.hasSuffix(")") ? depth == 1 : true
        let loops = isLoopAllowed ? ["*", "+", "*?", "+?", "{2,}"] : []
        return atom + pick(["", "", "", "?", "??", "{2}", "{1,2}", "{0,2}?"] + loops, &random)
    }

    private static func pick(_ choices: [String], _ random: inout SeededGenerator) -> String {
        choices[Int.random(in: 0..<choices.count, using: &random)]
    }
}
