import Evaluation
import TestKit
import Testing

@Suite("Invariant 4: who stands first, and who talks more, decides no battle")
struct Rule04BattleTests {
    private static let input = "Tell me about the tower, its ticket and its lamp."

    private func battle(_ one: String, _ other: String, metric: String?) async throws -> EvaluationResult {
        var metrics: [MetricRequest] = []
        if let metric { metrics = InvariantSamples.request(metric).metrics }
        return try await Evaluator().evaluate(
            EvaluationRequest(
                id: "b", subject: .battle(Battle(input: Self.input, responseA: one, responseB: other)),
                metrics: metrics),
            judge: ScriptedJudge.oracle())
    }

    private static let metrics: [String?] =
        [nil] + InvariantSamples.descriptors.filter { $0.family == .comparison }.map(\.id)

    @Test("Exchanged answers exchange the winner and keep the confidence", arguments: metrics)
    func mirrored(metric: String?) async throws {
        for seed in InvariantSamples.seeds {
            var random = SeededGenerator(seed: seed)
            let facts = InvariantSamples.facts.shuffled(using: &random)
            let one = facts.prefix(Int.random(in: 1...3, using: &random)).joined(separator: " ")
            let other = facts.suffix(Int.random(in: 1...3, using: &random)).joined(separator: " ")
            let straight = try await battle(one, other, metric: metric)
            let turned = try await battle(other, one, metric: metric)
            #expect(turned.battle?.winner == straight.battle?.winner?.mirrored, "seed \(seed)")
            #expect(turned.confidence == straight.confidence, "seed \(seed)")
        }
    }

    @Test("An answer against itself is a tie", arguments: metrics)
    func same(metric: String?) async throws {
        let result = try await battle(InvariantSamples.facts[0], InvariantSamples.facts[0], metric: metric)
        #expect(result.battle?.winner == .tie)
    }

    @Test("Repeats and politeness never win", arguments: metrics)
    func padding(metric: String?) async throws {
        let good = "The tower was built in 1912 and its ticket costs eight euros."
        for bad in ["A tower.", "I like pears."] {
            for filler in [" " + bad, " Thank you so much for asking!", " I hope this helps."] {
                let padded = bad + String(repeating: filler, count: 20)
                #expect(try await battle(padded, good, metric: metric).battle?.winner == .b, "\(filler)")
                #expect(try await battle(good, padded, metric: metric).battle?.winner == .a, "\(filler)")
            }
        }
    }
}
