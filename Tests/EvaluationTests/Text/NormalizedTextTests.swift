import TestKit
import Testing

@testable import Evaluation

@Suite("Folded text")
struct NormalizedTextTests {
    private func folded(_ text: String) -> String {
        String(String.UnicodeScalarView(NormalizedText(text).scalars.compactMap(Unicode.Scalar.init)))
    }

    @Test("Texts a reader cannot tell apart fold alike")
    func equivalents() {
        let table = [
            ("café", "cafe\u{301}"), ("Tiếng Việt", "Tie\u{302}\u{301}ng Vie\u{323}\u{302}t"), ("ＡＢＣ１２", "abc12"),
            ("٣٤", "34"), ("ﬁne", "fine"), ("“Hi” – it’s", "\"hi\" - it's"), ("a\u{200B}b\u{AD}c", "abc"),
            ("a \n\t b", "a b"), ("  x  ", "x"), ("Straße", "STRASSE"), ("Ⓐ𝐁𝟛", "ab3"), ("wait…", "wait..."),
            ("ｶﾞ", "ガ"), ("한글", "\u{1112}\u{1161}\u{11AB}\u{1100}\u{1173}\u{11AF}"), ("ΣΑΣ", "σας"), ("ĐƯỜNG", "đường"),
            ("q\u{323}\u{307}", "q\u{307}\u{323}"), ("\u{E0041}x", "X"),
        ]
        for (left, right) in table { #expect(folded(left) == folded(right), "\(left)") }
    }

    @Test("ASCII text folds alike alone and beside other characters")
    func asciiAlone() {
        var generator = SeededGenerator(seed: 5)
        let pieces = ["A", "b", "Zz", " ", "  ", "\n", "\t", "`", "'", "\u{1}", "\u{7F}", "7", "@", "[", "~", "\u{1F}"]
        for round in 0..<500 {
            let text = generator.text(of: pieces, count: round % 30)
            let alone = NormalizedText(text + "x")
            let beside = NormalizedText(text + "é")
            // The other text ends with a letter and its accent.
            #expect(alone.scalars.dropLast() == beside.scalars.dropLast(2), "round \(round)")
            #expect(alone.origins.dropLast() == beside.origins.dropLast(2), "round \(round)")
            #expect(alone.originalCount == beside.originalCount)
            #expect(NormalizedText(text).scalars == alone.scalars.dropLast().trimmingSpace)
        }
    }

    @Test("The canonical table agrees with the standard library's idea of equal characters")
    func canonicalTable() {
        var rows = 0
        for row in CanonicalPairs.rows {
            #expect(row.bases.unicodeScalars.count == row.composed.unicodeScalars.count)
            for (base, composed) in zip(row.bases.unicodeScalars, row.composed.unicodeScalars) {
                var pair = String.UnicodeScalarView([base])
                if let mark = Unicode.Scalar(row.mark) { pair.append(mark) }
                #expect(String(pair) == String(Character(composed)))
                rows += 1
            }
        }
        #expect(rows == 838)
    }

    @Test("Folding twice changes nothing, and composed and decomposed text fold alike")
    func idempotent() {
        let pieces = [
            "ế", "e\u{302}", "\u{301}", "\u{323}", "ｱ", "ﾞ", " ", "\n", "Ｚ", "“", "9", "٣", "ß", "é", "K", "x",
        ]
        for seed in UInt64(1)...300 {
            var generator = SeededGenerator(seed: seed)
            let text = generator.text(of: pieces, count: 40)
            #expect(folded(folded(text)).unicodeScalars.elementsEqual(folded(text).unicodeScalars), "seed \(seed)")
        }
    }

    @Test("Offsets lead back to the words they came from")
    func offsets() throws {
        let text = "  The “café”\u{200B}  costs １２３ đ"
        let normalized = NormalizedText(text)
        for (needle, original) in [("cafe\u{301}", "café"), ("costs 123", "costs １２３"), ("the", "The")] {
            let place = try #require(normalized.firstRange(of: NormalizedText(needle).scalars))
            #expect(ScalarText(text).text(normalized.originalRange(place)) == original)
        }
    }

    @Test("A search never cuts a word, a number or a character")
    func wholeWords() {
        for (needle, text) in [
            ("5 years", "15 years"), ("able", "unable"), ("e", "é"), ("234", "1,234"), ("1", "1.5"), ("67", "167"),
        ] {
            #expect(NormalizedText(text).firstRange(of: NormalizedText(needle).scalars) == nil, "\(needle)")
        }
        #expect(NormalizedText("in 15 years, 5 years").firstRange(of: NormalizedText("5 years").scalars) == 13..<20)
        #expect(NormalizedText("北京大学").firstRange(of: NormalizedText("大学").scalars) == 2..<4)
    }
}

extension ArraySlice<UInt32> {
    /// Without a space at the end.
    fileprivate var trimmingSpace: [UInt32] { Array(last == 0x20 ? dropLast() : self) }
}
