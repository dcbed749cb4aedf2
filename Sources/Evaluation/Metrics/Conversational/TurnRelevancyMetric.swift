import JSON

/// The share of assistant turns that answer or fittingly carry on the turns before them.
package struct TurnRelevancyMetric: Metric {
    package let descriptor = MetricDescriptor(
        id: "turn_relevancy",
        aliases: ["conversation_relevancy", "turn_relevancy_metric", "conversation_relevancy_metric"],
        family: .conversational,
        summary: "Share of assistant turns that answer the turns before them; in part counts half, refusals nothing.",
        defaultThreshold: 0.5, requires: [.turns],
        options: [.init("window_size", "Turns before each that it is read against, 1 to 100. Default: 10.")],
        reads: [.conversation], source: "Mean over the assistant turns that follow a user's")

    package init() {}

    package func needs(_ request: MetricRequest, of subject: EvaluationCase) -> MetricNeeds {
        let outline = ConversationOutline(subject.testCase.turns)
        let replies = Replies(outline)
        if outline.has(.user), replies.judged.isEmpty {
            if !replies.silent.isEmpty { return .nothing }
            if outline.has(.judged) { return .notApplicable("No assistant turn follows a user's.") }
        }
        return subject.conversationNeeds(
            FactNeeds(conversation: .relevancy, window: Self.window(request)), outline: outline)
    }

    package func measure(
        _ request: MetricRequest, of subject: EvaluationCase, facts: MetricFacts, decision: Decision
    ) -> Measurement {
        let replies = Replies(ConversationOutline(subject.testCase.turns))
        let findings = facts.conversation ?? ConversationFindings()
        let verdicts = findings.relevance.filter { replies.judged.contains($0.turn) }
        guard !verdicts.isEmpty || !replies.silent.isEmpty else { return .notApplicable("Nothing was judged.") }
        let items =
            verdicts.map { $0.item(halves: $0.word.halves) }
            + replies.silent.map { _ in TurnTally.Item(halves: 0, certainty: 0.98) }
        let off = verdicts.filter { $0.word == .irrelevant }
        let declined = verdicts.filter { $0.word == .declines }
        let relevant = verdicts.count { $0.word == .relevant }
        let partial = verdicts.count { $0.word == .partial }
        var reason = "\(relevant) of \(MetricText.count(items.count, "assistant turn")) relevant"
        reason += partial > 0 ? ", \(partial) in part." : "."
        if !replies.silent.isEmpty { reason += " Empty: \(replies.silent.map { "t\($0)" }.joined(separator: ", "))." }
        for (label, some) in [("Irrelevant", off), ("Declined", declined)] {
            reason += ConversationText.list(
                label, some.map { ConversationText.passage($0.passage, in: $0.turn, of: subject) })
        }
        var reading = TurnTally(items, findings: findings).reading(
            reason, decision: decision, isQuoteless: verdicts.allSatisfy { $0.word == .irrelevant })
        reading.findings = verdicts.map { .object($0.json) }
        reading.findings += replies.silent.map { ["turn": .string("t\($0)"), "verdict": "empty"] }
        reading.extra.append("window_size", .integer(Int64(Self.window(request))))
        return .scored(reading)
    }

    /// Assistant turns that follow a user's.
    private struct Replies {
        let judged: Set<Int>
        let silent: [Int]

        init(_ outline: ConversationOutline) {
            let first = outline.firstUser ?? .max
            judged = Set(outline.numbers(of: .judged).filter { $0 > first })
            silent = outline.numbers(of: .silent).filter { $0 > first }
        }
    }

    private static func window(_ request: MetricRequest) -> Int {
        min(100, max(1, request.options["window_size"]?.integer ?? ConversationTask.defaultWindow))
    }
}

extension ConversationTask.Relevance {
    fileprivate var halves: Int {
        switch self {
        case .relevant: 2
        case .partial: 1
        case .irrelevant, .declines: 0
        }
    }
}
