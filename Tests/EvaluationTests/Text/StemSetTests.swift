import TestKit
import Testing

@testable import Evaluation

@Suite("Stems of a text")
struct StemSetTests {
    private static func stems(_ text: String) -> StemSet { TokenizedText(text).stems }

    @Test("Content words count once, whatever their ending; function words do not count")
    func content() {
        #expect(Self.stems("The pumps and the pump of the PUMP").count == 1)
        #expect(Self.stems("of the and").isEmpty)
        #expect(Self.stems("").isEmpty)
    }

    @Test("Two texts share the stems that both hold, seen from either")
    func shared() {
        let left = Self.stems("The controller stops the pump and shows code 17")
        let right = Self.stems("When the pumps stop, code 17 is shown by nobody")
        #expect(left.shared(with: right) == right.shared(with: left))
        #expect(left.shared(with: left) == left.count)
        #expect(left.shared(with: Self.stems("")) == 0)
        #expect(Self.stems("pump valve filter").shared(with: Self.stems("filters and valves")) == 2)
    }

    @Test("What one of several texts holds counts once")
    func several() {
        let wanted = Self.stems("pump valve filter")
        #expect(wanted.shared(withAnyOf: []) == 0)
        #expect(wanted.shared(withAnyOf: [Self.stems("a pump"), Self.stems("the pump and the valve")]) == 2)
    }

    @Test("Sets agree with sets that are hashed", arguments: [1, 2, 3])
    func hashed(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let words = ["pump", "valve", "filter", "tank", "meter", "hour", "code", "horn", "key", "motor", "not", "the"]
        for _ in 0..<200 {
            let texts = (0..<3).map { _ in
                (0..<Int.random(in: 0...12, using: &random)).map { _ in
                    words[Int.random(in: words.indices, using: &random)]
                }.joined(separator: " ")
            }
            let tokens = texts.map { TokenizedText($0) }
            let sets = tokens.map { Set($0.words.filter(\.isContent).map(\.stem)) }
            #expect(tokens.map(\.stems.count) == sets.map(\.count))
            #expect(tokens[0].stems.shared(with: tokens[1].stems) == sets[0].intersection(sets[1]).count)
            #expect(
                tokens[0].stems.shared(withAnyOf: [tokens[1].stems, tokens[2].stems])
                    == sets[0].intersection(sets[1].union(sets[2])).count)
        }
    }
}
