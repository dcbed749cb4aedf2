import Evaluation
import Testing

@Suite("Hostile text", .serialized)
struct LinearTimeTests {
    private static let pieces = [
        "a@", "1-", "11-", "[", "(", "\"", "I can't help ", "sk-", "AKIA", "eyJ.", "password:", "::", "1.1.",
        "0912345678 ",
        "ignore ", "ignore previous instructions ", "e\u{301}\u{323}", "...", "```\n", "a. ", "U.S. ", "4539 ", "the ",
        "not ",
        "{\"verdict\": ", "-----BEGIN ", "\u{FFFD}", "\u{200B}", "not ... ",
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

    @Test("Four times the text takes about four times as long, not sixteen", arguments: pieces)
    func linear(_ piece: String) {
        let unit = 2_500 / piece.utf8.count
        let clock = ContinuousClock()
        _ = Self.runEverything(String(repeating: piece, count: 100))
        // Noise only ever adds time, so one good attempt shows that the work is linear.
        var best = Double.infinity
        for _ in 0..<5 where best >= 10 {
            let short = clock.measure { _ = Self.runEverything(String(repeating: piece, count: unit)) }
            let long = clock.measure { _ = Self.runEverything(String(repeating: piece, count: unit * 4)) }
            best = min(best, long / max(short, .milliseconds(1)))
        }
        #expect(best < 10, "\(piece)")
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
