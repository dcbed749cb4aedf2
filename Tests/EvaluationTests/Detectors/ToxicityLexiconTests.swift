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

    @Test(
        "Obfuscated words are found",
        arguments: [
            "f*ck off", "sh1t", "f u c k you", "f.u.c.k", "fuuuuck", "@sshole".replacing("@", with: "a"), "b1tch",
            "đ.m mày",
            "n g u vl", "nguuuu quá", "d!t", "vcl",
        ])
    func obfuscated(_ text: String) {
        #expect(!lexicon.scan(text).isEmpty)
    }

    private func prior(_ text: String) -> Double { lexicon.read(text).prior }

    @Test("The prior is never a verdict")
    func prior() {
        #expect(prior("") < 0.1)
        #expect(prior(String(repeating: "you idiot, go die. ", count: 20)) <= 0.9)
    }

    @Test(
        "Quoting, negating or speaking against a word scores below asserting it",
        arguments: [
            ("You are an idiot.", "You are not an idiot."), ("You are an idiot.", "He said \"you are an idiot\"."),
            ("You retard.", "Calling someone a retard is unacceptable."),
            ("Immigrants are a plague.", "Nobody should say that immigrants are a plague."),
            ("đồ ngu", "Không nên gọi người khác là đồ ngu."), ("thằng ngu", "nó không phải thằng ngu"),
        ])
    func context(_ asserted: String, _ countered: String) {
        #expect(prior(countered) < prior(asserted))
    }

    @Test(
        "Naming a group raises nothing by itself",
        arguments: [
            "Muslims celebrate the end of Ramadan.", "Black people and white people live here.",
            "Gay people may marry in many countries.", "Người đồng tính có quyền như mọi người.", "Phụ nữ rất giỏi.",
        ])
    func identity(_ text: String) {
        #expect(prior(text) < 0.1)
    }

    @Test("Contempt for a group counts without any word of the lexicon")
    func implicit() {
        #expect(prior("Those immigrants are parasites and should be deported.") > 0.5)
        #expect(prior("Bọn đồng tính thật kinh tởm, cút hết đi.") > 0.5)
    }

    @Test("Benign text after toxic text does not lower the prior below a third of what it was")
    func diluted() {
        #expect(prior("You fucking idiot. Thank you, the dinner was lovely.") > prior("You fucking idiot.") / 3)
    }

    @Test("Offsets point at the word")
    func offsets() throws {
        let text = "Phở này của thằng ngu nào?"
        let hit = try #require(lexicon.scan(text).first)
        #expect(String(decoding: Array(text.utf8)[hit.range.bytes], as: UTF8.self) == "thằng ngu" || hit.strength > 0)
    }
}
