import Evaluation
import JSON
import TestKit
import Testing

/// That a score follows each single verdict is shown by the tests of each family.
@Suite("Invariant 8: scores and confidences are numbers from 0 to 1 that follow what was found")
struct Rule08BoundsTests {
    @Test("Whatever a judge says, well formed or not", arguments: InvariantSamples.ids)
    func bounds(id: String) async throws {
        for seed in InvariantSamples.seeds {
            for step in 0..<6 {
                let judge = ScriptedJudge.confused(seed: seed &+ UInt64(step))
                let outcome = try #require(
                    try await InvariantSamples.outcome(InvariantSamples.request(id, seed: seed), judge: judge))
                if outcome.status == .scored {
                    let confidence = try #require(outcome.confidence)
                    #expect((0...0.99).contains(confidence), "\(id), seed \(seed), step \(step)")
                    #expect((0...1).contains(try #require(outcome.score).value), "\(id), seed \(seed), step \(step)")
                    #expect(outcome.passed != nil)
                } else {
                    #expect(outcome.score == nil && outcome.passed == nil && !outcome.reason.isEmpty)
                }
            }
        }
    }

    @Test("A threshold farther from the score never lowers the confidence", arguments: InvariantSamples.ids)
    func thresholds(id: String) async throws {
        for seed in InvariantSamples.seeds {
            var last: (confidence: Double, passed: Bool)?
            for step in 0...10 {
                let request = InvariantSamples.request(id, seed: seed).with(metric: { $0.threshold = Double(step) / 10 }
                )
                guard let outcome = try await InvariantSamples.outcome(request), let passed = outcome.passed,
                    let confidence = outcome.confidence
                else { break }
                if let last, last.passed == passed {
                    // Rising thresholds: farther away when the metric fails by them, nearer when it passes.
                    let isFarther = outcome.direction == .higherIsBetter ? !passed : passed
                    let difference = confidence - last.confidence
                    #expect(
                        isFarther ? difference >= -1e-9 : difference <= 1e-9,
                        "\(id), seed \(seed), threshold \(Double(step) / 10): \(last.confidence), then \(confidence)")
                }
                last = (confidence, passed)
            }
        }
    }

    @Test("Each quote that does not exist lowers the confidence")
    func rejectedQuotes() async throws {
        let facts = Array(InvariantSamples.facts.prefix(7))
        var last = 1.0
        for forged in 0...3 {
            let claims = facts.enumerated().map { place, fact in
                (verdict: "supported", quote: place < forged ? "nobody ever wrote this passage" : fact)
            }
            let answer = EvaluationSamples.claims(
                claims.map { ($0.verdict, $0.quote as String?) }, overall: "all_supported")
            let result = try await EvaluationSamples.result(
                ["faithfulness"], output: facts.joined(separator: " "), evidence: [facts.joined(separator: " ")],
                judge: .fixed(answer))
            let confidence = try #require(result["faithfulness"]?.confidence)
            #expect(forged == 0 || confidence < last, "\(forged) forged")
            last = confidence
        }
    }

    @Test("Confidence rises with agreement")
    func agreement() async throws {
        func confidence(_ overall: String) async throws -> Double {
            let fact = InvariantSamples.facts[0]
            let result = try await EvaluationSamples.result(
                ["faithfulness"], output: fact, evidence: [fact],
                judge: .fixed(EvaluationSamples.claims([("supported", fact)], overall: overall)))
            return try #require(result["faithfulness"]?.confidence)
        }
        #expect(try await confidence("all_supported") > confidence("contradicted"))
    }
}
