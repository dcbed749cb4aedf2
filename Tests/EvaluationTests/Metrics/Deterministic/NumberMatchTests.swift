import Evaluation
import JSON
import TestKit
import Testing

@Suite("Numbers")
struct NumberMatchTests {
    private typealias Samples = RuleSamples

    @Test(
        "A number is found in every notation",
        arguments: [
            (1234.5, "It is 1,234.5 m.", 1.0), (1234.5, "Es sind 1.234,5 m.", 1), (42, "42", 1), (42, "142", 0),
            (42, "42.5", 0), (-3, "It was -3 degrees.", 1), (3, "It was -3 degrees.", 0), (50, "50%", 1),
            (2_000_000, "about 2 million", 1), (7, "", 0), (0.1, "0.10", 1), (1e21, "1000000000000000000000", 1),
        ] as [(Double, String, Double)])
    func notations(expected: Double, output: String, score: Double) async throws {
        let value = Int64(exactly: expected).map { JSONValue.integer($0) } ?? .number(expected)
        #expect(try await Samples.score("number_match", output, ["expected": value]) == score)
    }

    @Test("Numbers that doubles cannot tell apart are told apart")
    func long() async throws {
        let expected = "9007199254740993"
        #expect(try await Samples.score("number_match", "9007199254740993", expected: expected) == 1)
        #expect(try await Samples.score("number_match", "9007199254740992", expected: expected) == 0)
    }

    @Test(
        "Units must not contradict each other",
        arguments: [("50%", "50 %", 1.0), ("50%", "50", 1), ("50%", "$50", 0), ("$20", "€20", 0), ("$20", "20 USD", 1)])
    func units(expected: String, output: String, score: Double) async throws {
        #expect(try await Samples.score("number_match", output, expected: expected) == score)
    }

    @Test("Of several expected numbers the share found counts, each with its place")
    func share() async throws {
        let outcome = try await Samples.outcome("number_match", "Rooms: 3, beds: 5.", expected: "3 rooms, 4 beds")
        #expect(outcome.score?.value == 0.5)
        #expect(outcome.findings[0] == ["expected": "3", "found": true, "start": 7, "end": 8])
        #expect(outcome.reason == "1 of 2 numbers found among 2 of the answer. Missing: 4.")
    }

    @Test(
        "A tolerance is a difference or a share of the expected number, its end included",
        arguments: [
            (["expected": 10, "tolerance": 0.5], "10.5", 1.0), (["expected": 10, "tolerance": 0.5], "10.51", 0),
            (["expected": 0.2, "tolerance": 0.1], "0.3", 1),
            (["expected": -100, "relative_tolerance": 0.01], "-101", 1),
            (["expected": -100, "relative_tolerance": 0.01], "-101.1", 0),
            (["expected": "20%", "tolerance": 1], "21 %", 1), (["expected": "20%", "tolerance": 1], "$21", 0),
        ] as [(JSONObject, String, Double)])
    func tolerance(options: JSONObject, output: String, score: Double) async throws {
        #expect(try await Samples.score("number_match", output, options) == score)
    }

    @Test(
        "Which numbers of the answer count can be said",
        arguments: [("any", 1.0), ("first", 0), ("last", 1), ("only", 0)])
    func which(which: String, score: Double) async throws {
        #expect(
            try await Samples.score("number_match", "Not 41, it is 42", ["expected": 42, "which": .string(which)])
                == score)
    }

    @Test(
        "What cannot be used is named",
        arguments: [
            (["expected": "many"], "names no number"), (["expected": [1]], "must be a number or a text"),
            (["expected": 1, "tolerance": -1], "from 0 on"),
            (["expected": 1, "which": "best"], "any, first, last, only"),
        ] as [(JSONObject, String)])
    func unusable(options: JSONObject, reason: String) async throws {
        let outcome = try await Samples.outcome("number_match", "1", options)
        #expect(outcome.status == .notApplicable)
        #expect(outcome.reason.contains(reason))
        #expect(try await Samples.outcome("number_match", "1").missing == ["expected_output"])
    }

    @Test("With a larger tolerance no number is lost, and the index finds what looking at all of them finds")
    func index() async throws {
        var random = SeededGenerator(seed: 3)
        for _ in 0..<200 {
            let numbers = (0..<Int.random(in: 0...6, using: &random)).map { _ in
                Int64.random(in: -20...20, using: &random)
            }
            let expected = Int64.random(in: -20...20, using: &random)
            let text = numbers.map { "x \($0) y" }.joined(separator: "; ")
            var before = 0.0
            for tolerance in [0, 1, 5] as [Int64] {
                let score = try #require(
                    try await Samples.score(
                        "number_match", text, ["expected": .integer(expected), "tolerance": .integer(tolerance)]))
                #expect(score == (numbers.contains { abs($0 - expected) <= tolerance } ? 1 : 0), "seed 3: \(text)")
                #expect(score >= before)
                before = score
            }
        }
    }

    @Test("Very many and very long numbers end")
    func hostile() async throws {
        let many = (0..<20_000).map { String($0) }.joined(separator: " ")
        #expect(try await Samples.score("number_match", many, ["expected": -1.5, "tolerance": 0.1]) == 0)
        #expect(try await Samples.score("number_match", many, ["expected": 19_999]) == 1)
        let long = String(repeating: "9", count: 200_000)
        #expect(try await Samples.score("number_match", long, ["expected": 1, "tolerance": 1]) == 0)
    }
}
