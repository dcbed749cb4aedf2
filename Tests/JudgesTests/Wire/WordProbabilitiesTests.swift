import Judges
import Testing

@Suite("The probabilities of a question's words")
struct WordProbabilitiesTests {
    private func close(_ left: [Double], _ right: [Double]) -> Bool {
        left.count == right.count && zip(left, right).allSatisfy { abs($0 - $1) < 1e-9 }
    }

    @Test("Spellings of a word add up: case, spaces, tokenizers' marks and punctuation do not count")
    func spellings() {
        let words = WordProbabilities(
            ["yes", "no"],
            in: [
                TokenAlternative("yes", probability: 0.2), TokenAlternative(" Yes", probability: 0.1),
                TokenAlternative("ĠYES", probability: 0.1), TokenAlternative("▁yes.", probability: 0.05),
                TokenAlternative("\"yes\"", probability: 0.05), TokenAlternative("No", probability: 0.25),
                TokenAlternative("not", probability: 0.15), TokenAlternative("yesterday", probability: 0.1),
            ])
        #expect(close(words.probabilities, [2.0 / 3, 1.0 / 3]))
        #expect(abs(words.mass - 0.75) < 1e-9)
    }

    @Test("A token that is listed twice counts once")
    func twice() {
        let words = WordProbabilities(
            ["0", "1"],
            in: [
                TokenAlternative("1", probability: 0.4), TokenAlternative("1", probability: 0.4),
                TokenAlternative("0", probability: 0.4),
            ])
        #expect(close(words.probabilities, [0.5, 0.5]))
        #expect(abs(words.mass - 0.8) < 1e-9)
    }

    @Test("A model that considers none of the words gives each the same and no mass")
    func none() {
        for alternatives in [
            [], [TokenAlternative("The", probability: 1)], [TokenAlternative("yes", probability: .nan)],
        ] {
            let words = WordProbabilities(["yes", "no"], in: alternatives)
            #expect(words.probabilities == [0.5, 0.5])
            #expect(words.mass == 0)
        }
    }

    @Test("Probabilities that add up to more than one are no more than everything")
    func tooMuch() {
        let words = WordProbabilities(
            ["yes", "no"], in: [TokenAlternative("yes", probability: 7), TokenAlternative("no", probability: 1)])
        #expect(words.mass == 1)
        #expect(close(words.probabilities, [0.5, 0.5]))
    }
}
