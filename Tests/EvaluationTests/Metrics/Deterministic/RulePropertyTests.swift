import Evaluation
import JSON
import TestKit
import Testing

@Suite("All rule metrics")
struct RulePropertyTests {
    private static let requests: [(id: String, options: JSONObject)] = [
        ("pattern_match", ["pattern": "(?:\\w+ ?)+", "mode": "search"]), ("contains", ["values": ["a", "é", "12"]]),
        ("json_correctness", ["allow_fence": true]), ("number_match", ["expected": 12, "tolerance": 3]),
        ("length", ["max": 20, "unit": "words"]), ("exact_match", ["ignore_case": true]),
    ]

    @Test("On any text: a score in range, the same again, and offsets inside the text")
    func random() async throws {
        var random = SeededGenerator(seed: 5)
        let pieces = [
            "a", "é", "e\u{301}", "12", "1.234,5", " ", "\r\n", "{", "}", "\"", "[1]", "```", "%", "\u{0}", "\u{202E}",
            "Không", "👩‍💻", "3/4/2024", "-", "word",
        ]
        for _ in 0..<150 {
            let text = (0..<Int.random(in: 0...12, using: &random)).map { _ in pieces.randomElement(using: &random)! }
                .joined()
            for (id, options) in Self.requests {
                let outcome = try await RuleSamples.outcome(id, text, options, expected: "12 a")
                let score = try #require(outcome.score?.value, "seed 5: \(id) on \(text)")
                #expect((0...1).contains(score))
                #expect(outcome.confidence == 0.99)
                #expect(outcome.threshold == 1 && outcome.passed == (score == 1))
                for finding in outcome.findings {
                    guard let start = finding["start"]?.integer, let end = finding["end"]?.integer else { continue }
                    #expect(start < end && end <= text.unicodeScalars.count, "seed 5: \(id) on \(text)")
                }
                #expect(try await RuleSamples.outcome(id, text, options, expected: "12 a") == outcome)
            }
        }
    }

    @Test("Metrics over pictures and sound say that they are not measured, and are no unknown metrics")
    func unsupported() async throws {
        let unsupported = MetricCatalog().descriptors.filter { $0.family == .image || $0.family == .voice }
        #expect(unsupported.count == 14)
        for descriptor in unsupported {
            let outcome = try await RuleSamples.outcome(descriptor.id, "text")
            #expect(outcome.status == .notApplicable)
            #expect(outcome.reason == "This worker reads text only.")
        }
    }
}
