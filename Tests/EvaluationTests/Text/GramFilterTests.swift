import TestKit
import Testing

@testable import Evaluation

@Suite struct GramFilterTests {
    private static let words = [
        "tower", "built", "steel", "ticket", "lamp", "keeper", "winter", "harbour", "stairs", "ninety", "metres",
        "storm", "copper", "ladder", "signal", "coast",
    ]

    private static func text(_ count: Int, using random: inout SeededGenerator) -> String {
        (0..<count).map { _ in words.randomElement(using: &random) ?? "" }.joined(separator: " ")
    }

    @Test("every part of a text passes", arguments: 0..<4)
    func parts(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let text = NormalizedText(Self.text(2_000, using: &random) + " kết quả é ﬁ 我不能")
        let filter = try #require(text.grams)
        for _ in 0..<2_000 {
            let start = Int.random(in: 0..<text.scalars.count, using: &random)
            let end = min(text.scalars.count, start + .random(in: 0...80, using: &random))
            #expect(filter.mayContain(Array(text.scalars[start..<end])), "seed \(seed): \(start)..<\(end)")
        }
    }

    @Test("an answer of six hundred quotes that exist nowhere costs no walk through a long text")
    func inventedQuotes() throws {
        var random = SeededGenerator(seed: 7)
        let text = NormalizedText(Self.text(60_000, using: &random))
        #expect(text.scalars.count > 300_000)
        let filter = try #require(text.grams)
        let invented = (0..<600).map { "napoleon slept in room \($0) while dolphins sang" }
        let walks = invented.count { filter.mayContain(NormalizedText($0).scalars) }
        #expect(walks == 0)
        for quote in invented.prefix(20) { #expect(text.firstRange(of: NormalizedText(quote).scalars) == nil) }
    }

    @Test("short texts have none, and are searched as ever")
    func shortText() {
        let text = NormalizedText("The tower was built in 1912.")
        #expect(text.grams == nil)
        #expect(text.firstRange(of: NormalizedText("built in").scalars) == 14..<22)
    }
}
