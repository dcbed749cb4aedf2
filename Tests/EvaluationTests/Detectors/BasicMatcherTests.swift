import Evaluation
import Testing

@Suite("Basic provider")
struct BasicMatcherTests {
    private func score(_ output: String, _ criteria: String) -> Double? {
        BasicMatcher().match(output: output, criteria: criteria).score
    }

    @Test("Any whole number of the criteria counts, as a number of its own")
    func numbers() {
        #expect(score("It is 167.", "The answer must be exactly 167. If it contains 167, it is correct.") == 1)
        #expect(score("It is 168.", "exactly 167") == 0)
        #expect(score("It is 167.", "7") == 0)
        #expect(score("It is 1,670.", "167") == 0)
        #expect(score("between 3 and 9", "9 or 12") == 1)
        #expect(score("１６７", "167") == 1)
        #expect(score("1,000 people", "1000") == 1)
        #expect(score("pi is 3.14", "14") == 0)
        #expect(score("A4 paper", "4") == 0)
    }

    @Test("Text counts in any case and normal form, on word borders")
    func text() {
        #expect(score("Hoan Kiem Lake is lovely at dawn.", "hoan kiem") == 1)
        #expect(score("Ho\u{302}\u{300} Hoàn Kiếm", "hồ hoàn kiếm") == 1)
        #expect(score("this", "hi") == 0)
        #expect(score("I ate Pho.", "Pho") == 1)
    }

    @Test("Empty criteria do not apply")
    func empty() {
        #expect(score("anything", "") == nil)
        #expect(score("anything", " \n") == nil)
    }

    @Test("Politeness is a word, not letters in a word")
    func politeness() {
        for (output, expected) in [
            ("This is it.", 0.8), ("Hi there", 1.0), ("THANK you", 1.0), ("Cảm ơn bạn", 1.0), ("Xin chào!", 1.0),
            ("shipping", 0.8), ("pleased", 0.8), ("Ca\u{309}m o\u{31B}n", 1.0),
        ] {
            #expect(BasicMatcher().match(output: output, criteria: "x").politeness == expected, "\(output)")
        }
    }
}
