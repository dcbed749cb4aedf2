import Evaluation
import Testing

@Suite("Hostile text", .serialized)
struct LinearTimeTests {
    private static let pieces = [
        "a@", "1-", "11-", "[", "(", "\"", "I can't help ", "sk-", "AKIA", "eyJ.", "password:", "::", "1.1.",
        "0912345678 ",
        "ignore ", "ignore previous instructions ", "e\u{301}\u{323}", "...", "```\n", "a. ", "U.S. ", "4539 ", "the ",
        "not ",
        "a b ", "fu", "you stupid ", "kết quả ", "我不能", "\"sorry, ", "{\"verdict\": ", "-----BEGIN ", "\u{FFFD}",
        "\u{200B}", "not ... ",
    ]

    private static func runEverything(_ text: String) -> Int {
        let skeleton = SkeletonText(text)
        let tokens = TokenizedText(text)
        var work = PIIDetector().scan(skeleton).count + InjectionDetector().scan(skeleton).findings.count
        work += RefusalDetector().estimate(skeleton).probability > 0.5 ? 1 : 0
        work += BrokenOutputDetector().scan(tokens, input: tokens) == nil ? 0 : 1
        work += ToxicityLexicon().scan(tokens.normalized, original: tokens.original).count
        work += SentenceSplitter().split(tokens.original).count
        work += TextOverlap(claim: tokens, evidence: tokens).longestRun
        let verifier = QuoteVerifier(chunks: [tokens], ownWords: [])
        let quote = String(text.unicodeScalars.prefix(200).map(Character.init))
        work += verifier.verify(quote: quote, claim: tokens, namedChunk: 0).factor > 0 ? 1 : 0
        return work
    }

    /// Quadratic work on this much text would take hours; linear work takes seconds.
    @Test("Hostile text is finished with", .timeLimit(.minutes(5)), arguments: pieces)
    func finishes(_ piece: String) {
        _ = Self.runEverything(String(repeating: piece, count: 100_000 / piece.utf8.count))
    }

    @Test("Hostile text is read to the end")
    func readsAll() {
        for piece in ["a@", "1-", "[", "\\ud800", "11-"] {
            let text = String(repeating: piece, count: 120_000 / piece.utf8.count)
            _ = PIIDetector().scan(text)
            _ = InjectionDetector().scan(text)
            #expect(SentenceSplitter().split(text).last?.range.bytes.upperBound == text.utf8.count)
        }
    }
}
