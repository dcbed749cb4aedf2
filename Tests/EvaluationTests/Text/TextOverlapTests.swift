import Evaluation
import Testing

@Suite("Word overlap")
struct TextOverlapTests {
    private func overlap(_ claim: String, _ evidence: String) -> TextOverlap {
        TextOverlap(claim: TokenizedText(claim), evidence: TokenizedText(evidence))
    }

    @Test("A claim copied from the evidence overlaps fully, an unrelated one not at all")
    func extremes() {
        let evidence = "The museum opened in 1987. It closes on Mondays at noon. Entry costs 12 euros."
        let copied = overlap("It closes on Mondays at noon.", evidence)
        #expect(copied.precision == 1 && copied.windowPrecision == 1 && copied.bigramPrecision == 1)
        #expect(copied.longestRun == 6)
        #expect(copied.hasAllNumbers)
        let other = overlap("Penguins swim quickly.", evidence)
        #expect(other.precision == 0 && other.longestRun == 0 && other.window.isEmpty)
    }

    @Test("Inflected English words count as the same word")
    func stems() {
        #expect(overlap("Museums closing, stopped.", "The museum closed and stops.").precision == 1)
    }

    @Test("The window holds the words and its offsets are those of the evidence")
    func window() {
        let filler = String(repeating: "Nothing of note happened there at all. ", count: 30)
        let evidence = filler + "The bridge is 503 metres long." + filler
        let result = overlap("The bridge is 503 metres long", evidence)
        #expect(ScalarText(evidence).text(result.window).contains("bridge is 503 metres long"))
        #expect(overlap("It is 504 metres long", evidence).hasAllNumbers == false)
    }

    @Test("Wrapping, quote style and normal form change nothing")
    func invariance() {
        let claim = "Quán phở “Thìn” mở cửa lúc 6:00"
        let evidence = "Quán phở \"Thìn\" mở cửa lúc 6:00 mỗi ngày."
        let decomposed =
            "Qua\u{301}n pho\u{31B}\u{309} 'Thi\u{300}n'\nmo\u{31B}\u{309}  cu\u{31B}\u{309}a lu\u{301}c 6:00 mo\u{302}\u{303}i nga\u{300}y."
        #expect(overlap(claim, evidence).precision == overlap(claim, decomposed).precision)
        #expect(overlap(claim, evidence).longestRun == overlap(claim, decomposed).longestRun)
        #expect(overlap(claim, evidence).precision == 1)
    }
}
