import JSON

/// The share of exchanges where the assistant answers what belongs to its topics and declines what does not.
package struct TopicAdherenceMetric: Metric {
    package let descriptor = MetricDescriptor(
        id: "topic_adherence", aliases: ["topic_adherence_metric"], family: .conversational,
        summary: "Share of exchanges where topical questions are answered and others declined; small talk is left out.",
        defaultThreshold: 0.5, requires: [.turns],
        options: [.init("relevant_topics", "List of texts, at least one.", isRequired: true)],
        reads: [.conversation], source: "(TP + TN) / (TP + TN + FP + FN) over exchanges")

    package init() {}

    package func needs(_ request: MetricRequest, of subject: EvaluationCase) -> MetricNeeds {
        let topics = Self.topics(request)
        guard !topics.isEmpty else { return .missing(["relevant_topics"]) }
        return subject.conversationNeeds(
            FactNeeds(conversation: .topics, topics: topics), outline: ConversationOutline(subject.testCase.turns))
    }

    package func measure(
        _ request: MetricRequest, of subject: EvaluationCase, facts: MetricFacts, decision: Decision
    ) -> Measurement {
        guard let findings = facts.conversation else { return .notApplicable("Nothing was judged.") }
        let counted = findings.exchanges.filter { $0.topic != .smallTalk }
        guard !counted.isEmpty else { return .notApplicable("The users ask for nothing but small talk.") }
        let right = counted.filter(\.isRight)
        let answered = counted.filter { !$0.isRight && $0.topic == .irrelevant }
        let declined = counted.filter { !$0.isRight && $0.topic != .irrelevant }
        var reason = "\(right.count) of \(MetricText.count(counted.count, "exchange")) kept to the topics."
        for (label, some) in [("Answered off topic", answered), ("Topical but not answered", declined)] {
            reason += ConversationText.list(
                label,
                some.map { exchange in
                    ConversationText.passage(nil, in: exchange.unit.users.last ?? exchange.reply.turn, of: subject)
                })
        }
        let items = counted.map { $0.reply.item(halves: $0.isRight ? 2 : 0) }
        var reading = TurnTally(items, findings: findings).reading(reason, decision: decision)
        reading.findings = findings.exchanges.map(\.json)
        reading.extra.append(
            "counts",
            [
                "true_positive": .integer(Int64(right.count { $0.topic == .relevant })),
                "true_negative": .integer(Int64(right.count { $0.topic == .irrelevant })),
                "false_positive": .integer(Int64(answered.count)), "false_negative": .integer(Int64(declined.count)),
            ])
        // A question taken for small talk drops out of the mean: not unseen.
        if findings.exchanges.contains(where: { $0.topic == .smallTalk && $0.reply.isDoubted }),
            decision.passes(reading.score)
        {
            reading.reviewReasons.insert(.deterministicConflict)
        }
        return .scored(reading)
    }

    /// One text counts as a list of one; blank ones count as none.
    private static func topics(_ request: MetricRequest) -> [String] {
        guard let value = request.options["relevant_topics"] else { return [] }
        let texts = value.array?.compactMap(\.string) ?? value.string.map { [$0] } ?? []
        return texts.filter { $0.unicodeScalars.contains { !ScalarClass.isSpace($0.value) } }
    }
}

extension ConversationFindings.Exchange {
    /// Answered where it belongs to the topics, declined where not; what is shown by a passage that does not exist, or
    /// was left out, is not.
    fileprivate var isRight: Bool {
        guard reply.quote != .rejected, !reply.isMissing else { return false }
        return topic == .relevant && reply.word == .answered || topic == .irrelevant && reply.word == .declined
    }

    fileprivate var json: JSONValue {
        var object = JSONObject()
        object.append("turns", .array((unit.users + unit.assistants).map { .string("t\($0)") }))
        object.append("topic", topic.map { .string($0.rawValue) } ?? .null)
        object.append("reply", reply.isMissing ? .null : .string(reply.word.rawValue))
        ConversationText.append(reply.passage, in: reply.turn, to: &object)
        object.append("confidence", MetricText.json(reply.certainty))
        if reply.isMissing { object.append("unanswered", true) }
        if reply.isDoubted { object.append("doubted", true) }
        return .object(object)
    }
}
