import Evaluation
import JSON
import Testing

@Suite("Patterns")
struct PatternMatchTests {
    private typealias Samples = RuleSamples

    @Test(
        "Unless told otherwise the whole answer must match, white space at its ends aside",
        arguments: [("AB-12", 1.0), (" AB-12\n", 1), ("no AB-12", 0), ("", 0), ("ab-12", 0)])
    func whole(output: String, score: Double) async throws {
        #expect(try await Samples.score("pattern_match", output, ["pattern": "[A-Z]{2}-[0-9]+"]) == score)
    }

    @Test("A search finds a part and says where, in Unicode scalars")
    func search() async throws {
        let outcome = try await Samples.outcome(
            "regex", "Ünïcode: order ab-12 is here.",
            ["pattern": "[A-Z]{2}-[0-9]+", "mode": "search", "ignore_case": true])
        #expect(outcome.metricID == "pattern_match")
        #expect(outcome.score == .one)
        #expect(outcome.passed == true)
        #expect(outcome.findings == [["quote": "ab-12", "start": 15, "end": 20]])
        #expect(try await Samples.score("pattern_match", "None.", ["pattern": "[0-9]", "mode": "search"]) == 0)
    }

    @Test("A request without a pattern lacks it")
    func missing() async throws {
        let outcome = try await Samples.outcome("pattern_match", "text")
        #expect(outcome.status == .insufficientInput)
        #expect(outcome.missing == ["pattern"])
    }

    @Test(
        "What cannot be used is named with its place, never matched differently and never 0",
        arguments: [
            (["pattern": "(a)\\1"], "backreferences are not supported (character 3)"),
            (["pattern": "a(?=b)"], "(character"), (["pattern": "(a"], "a group without its end"),
            (["pattern": 7], "The option pattern must be a string, is a number."),
            (["pattern": "a", "mode": "part"], "The option mode must be one of full, search."),
            (["pattern": "a", "ignore_case": "yes"], "The option ignore_case must be true or false"),
        ] as [(JSONObject, String)])
    func unusable(options: JSONObject, reason: String) async throws {
        let outcome = try await Samples.outcome("pattern_match", "aa", options)
        #expect(outcome.status == .notApplicable)
        #expect(outcome.score == nil)
        #expect(outcome.reason.contains(reason), "\(outcome.reason)")
    }

    @Test("A pattern that makes backtracking engines hang is decided on long texts")
    func hostile() async throws {
        let text = String(repeating: "a", count: 100_000) + "!"
        for pattern in ["(a+)+", "(a|a)*b", "(.*)*x"] {
            #expect(try await Samples.score("pattern_match", text, ["pattern": .string(pattern)]) == 0)
        }
    }

    @Test("A pattern too large for the answer is undecided, not 0")
    func exhausted() async throws {
        // The words make a new state of every place, so that nothing can be cached.
        let pattern = "(?:[ab]*a[ab]{1000}){1,5}c"
        var text = ""
        var state: UInt32 = 1
        for _ in 0..<60_000 {
            state = state &* 1_664_525 &+ 1_013_904_223
            text += state >> 31 == 0 ? "a" : "b"
        }
        let outcome = try await Samples.outcome(
            "pattern_match", text, ["pattern": .string(pattern), "mode": "search"])
        #expect(outcome.status == .notApplicable)
        #expect(outcome.reason.contains("too many steps"))
    }
}
