import Evaluation
import TestKit
import Testing

@Suite("Sentences")
struct SentenceSplitterTests {
    private let splitter = SentenceSplitter()

    @Test(
        "One sentence stays one",
        arguments: [
            "Dr. Smith paid 3.50 dollars, e.g. for tea.", "The U.S. Army arrived.", "See Fig. 2 and No. 5 below.",
            "Visit https://a.example/x.html?q=1.2 now.", "Write to a.b@c.example today.", "He waited... and left.",
            "\"Really?\" he asked.", "Công ty tại TP. Hồ Chí Minh có gạo, ngô, v.v. được bán.", "J. R. Smith wrote it.",
            "It costs approx. 5 kg.", "Version 1.2.3 is out.", "GS.TS. Nguyễn Văn A phát biểu.",
            "1. Open the door", "At 5 p.m. we left.", "a wrapped\nsentence goes on.", "St. Peter was there.",
        ])
    func staysWhole(_ text: String) {
        #expect(splitter.split(text).map(\.text) == [text])
    }

    @Test("Sentences end where a reader ends them")
    func ends() {
        let table: [(String, [String])] = [
            ("It rained. We left! Why? No.", ["It rained.", "We left!", "Why?", "No."]),
            ("He said \"stop.\" Then (he left.) Good.", ["He said \"stop.\"", "Then (he left.)", "Good."]),
            ("Có gạo, ngô, v.v. Chúng tôi bán.", ["Có gạo, ngô, v.v.", "Chúng tôi bán."]),
            ("He lives in the U.S. He works.", ["He lives in the U.S.", "He works."]),
            ("He said no. Then he left.", ["He said no.", "Then he left."]),
            ("It was 5. Then 6.", ["It was 5.", "Then 6."]),
            ("今天下雨。我们走了！好吗？", ["今天下雨。", "我们走了！", "好吗？"]),
            ("- one\n- two\n\n3. three", ["- one", "- two", "3. three"]),
            ("Title\n\nText here.", ["Title", "Text here."]),
            ("Code:\n```\na. b\n\nc. D\n```\nDone.", ["Code:", "```\na. b\n\nc. D\n```", "Done."]),
            ("```\nNot closed. Really.", ["```", "Not closed.", "Really."]),
            ("Done.[1] Next.", ["Done.[1]", "Next."]),
            ("first. second one.", ["first.", "second one."]),
            ("", []), ("  \n ", []), ("...", ["..."]),
        ]
        for (text, expected) in table {
            #expect(splitter.split(text).map(\.text) == expected, "\(text)")
        }
    }

    @Test("Identifiers count from s1")
    func identifiers() {
        #expect(splitter.split("A b. C d.").map(\.id) == ["s1", "s2"])
    }

    @Test("Sentences cover every visible character in order, and both offsets point back to their text")
    func coverage() {
        let pieces = [
            "a", "Bc", " ", "  ", "\n", "\r\n", ". ", "! ", "?", "…", "\"", ")", "e\u{301}", "ế", "。", "😀", "```",
            "\n```\n",
            "1.", "- ", "e.g. ", "http://x.y/z ", "\u{200B}", "ngày ", "U.S. ", ".", "\t", "\n\n",
        ]
        for seed in UInt64(1)...300 {
            var generator = SeededGenerator(seed: seed)
            let text = generator.text(of: pieces, count: Int.random(in: 0...80, using: &generator))
            let scalars = Array(text.unicodeScalars)
            let bytes = Array(text.utf8)
            var covered = 0
            for sentence in SentenceSplitter(maximumLength: 20).split(text) {
                let range = sentence.range
                let gap = scalars[covered..<range.scalars.lowerBound].allSatisfy { $0.properties.isWhitespace }
                #expect(gap, "seed \(seed)")
                #expect(String(String.UnicodeScalarView(scalars[range.scalars])) == sentence.text, "seed \(seed)")
                #expect(String(decoding: bytes[range.bytes], as: UTF8.self) == sentence.text, "seed \(seed)")
                covered = range.scalars.upperBound
            }
            let rest = scalars[covered...].allSatisfy { $0.properties.isWhitespace }
            #expect(rest, "seed \(seed)")
        }
    }

    @Test("A long block of code is cut at the ends of its lines, a long line at white space")
    func longCode() {
        let splitter = SentenceSplitter(maximumLength: 40)
        let lines = (0..<20).map { "let value\($0) = call(argument)" }
        let fence = "```\n" + lines.joined(separator: "\n") + "\n" + String(repeating: "word ", count: 30) + "\n```"
        let found = splitter.split("Code:\n\(fence)\nDone.").map(\.text)
        #expect(found.allSatisfy { $0.unicodeScalars.count <= 40 })
        #expect(Set(found).isSuperset(of: lines.dropFirst()))
        #expect(found.first == "Code:")
        #expect(found.last == "Done.")
        let words = { (text: String) in text.split(whereSeparator: \.isWhitespace) }
        #expect(found.flatMap(words) == words("Code:\n\(fence)\nDone."))
    }

    @Test("A sentence over the limit is cut at white space")
    func longSentence() {
        let words = String(repeating: "word ", count: 1_000)
        let sentences = splitter.split(words)
        #expect(sentences.count >= 5)
        let fit = sentences.allSatisfy { $0.text.unicodeScalars.count <= 1_000 && $0.text.hasSuffix("word") }
        #expect(fit)
        #expect(splitter.split(String(repeating: "x", count: 2_500)).map(\.text.count) == [1_000, 1_000, 500])
    }
}
