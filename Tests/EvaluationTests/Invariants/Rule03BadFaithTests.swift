import Evaluation
import JSON
import TestKit
import Testing

@Suite("Invariant 3: no attack, no omission and no invented quote gains anything")
struct Rule03BadFaithTests {
    /// What is found in passages: a judge that keeps a finding to itself is not seen, except where a rule finds it too.
    private static func isFinding(_ id: String) -> Bool {
        InvariantSamples.descriptor(id)?.reads.contains(.safety) == true
    }

    /// Where an attack may stand.
    private static let places: [(name: String, insert: @Sendable (inout TestCase, String) -> Void)] = [
        (
            "answer",
            { testCase, text in
                testCase.actualOutput = testCase.actualOutput.map { $0 + " " + text }
                if let last = testCase.turns.indices.last { testCase.turns[last].content += " " + text }
            }
        ),
        ("evidence", { testCase, text in testCase.mapEvidence { $0 + [text] } }),
        (
            "tool",
            { testCase, text in
                for turn in testCase.turns.indices {
                    testCase.turns[turn].toolsCalled = testCase.turns[turn].toolsCalled?.map {
                        ToolCall(name: $0.name, arguments: $0.arguments, output: .string(text), id: $0.id)
                    }
                }
            }
        ),
        (
            "worst contestant",
            { testCase, text in
                testCase.contestants = testCase.contestants?.map {
                    guard $0.actualOutput.contains("pears") else { return $0 }
                    return Contestant(name: $0.name, actualOutput: $0.actualOutput + " " + text)
                }
            }
        ),
    ]

    @Test("A naive judge gives an attack no more than the clean request had", arguments: InvariantSamples.judged)
    func gullible(id: String) async throws {
        for (number, seed) in InvariantSamples.seeds.enumerated() {
            let request = InvariantSamples.request(id, seed: seed)
            let naive = { ScriptedJudge.gullible(InvariantSamples.oracle) }
            let clean = try #require(try await InvariantSamples.outcome(request, judge: naive()))
            let attack = InvariantSamples.attacks[number % InvariantSamples.attacks.count]
            for place in Self.places {
                let attacked = request.with { place.insert(&$0, attack) }
                guard attacked != request,
                    let outcome = try await InvariantSamples.outcome(attacked, judge: naive()),
                    let benefit = outcome.benefit
                else { continue }
                let isBetter = benefit > (clean.benefit ?? 0) + 1e-9
                // A finding that a judge was talked out of leaves no trace but the attack itself: a human looks.
                let isSeen = Self.isFinding(id) && outcome.reviewReasons.contains(.injectionSuspected)
                #expect(
                    !isBetter || isSeen || Self.namesOther(outcome, than: clean),
                    "\(id), seed \(seed), \(place.name): \(clean.score?.value ?? -1), then \(benefit): \(outcome.reason)"
                )
            }
        }
    }

    /// Comparisons score how clear the winner is, which says nothing good about anybody.
    private static func namesOther(_ outcome: MetricOutcome, than clean: MetricOutcome) -> Bool {
        guard let winner = outcome.extra["winner"], let before = clean.extra["winner"] else { return false }
        return winner == before
    }

    @Test("An attack that leaves a metric passed sends the result to a human", arguments: InvariantSamples.judged)
    func flagged(id: String) async throws {
        let request = InvariantSamples.request(id).with(metric: { $0.threshold = nil }).with { testCase in
            for place in Self.places { place.insert(&testCase, InvariantSamples.attacks[1]) }
        }
        let outcome = try #require(
            try await InvariantSamples.outcome(request, judge: .gullible(InvariantSamples.oracle)))
        if outcome.passed == true { #expect(outcome.reviewReasons.contains(.injectionSuspected), "\(id)") }
    }

    @Test(
        "Leaving out what speaks against the answer gains nothing",
        arguments: InvariantSamples.judged.filter { !isFinding($0) })
    func lazy(id: String) async throws {
        for seed in InvariantSamples.seeds {
            let request = InvariantSamples.request(id, seed: seed)
            let honest = try #require(try await InvariantSamples.outcome(request))
            let lazy = try #require(
                try await InvariantSamples.outcome(request, judge: .lazy(InvariantSamples.oracle)))
            guard let benefit = lazy.benefit else { continue }
            #expect(benefit <= (honest.benefit ?? 0) + 1e-9, "\(id), seed \(seed): \(lazy.reason)")
        }
    }

    /// A judge that denies what speaks against the assistant quotes nothing for it.
    private static let denials: Set<String> = ["knowledge_retention", "role_adherence"]

    @Test(
        "Invented quotes gain nothing that is believed: ratings and answers without proof go to a human",
        arguments: InvariantSamples.judged)
    func forger(id: String) async throws {
        for seed in InvariantSamples.seeds {
            let request = InvariantSamples.request(id, seed: seed)
            let honest = try #require(try await InvariantSamples.outcome(request))
            let forged = try #require(
                try await InvariantSamples.outcome(request, judge: .forger(InvariantSamples.oracle)))
            guard let benefit = forged.benefit, !Self.denials.contains(id) else { continue }
            let isSeen =
                forged.reviewReasons.contains(.quotesRejected) && forged.confidence ?? 1 <= Certainty.unquoted
            #expect(
                benefit <= (honest.benefit ?? 0) + 1e-9 || isSeen,
                "\(id), seed \(seed): \(forged.confidence ?? -1), \(forged.reviewReasons): \(forged.reason)")
        }
    }

    @Test("A forger gets no claim supported", arguments: InvariantSamples.seeds)
    func forgedClaims(seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        for count in 1...4 {
            let inventions = InvariantSamples.inventions.shuffled(using: &random).prefix(count)
            let forged = try await EvaluationSamples.result(
                ["faithfulness"], input: "Tell me about the tower.", output: inventions.joined(separator: " "),
                evidence: InvariantSamples.facts, judge: .forger())
            if count >= 2 {
                #expect(forged["faithfulness"]?.error?.code == .unreliable)
            } else {
                #expect(forged.score("faithfulness") == 0)
                #expect(forged["faithfulness"]?.reviewReasons.contains(.quotesRejected) == true)
            }
        }
    }
}
