import TestKit
import Testing

@testable import Evaluation

@Suite("Phrase matching")
struct PhraseMatcherTests {
    /// Every occurrence by trying each phrase at each place.
    private func slowly(_ phrases: [String], _ text: [UInt8]) -> [String] {
        var found: [String] = []
        for phrase in phrases {
            let bytes = Array(phrase.utf8)
            for start in text.indices {
                var place = start
                var matched = 0
                while matched < bytes.count, place < text.count {
                    if bytes[matched] == 0x20, text[place] <= 0x20 {
                        while place < text.count, text[place] <= 0x20 { place += 1 }
                    } else if bytes[matched] == text[place] {
                        place += 1
                    } else {
                        break
                    }
                    matched += 1
                }
                guard matched == bytes.count else { continue }
                let opens = start == 0 || !WordByte.isWord(text[start - 1]) || !WordByte.isWord(text[start])
                let closes = place == text.count || !WordByte.isWord(text[place]) || !WordByte.isWord(text[place - 1])
                if opens, closes { found.append("\(phrase)@\(start)..<\(place)") }
            }
        }
        return found.sorted()
    }

    @Test("The automaton finds what a search place by place finds")
    func agrees() {
        let phrases = ["a", "a b", "ab", "b a b", "can't", "i can't", "t a", "ab ab ab", "a*b", "b-a"]
        let matcher = PhraseMatcher(phrases.map { ($0, $0) })
        let pieces = ["a", "b", " ", "  ", "\n", "'", "*", "-", "ab", "can't", "i can't", "t", "."]
        for seed in UInt64(1)...400 {
            var generator = SeededGenerator(seed: seed)
            let text = Array(generator.text(of: pieces, count: 30).utf8)
            let found = matcher.matches(in: text).map { "\($0.tag)@\($0.range.lowerBound)..<\($0.range.upperBound)" }
            #expect(found.sorted() == slowly(phrases, text), "seed \(seed)")
        }
    }

    @Test("A word table answers for its entries and for nothing else")
    func table() {
        let table = WordTable((1...500).map { (key: $0 &* 7_919, value: $0) })
        for number in 1...500 { #expect(table[number &* 7_919] == number) }
        for number in 501...1_000 { #expect(table[number &* 7_919] == nil) }
    }
}
