import JSON

/// The share of assistant turns that respect what users told before.
package struct KnowledgeRetentionMetric: Metric {
    package let descriptor = MetricDescriptor(
        id: "knowledge_retention", aliases: ["knowledge_retention_metric"], family: .conversational,
        summary: "Share of assistant turns that neither forget, contradict nor ask again for what users told.",
        defaultThreshold: 0.5, requires: [.turns], reads: [.conversation],
        source: "1 - violating assistant turns / assistant turns after the first fact")

    package init() {}

    package func needs(_ request: MetricRequest, of subject: EvaluationCase) -> MetricNeeds {
        subject.conversationNeeds(
            FactNeeds(conversation: .retention), outline: ConversationOutline(subject.testCase.turns))
    }

    package func measure(
        _ request: MetricRequest, of subject: EvaluationCase, facts: MetricFacts, decision: Decision
    ) -> Measurement {
        guard let findings = facts.conversation else { return .notApplicable("Nothing was judged.") }
        guard let first = findings.facts.map(\.passage.turn).min() else {
            return .notApplicable("The users tell nothing to remember.")
        }
        let recalls = findings.memory.filter { $0.verdict.turn > first }
        guard !recalls.isEmpty else { return .notApplicable("No assistant turn follows what the users tell.") }
        let violations = recalls.filter { $0.verdict.word != .keeps }
        var reason =
            "\(recalls.count - violations.count) of \(MetricText.count(recalls.count, "assistant turn")) "
            + "keep to \(MetricText.count(findings.facts.count, "known fact"))."
        for word in [ConversationTask.Memory.contradicts, .asksAgain, .forgets] {
            let label =
                switch word {
                case .contradicts: "Contradicted"
                case .asksAgain: "Asked again"
                case .forgets, .keeps: "Forgotten"
                }
            reason += ConversationText.list(
                label,
                violations.filter { $0.verdict.word == word }
                    .map { ConversationText.passage($0.verdict.passage, in: $0.verdict.turn, of: subject) })
        }
        let items = recalls.map { $0.verdict.item(halves: $0.verdict.word == .keeps ? 2 : 0) }
        var reading = TurnTally(items, findings: findings).reading(
            reason, decision: decision, hasVerifiedQuote: findings.quotes.given > findings.quotes.rejected)
        reading.findings = recalls.map { recall in
            var object = recall.verdict.json
            if let place = recall.fact {
                object.append("fact", .string(findings.facts[place].passage.text))
                object.append("fact_turn", .string("t\(findings.facts[place].passage.turn)"))
            }
            return .object(object)
        }
        reading.extra.append("facts", .array(findings.facts.map(\.json)))
        return .scored(reading)
    }
}

extension ConversationFindings.Fact {
    fileprivate var json: JSONValue {
        var object = JSONObject()
        object.append("turn", .string("t\(passage.turn)"))
        object.append("fact", .string(text))
        object.append("quote", .string(passage.text))
        MetricText.append(passage.range, to: &object)
        return .object(object)
    }
}
