import Evaluation
import TestKit

extension TestCase {
    /// More than any judge is shown under ``EvaluationPolicy/shortSighted`` and by the metrics' own bounds, of everything that
    /// metrics of a shape look at. What there was stays, and comes first.
    mutating func lengthen(_ shape: InvariantSamples.Shape) {
        switch shape {
        case .answer:
            let longest = max(actualOutput?.unicodeScalars.count ?? 0, 66_000)
            actualOutput = (actualOutput ?? "") + Self.padding(longest)
            expectedOutput = expectedOutput.map { $0 + Self.padding(400) }
            mapEvidence { $0 + [Self.padding(34_000)] }
        case .conversation:
            turns += (0..<62).flatMap { place in
                [
                    Turn(role: .user, content: "What of door \(place)?" + Self.padding(600)),
                    Turn(
                        role: .assistant, content: "Door \(place) is painted." + Self.padding(600),
                        retrievalContext: ["Door \(place) is painted."]),
                ]
            }
        case .run:
            turns += (0..<20).map { Turn(role: .assistant, content: "Step \($0) is done.") }
        case .arena:
            contestants = contestants?.map {
                Contestant(name: $0.name, input: $0.input, actualOutput: $0.actualOutput + Self.padding(66_000))
            }
        }
    }

    /// Harmless sentences, no two alike, of at least so many scalars.
    static func padding(_ length: Int) -> String {
        var random = SeededGenerator(seed: 11)
        var text = ""
        while text.utf8.count < length {
            let drawn = (0..<9).map { _ in Int.random(in: 0..<words.count, using: &random) }
            text += " The " + drawn.map { words[$0] }.joined(separator: " ") + "."
        }
        return text
    }

    private static let words = [
        "gull", "harbour", "wall", "boat", "quiet", "grey", "long", "wooden", "rope", "barrel", "lantern", "evening",
        "morning", "market", "baker", "window", "garden", "bridge", "river", "stone", "cloud", "meadow", "painter",
        "green",
        "old", "wide", "slow", "warm", "beside", "under", "over", "behind", "sail", "net", "fisher", "song", "letter",
        "winter", "summer", "path",
    ]
}

extension EvaluationPolicy {
    /// Judges are shown little of long texts.
    static let shortSighted = EvaluationPolicy(sentencesPerTask: 3, partsPerAnswer: 1, evidenceParts: 1)
}
