import Evaluation
import Testing

@Suite("Quotes in scripts without spaces between words")
struct UnspacedScriptTests {
    /// The original text where `quote` was found.
    private func found(_ quote: String, in text: String) -> String? {
        let folded = NormalizedText(text)
        guard let range = folded.firstRange(of: NormalizedText(quote).scalars) else { return nil }
        let scalars = Array(text.unicodeScalars)[folded.originalRange(range)]
        return String(String.UnicodeScalarView(scalars))
    }

    @Test(
        "A quote is found inside a run of letters",
        arguments: [
            ("ฉันจะฆ่าคุณแน่นอน", "ฆ่าคุณ"), ("ຂ້ອຍຈະຂ້າເຈົ້າແທ້", "ຂ້າເຈົ້າ"), ("ខ្ញុំនឹងសម្លាប់អ្នក", "សម្លាប់"),
            ("ငါမင်းကိုသတ်မယ်", "သတ်"), ("ราคา500บาท", "500"), ("เขาทำงาน", "ทำ"),
        ])
    func place(text: String, quote: String) {
        #expect(found(quote, in: text)?.unicodeScalars.elementsEqual(quote.unicodeScalars) == true)
    }

    @Test(
        "A quote neither begins nor ends inside a character",
        arguments: [
            ("ที่นี่", "ท"), ("ที่นี่", "ที"), ("ทำงาน", "ท"), ("ນ້ຳໃຈ", "ນ້"), ("ນ້ຳໃຈ", "ນ"), ("ខ្ញុំ", "ញុំ"), ("ខ្ញុំ", "ខ"), ("သတ္တ", "တ"),
        ])
    func cut(text: String, quote: String) { #expect(found(quote, in: text) == nil) }

    @Test("Numbers stay whole in these scripts, and words in the others")
    func borders() {
        #expect(found("00", in: "ราคา500บาท") == nil)
        #expect(found("able", in: "unable") == nil)
    }
}
