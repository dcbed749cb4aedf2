import Evaluation
import Testing

@Suite("Hostile text", .serialized)
struct LinearTimeTests {
    private static let pieces = [
        "a@", "1-", "11-", "p 1 ", "http://", "0912345678 ", "0912345678", "Mr. A ", "12 Street ", "A<", "a.", "::",
        "[",
        "(", "\"", "`", "I can't help ", "sk-", "eyJ.", "password:", "1.1.", "ignore previous instructions ",
        "e\u{301}\u{323}", "...", "```\n", "a. ", "4539 ", "not ", "a b ", "fu", "kết quả ", "我不能", "\"sorry, ",
        "{\"verdict\": ", "-----BEGIN ", "\u{200B}", "- \n", "A: ", "1. ",
        "4556_", "4556\n", "•4556 ", "①4556", "Card4556", "SSN536-", "1️⃣", "DE89_3704_", "_", "·1", "45 56_", ".- ", "⠁",
        "🇰", "/\\n", "_|\n",
    ]

    private static func runEverything(_ text: String) -> Int {
        let skeleton = SkeletonText(text)
        let tokens = TokenizedText(text)
        var work = PIIDetector().scan(skeleton).count + InjectionDetector().scan(skeleton).findings.count
        work += RefusalDetector().estimate(skeleton).probability > 0.5 ? 1 : 0
        work += BrokenOutputDetector().scan(tokens, input: tokens) == nil ? 0 : 1
        work += BrokenOutputDetector().isUnread(tokens) ? 1 : 0
        work += ToxicityLexicon().scan(tokens.normalized, original: tokens.original).count
        work += SentenceSplitter().split(tokens.original).count
        let quote = String(text.unicodeScalars.prefix(200).map(Character.init))
        work += TextOverlap(claim: TokenizedText(quote), evidence: tokens).longestRun
        let verifier = QuoteVerifier(chunks: [tokens], ownWords: [])
        work += verifier.verify(quote: quote, claim: tokens, namedChunk: 0).factor > 0 ? 1 : 0
        return work
    }

    /// Quadratic work with what a detector does at each place would take hours; linear work takes seconds.
    @Test("Hostile text is finished with", .timeLimit(.minutes(20)), arguments: pieces)
    func finishes(_ piece: String) {
        _ = Self.runEverything(String(repeating: piece, count: 30_000 / piece.utf8.count))
    }

    @Test("Hostile text is read to the end")
    func readsAll() {
        for piece in ["a@", "\\ud800", "11-"] {
            let text = String(repeating: piece, count: 60_000 / piece.utf8.count)
            #expect(SentenceSplitter().split(text).last?.range.bytes.upperBound == text.utf8.count)
            let found = PIIDetector().scan(text + " jane.doe@acme.co.uk")
            #expect(found.last?.range.bytes.upperBound == text.utf8.count + 20)
        }
    }

    @Test(
        "A megabyte of digits and signs is finished with", .timeLimit(.minutes(5)),
        arguments: [
            "4_", "4556_", "4556 7375-", "4556\n", "•4 ", "①4556737586899855", "Card4556737586899855 ",
            "4556·7375·8689·9855·", "536_22_8726,", "DE89_", "a_", "1 ", "SSN 536_22_",
        ])
    func finishesLong(_ piece: String) {
        let text = String(repeating: piece, count: 1_000_000 / piece.utf8.count)
        #expect(PIIDetector().scan(text + "\n\nx jane.doe@acme.co.uk").last?.type == .email)
    }
}
