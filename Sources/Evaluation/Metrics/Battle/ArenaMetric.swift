import JSON

/// Answers of several contestants compared by the client's criteria, every pair in both orders.
package struct ArenaMetric: Metric {
    /// The names it goes by: both do the same.
    package enum Kind: Sendable {
        case arena, pairwise
    }

    package let descriptor: MetricDescriptor
    private let requirement: [String]

    package init(_ kind: Kind) {
        requirement = kind == .arena ? ["contestants"] : ["response_a", "response_b"]
        descriptor = MetricDescriptor(
            id: kind == .arena ? "arena_g_eval" : "pairwise_comparison",
            aliases: kind == .arena ? ["arena_geval", "arena"] : ["pairwise"], family: .comparison,
            summary: kind == .arena
                ? "Which contestant's answer is best by a criterion, or a tie."
                : "Which of two answers is better, or a tie.", defaultThreshold: 0.5, requires: [],
            options: [
                .init("criteria", "what is compared by; default: correctness, relevance, completeness, clarity"),
                .init("evaluation_steps", "list of texts that are compared by one by one"),
                .init("evaluation_params", "names of the parts shown beside the answers; default: input"),
            ], reads: [.battle],
            source: "Copeland points over all pairs, each judged in both orders; orders that disagree are a tie")
    }

    package func needs(_ request: MetricRequest, of subject: EvaluationCase) -> MetricNeeds {
        guard let contestants = subject.testCase.contestants, contestants.count >= 2 else {
            return .missing(requirement)
        }
        switch Self.pairings(request, of: subject.testCase) {
        case .missing(let names): return .missing(names)
        case .pairings(let pairings, _):
            if contestants.allSatisfy({ NormalizedText($0.actualOutput).scalars.isEmpty }) {
                return .notApplicable("All answers are empty.")
            }
            let tasks = pairings.flatMap(\.pairing.tasks)
            return tasks.isEmpty ? .nothing : .facts(FactNeeds(own: tasks.map { BoundTask($0) }))
        }
    }

    package func measure(
        _ request: MetricRequest, of subject: EvaluationCase, facts: MetricFacts, decision: Decision
    ) -> Measurement {
        let contestants = subject.testCase.contestants ?? []
        guard case .pairings(let pairings, let isTruncated) = Self.pairings(request, of: subject.testCase) else {
            return .notApplicable("Nothing was judged.")
        }
        let answers = facts.own.compactMap { if case .battle(let found) = $0 { found } else { nil } }
        var rest = answers[...]
        var duels: [ArenaRanking.Duel] = []
        for pair in pairings {
            let count = pair.pairing.tasks.count
            // Two answers without words have nothing to tell them apart.
            let comparison = pair.pairing.comparison(Array(rest.prefix(count))) ?? .ofNothing
            rest = rest.dropFirst(count)
            duels.append(ArenaRanking.Duel(first: pair.first, second: pair.second, comparison: comparison))
        }
        var reading = ArenaReading(contestants: contestants.map(\.name), duels: duels).reading
        if contestants.contains(where: { InjectionDetector().scan($0.actualOutput).isSuspected }) {
            reading.reviewReasons.insert(.injectionSuspected)
        }
        if isTruncated || pairings.contains(where: { !$0.pairing.tasks.isEmpty && $0.pairing.isTruncated }) {
            reading.noteUnreadPart()
            reading.reviewReasons.insert(.lowConfidence)
        }
        return .scored(reading)
    }

    private enum Selection {
        case pairings([(first: Int, second: Int, pairing: Pairing)], isTruncated: Bool)
        case missing([String])
    }

    /// Every pair once, in the order of the contestants.
    private static func pairings(_ request: MetricRequest, of testCase: TestCase) -> Selection {
        let contestants = testCase.contestants ?? []
        switch BattleParts.selection(request.parameters, of: testCase) {
        case .missing(let names): return .missing(names)
        case .parts(let input, let parts, let isTruncated):
            let yardstick = BattleTask.Yardstick(criteria: request.criteria, steps: request.steps, parts: parts)
            var pairings: [(first: Int, second: Int, pairing: Pairing)] = []
            for (first, one) in contestants.enumerated() {
                for (second, other) in contestants.enumerated().dropFirst(first + 1) {
                    let battle = Battle(input: input, responseA: one.actualOutput, responseB: other.actualOutput)
                    pairings.append((first, second, Pairing(battle, by: yardstick)))
                }
            }
            return .pairings(pairings, isTruncated: isTruncated)
        }
    }
}
