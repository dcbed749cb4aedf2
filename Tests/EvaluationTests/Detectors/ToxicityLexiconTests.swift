import Evaluation
import Testing

@Suite("Toxicity lexicon")
struct ToxicityLexiconTests {
    private let lexicon = ToxicityLexicon()

    @Test("Entries are found in any case and normal form, and with digits for letters")
    func found() {
        for text in [
            "You IDIOT", "you 1d10t", "thằng ngu", "tha\u{300}\u{306}ng ngu", "ĐỒ NGU", "f**k off", "kill yourself",
        ] {
            #expect(!lexicon.scan(text).isEmpty, "\(text)")
        }
    }

    @Test("Harmless words that look like entries are not hits")
    func nearMisses() {
        for text in [
            "các bạn đi ngủ", "ngũ cốc", "Scunthorpe", "classic assassin", "đủ rồi", "lớn lên", "số 5", "Dick Cheney",
            "",
        ] {
            #expect(lexicon.scan(text).isEmpty, "\(text): \(lexicon.scan(text))")
        }
    }

    @Test("The prior is never a verdict")
    func prior() {
        #expect(ToxicityLexicon.prior([]) < 0.1)
        let hits = lexicon.scan(String(repeating: "you idiot, go die. ", count: 20))
        #expect(ToxicityLexicon.prior(hits) <= 0.8)
    }

    @Test("Offsets point at the word")
    func offsets() throws {
        let text = "Phở này của thằng ngu nào?"
        let hit = try #require(lexicon.scan(text).first)
        #expect(String(decoding: Array(text.utf8)[hit.range.bytes], as: UTF8.self) == "thằng ngu" || hit.strength > 0)
    }
}
