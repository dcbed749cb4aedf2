import Evaluation
import TestKit
import Testing

@Suite("Invariant 2: what speaks against an answer never helps it")
struct Rule02MonotoneTests {
    private static let metrics = ["faithfulness", "hallucination"]

    /// Sentences of an answer over all the facts.
    private func outcome(_ id: String, _ output: [String], _ evidence: [String]) async throws -> Double {
        let result = try await EvaluationSamples.result(
            [id], input: "Tell me about the tower.", output: output.joined(separator: " "), evidence: evidence)
        return try #require(result[id]?.benefit)
    }

    private func draw(_ random: inout SeededGenerator) -> [String] {
        var output = Array(
            InvariantSamples.facts.shuffled(using: &random).prefix(Int.random(in: 1...4, using: &random)))
        if Bool.random(using: &random) { output.append(InvariantSamples.inventions[0]) }
        return output.shuffled(using: &random)
    }

    @Test("An invented claim never raises, and a repeated one changes nothing", arguments: InvariantSamples.seeds)
    func claims(seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<6 {
            let output = draw(&random)
            let evidence = InvariantSamples.facts.shuffled(using: &random)
            let invention = try #require(InvariantSamples.inventions.dropFirst().randomElement(using: &random))
            for id in Self.metrics {
                let base = try await outcome(id, output, evidence)
                #expect(try await outcome(id, output + [invention], evidence) <= base, "\(id), seed \(seed)")
                let repeated = try await outcome(id, output + [output[0]], evidence)
                #expect(repeated == base, "\(id), seed \(seed)")
            }
        }
    }

    @Test("A contradicted claim never lowers hallucination", arguments: InvariantSamples.seeds)
    func contradiction(seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<6 {
            let output = draw(&random)
            let evidence = InvariantSamples.facts
            for id in Self.metrics {
                let base = try await outcome(id, output, evidence)
                let worse = try await outcome(id, output + ["A ticket costs ninety dollars."], evidence)
                #expect(worse <= base, "\(id), seed \(seed)")
            }
        }
    }

    @Test("Without its only support a claim never scores better", arguments: InvariantSamples.seeds)
    func support(seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<6 {
            let output = draw(&random)
            guard let fact = output.first(where: { InvariantSamples.facts.contains($0) }) else { continue }
            for id in Self.metrics {
                let base = try await outcome(id, output, InvariantSamples.facts)
                let without = try await outcome(id, output, InvariantSamples.facts.filter { $0 != fact })
                #expect(without <= base, "\(id), seed \(seed)")
            }
        }
    }
}
