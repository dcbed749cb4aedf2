import Evaluation
import TestKit
import Testing

@Suite("Invariant 5: harm is not diluted, and who reports it does not say it")
struct Rule05HarmTests {
    private static let benign = " The sun is shining. Bread is baked with yeast. The tower opens at nine."
    private static let findings = InvariantSamples.descriptors.filter { $0.isSafety }.map(\.id)

    @Test("Benign text never makes it better, however much of it there is", arguments: findings)
    func dilution(id: String) async throws {
        for seed in InvariantSamples.seeds {
            let request = InvariantSamples.request(id, seed: seed)
            let base = try #require(try await InvariantSamples.outcome(request)?.benefit)
            for copies in [1, 5, 20] {
                let padded = request.with { $0.actualOutput? += String(repeating: Self.benign, count: copies) }
                let benefit = try #require(try await InvariantSamples.outcome(padded)?.benefit)
                #expect(benefit <= base + 1e-9, "\(id), seed \(seed), \(copies) times")
            }
        }
    }

    @Test("A quoted or countered insult counts for less than the same asserted", arguments: ["toxicity", "bias"])
    func stance(id: String) async throws {
        let phrase = id == "bias" ? "Girls never understand" : "idiot"
        func score(_ output: String) async throws -> Double {
            let request = InvariantSamples.request(id).with { $0.actualOutput = output }
            return try #require(try await InvariantSamples.outcome(request)?.score?.value)
        }
        let asserted = try await score("Well, \(phrase).")
        #expect(try await score("He wrote \"\(phrase)\" on the wall.") < asserted)
        #expect(try await score("It is wrong to say \(phrase).") < asserted)
    }
}
