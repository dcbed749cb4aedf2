import TestKit
import Testing

@testable import Evaluation

@Suite("Parts of long evidence")
struct EvidencePartsTests {
    @Test("Every piece is in exactly one part, no part is too long, and the nearest come first", arguments: 0..<50)
    func cover(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let count = Int.random(in: 1...60, using: &random)
        let lengths = (0..<count).map { _ in Int.random(in: 1...40, using: &random) }
        let nearness = (0..<count).map { _ in Int.random(in: 0...5, using: &random) }
        let parts = EvidenceParts(lengths: lengths, nearness: nearness, length: 100, most: 1_000).parts
        #expect(parts.joined().sorted() == Array(0..<count), "seed \(seed)")
        #expect(parts.allSatisfy { !$0.isEmpty && $0 == $0.sorted() }, "seed \(seed)")
        #expect(parts.allSatisfy { part in part.reduce(0) { $0 + lengths[$1] } <= 100 }, "seed \(seed)")
        let nearest = try #require(nearness.max())
        let isFirst = parts[0].contains { nearness[$0] == nearest }
        #expect(isFirst || parts.count == 1, "seed \(seed)")
        // As few as can be expected of it: two neighbours together are always more than one part holds.
        let most = 2 * (lengths.reduce(0, +) / 100 + 1)
        #expect(parts.count <= most, "seed \(seed)")
    }

    @Test("With a limit the first parts are the same")
    func limit() {
        let lengths = Array(repeating: 30, count: 20)
        let nearness = (0..<20).map { $0 % 7 }
        let all = EvidenceParts(lengths: lengths, nearness: nearness, length: 100, most: 1_000).parts
        let some = EvidenceParts(lengths: lengths, nearness: nearness, length: 100, most: 3)
        #expect(some.parts == Array(all.prefix(3)))
        #expect(some.kept == all.prefix(3).joined().sorted())
    }

    @Test("A piece longer than a part is one by itself; nothing is in no part")
    func extremes() {
        #expect(EvidenceParts(lengths: [], nearness: [], length: 10, most: 8).parts.isEmpty)
        #expect(EvidenceParts(lengths: [50, 3], nearness: [0, 1], length: 10, most: 8).parts == [[1], [0]])
        #expect(EvidenceParts(lengths: [5, 5], nearness: [0, 1], length: 10, most: 8).parts == [[0, 1]])
    }

    @Test("The chunks of a part keep their names, and quotes are looked for in them alone")
    func part() throws {
        let evidence = ["The apple is red.", "The pear is green and ripe.", "The plum is blue."]
        let index = EvidenceIndex(evidence, document: JudgedDocument("x"), input: nil)
        let part = index.part([1, 2])
        #expect(part.chunks.map(\.id) == ["e2", "e3"])
        #expect(part.place(of: "e2") == 0 && part.place(of: "e3") == 1 && part.place(of: "e1") == nil)
        let claim = TokenizedText("The apple is red.")
        #expect(index.verifier.verify(quote: "The apple is red.", claim: claim, namedChunk: nil).exists)
        #expect(!part.verifier.verify(quote: "The apple is red.", claim: claim, namedChunk: nil).exists)
        #expect(part.overlap(of: claim) < 1 && index.overlap(of: claim) == 1)
    }

    @Test("What is kept of evidence beyond the limit is said as a share", arguments: [1, 2, 8])
    func share(most: Int) {
        let evidence = (0..<40).map { place in String(repeating: "word\(place) and more. ", count: 200) }
        let index = EvidenceIndex(evidence, document: JudgedDocument("word3"), input: nil, mostParts: most)
        let all = evidence.reduce(0) { $0 + $1.unicodeScalars.count }
        #expect(index.parts.count <= most)
        #expect(index.parts.joined().sorted() == Array(index.chunks.indices))
        #expect(index.parts[0].contains { index.chunks[$0].text.contains("word3 ") })
        if all > most * EvidenceIndex.partLength { #expect(index.share < 1) } else { #expect(index.share == 1) }
    }
}
