import Evaluation
import TestKit
import Testing

@Suite("Invariant 1: how a request is written changes no score")
struct Rule01PresentationTests {
    /// The rank of a chunk is what these measure.
    private static let ranked: Set<String> = ["contextual_precision", "turn_contextual_precision", "ragas"]

    /// An unrelated chunk is what metrics of the retriever measure.
    private static func readsRetrieval(_ id: String) -> Bool {
        InvariantSamples.descriptor(id)?.reads.contains(.retrieval) == true
    }

    private func expectSame(
        _ id: String, _ seed: UInt64, _ what: String, _ change: (inout TestCase) -> Void
    ) async throws {
        let request = InvariantSamples.request(id, seed: seed)
        let base = try #require(try await InvariantSamples.outcome(request))
        let other = try #require(try await InvariantSamples.outcome(request.with(change)))
        #expect(other.status == base.status, "\(id), seed \(seed): \(what): \(other.reason)")
        let scores = (base.score?.value, other.score?.value)
        guard let one = scores.0, let two = scores.1 else { return }
        #expect(abs(one - two) < 1e-9, "\(id), seed \(seed): \(what): \(one), then \(two): \(other.reason)")
    }

    @Test("The order of the evidence", arguments: InvariantSamples.ids.filter { !ranked.contains($0) })
    func order(id: String) async throws {
        for seed in InvariantSamples.seeds {
            var random = SeededGenerator(seed: seed)
            try await expectSame(id, seed, "order") { $0.mapEvidence { $0.shuffled(using: &random) } }
        }
    }

    @Test("An unrelated chunk", arguments: InvariantSamples.ids.filter { !readsRetrieval($0) })
    func unrelatedChunk(id: String) async throws {
        for seed in InvariantSamples.seeds {
            try await expectSame(id, seed, "one more chunk") {
                $0.mapEvidence { $0 + ["Salmon swim up rivers every spring."] }
            }
        }
    }

    @Test("Lines wrapped elsewhere", arguments: InvariantSamples.judged)
    func wrapping(id: String) async throws {
        for seed in InvariantSamples.seeds {
            try await expectSame(id, seed, "wrapped") { $0.mapTexts(Self.wrapped) }
        }
    }

    @Test("Composed and decomposed accents", arguments: InvariantSamples.judged)
    func normalization(id: String) async throws {
        for seed in InvariantSamples.seeds {
            try await expectSame(id, seed, "decomposed") { $0.mapTexts(Self.decomposed) }
        }
    }

    @Test("Straight and curly quotation marks", arguments: InvariantSamples.judged)
    func quotes(id: String) async throws {
        let request = InvariantSamples.request(id)
        let straight = request.with { $0.mapTexts { $0.replacing("the ", with: "the \"old\" ") } }
        let curly = request.with { $0.mapTexts { $0.replacing("the ", with: "the “old” ") } }
        let base = try #require(try await InvariantSamples.outcome(straight))
        let other = try #require(try await InvariantSamples.outcome(curly))
        #expect(base.score?.rounded == other.score?.rounded, "\(id)")
    }

    /// Every fifth space before a small letter is a line break: a line that begins with a number or a capital letter may
    /// be an item of a list. Texts with lines of their own stay as they are.
    private static func wrapped(_ text: String) -> String {
        guard !text.contains("\n") else { return text }
        var spaces = 0
        var wrapped = ""
        for word in text.split(separator: " ") {
            let mayBegin = word.first?.isLowercase == true
            if mayBegin { spaces += 1 }
            wrapped += (wrapped.isEmpty ? "" : mayBegin && spaces.isMultiple(of: 5) ? "\n" : " ") + word
        }
        return wrapped
    }

    /// Base letters and combining marks for the accented letters of the samples.
    private static func decomposed(_ text: String) -> String {
        let letters: [(String, String)] = [
            ("é", "e\u{301}"), ("ả", "a\u{309}"), ("ở", "o\u{31B}\u{309}"), ("ử", "u\u{31B}\u{309}"), ("ú", "u\u{301}"),
            ("í", "i\u{301}"), ("à", "a\u{300}"), ("ờ", "o\u{31B}\u{300}"),
        ]
        var scalars = String.UnicodeScalarView()
        for character in text {
            if let found = letters.first(where: { Character($0.0) == character }) {
                scalars.append(contentsOf: found.1.unicodeScalars)
            } else {
                scalars.append(contentsOf: character.unicodeScalars)
            }
        }
        return String(scalars)
    }
}
