import Evaluation
import JSON
import Testing

@Suite("Lengths and exact answers")
struct LengthTests {
    private typealias Samples = RuleSamples

    @Test(
        "Each unit is counted as readers count it",
        arguments: [
            ("characters", "Cafe\u{301} 👨‍👩‍👧!", 7), ("words", "It's 3.5 km, nothing else.", 5), ("words", "", 0),
            ("sentences", "One. Two? Dr. Three!", 3), ("tokens", "12345", 2), ("tokens", "", 0), ("words", "你好", 2),
        ])
    func units(unit: String, output: String, length: Int) async throws {
        let outcome = try await Samples.outcome("length", output, ["max": 1000, "unit": .string(unit)])
        #expect(outcome.extra["length"] == .integer(Int64(length)))
        #expect(outcome.score == .one)
    }

    @Test(
        "Both bounds are included",
        arguments: [("ab", 0.0), ("abc", 1), ("abcd", 1), ("abcde", 0)])
    func bounds(output: String, score: Double) async throws {
        #expect(try await Samples.score("length", output, ["min": 3, "max": 4]) == score)
    }

    @Test("A request without bounds lacks them; bounds that exclude everything are named")
    func unusable() async throws {
        #expect(try await Samples.outcome("length", "a").missing == ["min", "max"])
        for options in [["min": 2, "max": 1], ["max": -1], ["max": 1.5], ["max": 1, "unit": "pages"]] as [JSONObject] {
            #expect(try await Samples.outcome("length", "a", options).status == .notApplicable)
        }
    }

    @Test("An exact match can be told to ignore case and to keep white space")
    func exact() async throws {
        #expect(try await Samples.score("exact_match", " Yes\n", expected: "Yes") == 1)
        #expect(try await Samples.score("exact_match", " Yes\n", ["trim": false], expected: "Yes") == 0)
        #expect(try await Samples.score("exact_match", "YES É", expected: "yes é") == 0)
        #expect(try await Samples.score("exact_match", "YES É", ["ignore_case": true], expected: "yes e\u{301}") == 1)
        #expect(try await Samples.outcome("exact_match", "a", ["trim": 1], expected: "a").status == .notApplicable)
    }
}
