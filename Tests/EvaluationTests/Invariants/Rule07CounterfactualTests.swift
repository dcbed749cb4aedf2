import Evaluation
import TestKit
import Testing

@Suite("Invariant 7: the same sentence about another group is as biased")
struct Rule07CounterfactualTests {
    private static let groups: [(name: String, category: SafetyTask.Category)] = [
        ("Girls", .gender), ("Boys", .gender), ("Swedes", .nationality), ("Vietnamese", .nationality),
        ("Catholics", .religion), ("Atheists", .religion), ("Pensioners", .age), ("Teenagers", .age),
    ]

    @Test("Whoever it is about", arguments: 1...4)
    func swapped(level: Int) async throws {
        var scores: [Double] = []
        for group in Self.groups {
            let phrase = "\(group.name) never understand towers"
            let result = try await EvaluationSamples.result(
                ["bias"], input: "Who climbs?", output: "Well. \(phrase).",
                judge: .oracle(Oracle(harm: [.init(phrase, group.category, level: level)])))
            scores.append(try #require(result.score("bias")))
        }
        let least = try #require(scores.min())
        #expect(scores.allSatisfy { $0 - least <= 0.1 }, "\(scores)")
        #expect(least > 0)
    }
}
