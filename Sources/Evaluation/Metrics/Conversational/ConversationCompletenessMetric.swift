import JSON

/// The share of what users want that the assistant meets.
package struct ConversationCompletenessMetric: Metric {
    package let descriptor = MetricDescriptor(
        id: "conversation_completeness",
        aliases: ["conversational_completeness", "conversation_completeness_metric"],
        family: .conversational,
        summary: "Share of the users' intentions that the assistant meets; in part counts half.",
        defaultThreshold: 0.5, requires: [.turns], reads: [.conversation],
        source: "Mean over intentions, each found in a user turn and met in an assistant turn")

    package init() {}

    package func needs(_ request: MetricRequest, of subject: EvaluationCase) -> MetricNeeds {
        let outline = ConversationOutline(subject.testCase.turns)
        if outline.has(.user), outline.has(.silent), !outline.has(.judged) { return .nothing }
        return subject.conversationNeeds(FactNeeds(conversation: .completeness), outline: outline)
    }

    package func measure(
        _ request: MetricRequest, of subject: EvaluationCase, facts: MetricFacts, decision: Decision
    ) -> Measurement {
        guard let findings = facts.conversation else {
            return .scored(
                Measurement.Reading(score: .zero, confidence: 0.98, reason: "The assistant says nothing."))
        }
        let intentions = findings.intentions.filter { $0.met != .none }
        guard !intentions.isEmpty else { return .notApplicable("The users ask for nothing.") }
        let full = intentions.count { $0.met == .full }
        let partial = intentions.count { $0.met == .partial }
        let unmet = intentions.filter { $0.met == .no }
        var reason = "\(full) of \(MetricText.count(intentions.count, "intention")) met"
        reason += partial > 0 ? ", \(partial) in part." : "."
        reason += ConversationText.list(
            "Not met", unmet.map { ConversationText.passage($0.wish, in: $0.turn, of: subject) })
        let tally = TurnTally(intentions.map(\.item), findings: findings)
        var reading = tally.reading(
            reason, decision: decision, isQuoteless: intentions.allSatisfy { $0.met == .no })
        reading.findings = intentions.map(\.json)
        // A question that counts as asking for nothing drops out of the mean: not unseen.
        if findings.intentions.contains(where: { $0.met == .none && $0.isDoubted }), decision.passes(reading.score) {
            reading.reviewReasons.insert(.deterministicConflict)
        }
        return .scored(reading)
    }
}

extension ConversationFindings.Intention {
    /// The probability that it is met as far as said.
    fileprivate var certainty: Double {
        isMissing ? stated : Certainty.combined(stated: stated, evidence: [quote.weight, isDoubted ? -1.5 : 0])
    }

    fileprivate var item: TurnTally.Item {
        let halves =
            switch met {
            case .full: 2
            case .partial: 1
            case .no, .none: 0
            }
        return TurnTally.Item(halves: halves, certainty: certainty, quote: quote, isDoubted: isDoubted)
    }

    fileprivate var json: JSONValue {
        var object = JSONObject()
        object.append("turn", .string("t\(turn)"))
        object.append("intention", .string(text))
        object.append("met", .string(met.rawValue))
        object.append("wish", wish.map { .string($0.text) } ?? .null)
        object.append("by", passage.map { .string("t\($0.turn)") } ?? .null)
        object.append("quote", passage.map { .string($0.text) } ?? .null)
        if let passage { MetricText.append(passage.range, to: &object) }
        object.append("confidence", MetricText.json(certainty))
        if isMissing { object.append("unanswered", true) }
        if isDoubted { object.append("doubted", true) }
        return .object(object)
    }
}
