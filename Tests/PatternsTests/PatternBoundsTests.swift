import TestKit
import Testing

@testable import Patterns

@Suite struct PatternBoundsTests {
    /// Patterns that send a backtracking search into exponential or high polynomial time.
    static let catastrophic = [
        "(a+)+$", "^(a|aa)*$", "^(a*)*$", "((a+)+)+$", "^(a|a?)+$", "(.*)*x$", "(a+a+)+$", "^(([a-z])+.)+[A-Z]$",
        "(?:a?){50}a{50}$", "(.*a){20}$", "(?i)(a|A|aa)+$", #"(\w+\s?)+$"#, "(a|b|ab)*c$",
    ]

    @Test("patterns that explode elsewhere are linear here", arguments: catastrophic)
    func catastrophe(source: String) throws {
        let pattern = try Pattern(source)
        let text = String(repeating: "a", count: 100_000) + "!"
        var work = text.utf8.count * (pattern.size + 2)
        #expect(try !pattern.matches(text, work: &work))
        #expect(try !pattern.matchesWhole(text, work: &work))
        #expect(pattern.firstMatch(in: text) == nil)
    }

    @Test(
        "a text that leads to ever new states stays within the bound", arguments: ["(a|b)*a(a|b){14}c", "[ab]{1,60}c"])
    func manyStates(source: String) throws {
        var random = SeededGenerator(seed: 11)
        let text = String((0..<20_000).map { _ in Bool.random(using: &random) ? "a" as Character : "b" })
        let pattern = try Pattern(source)
        var work = text.utf8.count * (pattern.size + 8)
        #expect(try !pattern.matches(text, work: &work))
        #expect(try pattern.matches(text + "aaaaaaaaaaaaaaaaaaac", work: &work))
    }

    @Test("the work that is allowed is all that is done")
    func work() throws {
        let pattern = try Pattern("[ab]{1,300}c")
        let text = String(repeating: "ab", count: 5000)
        var work = 1000
        #expect(throws: PatternWorkExhausted()) { try pattern.matches(text, work: &work) }
        work = 1000
        #expect(throws: PatternWorkExhausted()) { try pattern.firstMatch(in: text + "c", work: &work) }
        work = 1_000_000
        #expect(try !Pattern("x").matches(text, work: &work))
        #expect((980_000..<995_000).contains(work))
    }

    @Test("sets of every kind are told apart by their classes")
    func classes() throws {
        var random = SeededGenerator(seed: 12)
        let sets = (0..<40).map { _ in
            ScalarSet(
                (0..<Int.random(in: 0...6, using: &random)).map { _ in
                    let lower = UInt32.random(in: 0...0x1FFF, using: &random)
                    return lower...(lower + UInt32.random(in: 0...600, using: &random))
                })
        }
        let classes = ScalarClasses(sets + sets.map(\.inverted))
        for _ in 0..<2000 {
            guard let scalar = Unicode.Scalar(UInt32.random(in: 0...0x2400, using: &random)) else { continue }
            let number = classes.number(of: scalar)
            #expect(number < classes.count)
            for (place, set) in sets.enumerated() {
                #expect(classes.isMember(number, of: place) == set.contains(scalar))
                #expect(classes.isMember(number, of: place + sets.count) != set.contains(scalar))
            }
        }
    }
}
